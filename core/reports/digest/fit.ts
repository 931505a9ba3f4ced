/** Leaves out entries of a digest until it fits its receiver. */

import type { GiveWay } from '../../text/inTurns';
import { largest } from '../fit';
import type { Digest } from './digest';

/** The largest drawing that fits: of all lists the last entries are left out first. */
export async function fittedDigest<T>(
	digest: Digest,
	draw: (digest: Digest) => T,
	fits: (drawn: T) => boolean,
	giveWay: GiveWay,
): Promise<T> {
	const drawn = (max: number) => draw(withFewerEntries(digest, max));
	const longest = Math.max(...digest.lists.map(({ entries }) => entries.length));
	return (await largest(longest, drawn, fits, giveWay)) ?? drawn(0);
}

function withFewerEntries(digest: Digest, max: number): Digest {
	const lists = digest.lists.map((list) => ({ ...list, entries: list.entries.slice(0, max) }));
	return { ...digest, lists };
}
