/** Errors outside any test. */

import { nameOf } from './errorText';
import type { FileFacts, ReadTest } from './reader';

/**
 * An entry for something that went wrong outside any test: a file that does not load, a hook, the runner itself. It is in
 * error, so no run with one passes. The title says what it is.
 */
export function outside({ title, ...told }: Omit<ReadTest, 'status' | 'isOutside' | 'flaky'>): ReadTest {
	return { ...told, title: nameOf(title) || 'Error outside any test', status: 'error', isOutside: true };
}

/**
 * Notes that a summary counts more failures than `read`, the number of failed tests that are there. Where there are none,
 * the file proves no pass.
 */
export function addMismatch(facts: FileFacts, sentence: string, read: number): void {
	facts.doubts = [...(facts.doubts ?? []), sentence];
	if (read === 0) facts.undecidedBecause ??= sentence;
}
