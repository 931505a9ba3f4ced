/** A digest as a page, which is short enough for an e-mail. */

import type { WriteDigest } from '../format';
import { isolated, MAX_MAIL_CHARACTERS, pageOf, reasons } from '../html';
import { donut, lengthBar } from '../htmlCharts';
import { type Markup, markup } from '../markup';
import { type Digest, type DigestEntry, type DigestList, moreTests } from './digest';
import { fittedDigest } from './fit';

/** The page as a file and as a text for e-mails. */
export const htmlDigest: WriteDigest = async (digest, _, giveWay) => {
	const draw = (some: Digest) => pageOf(some.title, cardsOf(some)).markup;
	const fits = (page: string) => page.length <= MAX_MAIL_CHARACTERS;
	const html = await fittedDigest(digest, draw, fits, giveWay);
	return { fields: { html }, content: html };
};

function cardsOf({ title, sentences, states, lists }: Digest): Markup {
	const legend = states.map(
		({ label, value, tone }) =>
			markup`<li class="tone-${tone}"><span class="dot"></span><b>${value}</b> ${label}</li>`,
	);
	return markup`<article class="card lead pending">
<div class="head"><h1>${isolated(title)}</h1>${reasons(sentences)}</div>
<div class="result">${donut(states, null, 'Tests by state')}<ul class="legend">${legend}</ul></div>
</article>
${lists.map(listCard)}`;
}

/** The bars repeat what the texts beside them say, so they need no other description. */
function listCard(list: DigestList): Markup {
	const { heading, tone, entries, none, note } = list;
	return markup`<section class="card chart tone-${tone}"><h2>${heading}</h2>
${entries.length > 0 ? markup`<ol class="bars listed">\n${entries.map(entryItem)}</ol>\n` : null}${[endOf(list, none), note].map((words) => (words === null ? { markup: '' } : markup`<p class="soft">${words}</p>\n`))}</section>
`;
}

function endOf(list: DigestList, none: string): string | null {
	return list.total === 0 ? none : moreTests(list);
}

function entryItem({ name, text, share }: DigestEntry): Markup {
	return markup`<li><span class="name">${isolated(name)}</span><span class="soft">${text}</span>${lengthBar(share)}</li>
`;
}
