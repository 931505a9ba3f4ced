/** A digest as a comment for GitHub or GitLab. */

import type { WriteDigest } from '../format';
import { fitsComment, list, markerOf, prose, table } from '../markdown';
import { type Digest, type DigestList, moreTests } from './digest';
import { fittedDigest } from './fit';

/** Every digest updates the same comment, unless it is given a name. */
const DEFAULT_MARKER = 'digest';

/** The same fields as for a run. */
export const markdownDigest: WriteDigest = async (digest, { marker: name }, giveWay) => {
	const marker = markerOf(name ?? DEFAULT_MARKER);
	const draw = (some: Digest) => [marker, ...partsOf(some)].join('\n\n');
	return {
		fields: { markdown: await fittedDigest(digest, draw, fitsComment, giveWay), marker },
		content: null,
	};
};

function partsOf({ title, sentences, lists }: Digest): string[] {
	return [`### ${prose(title)}`, list(sentences), ...lists.flatMap(listParts)];
}

function listParts(digestList: DigestList): string[] {
	const { heading, column, entries, total, none, note } = digestList;
	const rows = entries.map(({ name, text }) => [prose(name), prose(text)]);
	const more = total === 0 ? none : moreTests(digestList);
	return [
		`#### ${heading}`,
		...(rows.length > 0 ? [table(['Test', column], rows)] : []),
		...[more, note].filter((words) => words !== null),
	];
}
