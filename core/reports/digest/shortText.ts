/** A digest on one line. */

import { clip } from '../clean';
import type { WriteDigest } from '../format';
import type { Digest, DigestList } from './digest';

/** The longest description of a commit status that GitHub takes. */
const MAX_STATUS = 140;

/** The fields of the output item in the format Text. */
export const textDigest: WriteDigest = async (digest) =>
	await Promise.resolve({ fields: { text: shortDigest(digest, MAX_STATUS) }, content: null });

/** The digest on one line of at most `max` UTF-16 units: what it counts, then the first test of the first lists. */
export function shortDigest({ title, sentences, lists }: Digest, max: number): string {
	const [, ...counted] = sentences;
	return clip([`${title}:`, ...counted, ...lists.slice(0, 2).flatMap(worstOf)].join(' '), max);
}

function worstOf({ heading, entries: [worst] }: DigestList): string[] {
	return worst === undefined ? [] : [`${heading}: ${worst.name} (${worst.text}).`];
}
