/** A digest for Microsoft Teams, within the limits of a message. */

import { clip } from '../clean';
import type { WriteDigest } from '../format';
import { aside, bold, cardWith, fitsMessage, head, messageOf, text, textLine, TIGHT } from '../teams';
import type { AdaptiveCard, CardElement } from '../teams';
import { type Digest, type DigestList, moreTests } from './digest';
import { fittedDigest } from './fit';

/** The same fields as for a run. */
export const teamsDigest: WriteDigest = async (digest, _, giveWay) => {
	const card = await fittedDigest(digest, cardOf, fitsMessage, giveWay);
	return { fields: { message: messageOf(card), card }, content: null };
};

const MAX_SENTENCE = 300;

function cardOf({ title, sentences, lists }: Digest): AdaptiveCard {
	const lines = sentences.map((sentence) => textLine([text(clip(sentence, MAX_SENTENCE))], TIGHT));
	return cardWith([head('accent', title, []), ...lines, ...lists.flatMap(listElements)]);
}

function listElements(list: DigestList): CardElement[] {
	const { heading, entries, total, none, note } = list;
	const more = total === 0 ? none : moreTests(list);
	return [
		textLine([bold(heading)], { separator: true }),
		...entries.map(({ name, text: said }) => textLine([bold(name), text(`  ${said}`)], TIGHT)),
		...[more, note].filter((words) => words !== null).map((words) => aside(words)),
	];
}
