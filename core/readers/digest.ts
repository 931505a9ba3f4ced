/** Digests that tell whether two contents are the same. */

import { createHash } from 'crypto';
import type { ReportFile, Steps } from './reader';

const PIECE = 1024 * 1024;

/** SHA-256 of the content as hex; of a text, that of its UTF-8. */
export function* digestOf({ content }: ReportFile): Steps<string> {
	const hash = createHash('sha256');
	for (let at = 0; at < content.length; at += PIECE) {
		hash.update(
			typeof content === 'string' ? content.slice(at, at + PIECE) : content.subarray(at, at + PIECE),
		);
		yield undefined;
	}
	return hash.digest('hex');
}

/** SHA-256 of a short text as hex. */
export function digestOfText(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
