/** Writing JSON that somebody has parsed already, so that it is read like any other report. */

import { isObject } from './fields';
import type { Steps } from './reader';

/** Below so many levels a value is small enough to be written in one go: reports nest files, suites and tests. */
const LEVELS = 6;

/** Of texts and numbers, which take no time. */
const STEP = 200;

/** The JSON text of a value, written piece by piece, since `JSON.stringify` cannot be paused. */
export function* jsonText(value: unknown): Steps<string> {
	const pieces: string[] = [];
	yield* write(value, LEVELS, pieces);
	return pieces.join('');
}

function* write(value: unknown, levels: number, pieces: string[]): Steps<void> {
	if (levels > 0 && Array.isArray(value)) return yield* writeList(value, levels - 1, pieces);
	if (levels > 0 && isObject(value) && !('toJSON' in value)) {
		return yield* writeMembers(value, levels - 1, pieces);
	}
	pieces.push(JSON.stringify(value) ?? 'null');
	if (typeof value === 'object') yield undefined;
}

function* writeList(list: unknown[], levels: number, pieces: string[]): Steps<void> {
	for (const [index, entry] of list.entries()) {
		if (index % STEP === 0) yield undefined;
		pieces.push(index === 0 ? '[' : ',');
		yield* write(entry, levels, pieces);
	}
	pieces.push(list.length === 0 ? '[]' : ']');
}

function* writeMembers(members: object, levels: number, pieces: string[]): Steps<void> {
	const entries = Object.entries(members).filter(([, value]) => value !== undefined);
	for (const [index, [name, value]] of entries.entries()) {
		pieces.push(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
		yield* write(value, levels, pieces);
	}
	pieces.push(entries.length === 0 ? '{}' : '}');
	yield undefined;
}
