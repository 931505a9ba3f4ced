/** A digest as an issue for Jira. */

import {
	adfDocument,
	type AdfDocument,
	type AdfNode,
	bulletList,
	heading,
	paragraph,
	table,
	text,
} from '../adf';
import { line } from '../clean';
import type { WriteDigest } from '../format';
import { described, fitsJira, MAX_SUMMARY } from '../jira';
import { type Digest, type DigestList, moreTests } from './digest';
import { fittedDigest } from './fit';
import { shortDigest } from './shortText';

/** The same fields as for a run. A digest is about no single problem, so it has no labels. */
export const jiraDigest: WriteDigest = async (digest, _, giveWay) => {
	const draw = (shown: Digest) => described(documentOf(shown));
	const description = await fittedDigest(digest, draw, fitsJira, giveWay);
	const summary = line(shortDigest(digest, MAX_SUMMARY), MAX_SUMMARY);
	return { fields: { summary, ...description, labels: [] }, content: null };
};

function documentOf({ sentences, lists }: Digest): AdfDocument {
	return adfDocument([
		bulletList(sentences.map((sentence) => [text(sentence)])),
		...lists.flatMap(listNodes),
	]);
}

function listNodes(list: DigestList): AdfNode[] {
	const { heading: words, column, entries, total, none, note } = list;
	const rows = entries.map(({ name, text: said }) => [name, said]);
	const said = [total === 0 ? none : moreTests(list), note].filter((sentence) => sentence !== null);
	return [
		heading(3, words),
		...(rows.length > 0 ? [table(['Test', column], rows)] : []),
		...said.map((sentence) => paragraph(text(sentence))),
	];
}
