/** A digest for Slack, within the limits of a message. */

import { escapedWithin, line } from '../clean';
import type { WriteDigest } from '../format';
import { fitsMessage, plainText, richText, section, slackText, text, type SlackBlock } from '../slack';
import { type Digest, type DigestList, moreTests } from './digest';
import { fittedDigest } from './fit';
import { shortDigest } from './shortText';

const MAX_HEADER = 150;
const MAX_TEXT = 300;

/** The same fields as for a run. */
export const slackDigest: WriteDigest = async (digest, _, giveWay) => {
	const short = escapedWithin(shortDigest(digest, MAX_TEXT), MAX_TEXT, slackText);
	const blocks = await fittedDigest(digest, blocksOf, fitsMessage, giveWay);
	// A list of its own, since n8n's Slack node adds a block to the one in the message.
	return { fields: { text: short, message: { text: short, blocks }, blocks: [...blocks] }, content: null };
};

function blocksOf({ title, sentences, lists }: Digest): SlackBlock[] {
	return [
		{ type: 'header', text: plainText(line(title, MAX_HEADER)) },
		richText(section([text(sentences.join('\n'))])),
		...lists.map(listBlock),
	];
}

function listBlock(list: DigestList): SlackBlock {
	const { heading, entries, none, note } = list;
	const shown = entries.flatMap(({ name, text: said }) => [
		text('\n• '),
		text(name, { bold: true }),
		text(`  ${said}`),
	]);
	const said = [list.total === 0 ? none : moreTests(list), note].filter((words) => words !== null);
	return richText(
		section([text(heading, { bold: true }), ...shown, ...said.map((words) => text(`\n${words}`))]),
	);
}
