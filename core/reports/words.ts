/** The words that all formats share. */

import type { RunCounts, Verdict } from '../model/TestRun';
import { line } from './clean';

/** What a person calls a verdict. */
export const VERDICT_WORDS: Record<Verdict, string> = {
	passed: 'Passed',
	failed: 'Failed',
	inconclusive: 'Inconclusive',
	pending: 'Still running',
};

/** For places without colours. Only a pass is green, and only a failure is red. */
const VERDICT_SYMBOLS: Record<Verdict, string> = {
	passed: '✅',
	failed: '❌',
	inconclusive: '⚪',
	pending: '⏳',
};

/** A verdict at the head of a message or a section. */
export function headline(verdict: Verdict): string {
	return `${VERDICT_SYMBOLS[verdict]} ${VERDICT_WORDS[verdict]}`;
}

/** Words that several formats use in the same place. */
export const WORDS = {
	openRun: 'Open the run',
	openTest: 'Open the test',
	failedTests: 'Failed tests',
	noError: 'No error text.',
};

/** A count with its label. */
export interface LabelledCount {
	kind: keyof RunCounts;
	label: string;
	value: number;
}

const COUNT_LABELS: Array<[keyof RunCounts, string]> = [
	['passed', 'Passed'],
	['failed', 'Failed'],
	['other', 'In error or blocked'],
	['flaky', 'Flaky'],
	['skipped', 'Skipped'],
	['pending', 'Not run'],
	['total', 'Total'],
];

/** The counts that are known. Counts of rare outcomes are left out if they are 0. */
export function knownCounts(counts: RunCounts): LabelledCount[] {
	return COUNT_LABELS.flatMap(([kind, label]) => {
		const value = counts[kind];
		const isRare = !['passed', 'failed', 'total'].includes(kind);
		return value === null || (isRare && value === 0) ? [] : [{ kind, label, value }];
	});
}

/** Longer durations are really points in time, or the result of a wrong clock. */
const MAX_DURATION = 10 * 365 * 86_400_000;

/** The duration in milliseconds; `null` if it is unknown, or if nothing can have taken that long. */
export function knownDuration(milliseconds: number | null): number | null {
	const isOne = milliseconds !== null && milliseconds >= 0 && milliseconds <= MAX_DURATION;
	return isOne ? milliseconds : null;
}

/** `850 ms`, `12 s`, `3 min 5 s`, `2 h 4 min`, `3 d 2 h`; `unknown` if {@link knownDuration} returns `null`. */
export function durationInWords(milliseconds: number): string {
	if (knownDuration(milliseconds) === null) return 'unknown';
	if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return withRest(`${minutes} min`, seconds % 60, 's');
	const hours = Math.floor(minutes / 60);
	if (hours < 48) return withRest(`${hours} h`, minutes % 60, 'min');
	return withRest(`${Math.floor(hours / 24)} d`, hours % 24, 'h');
}

/** `2026-03-01 10:12 UTC`. A text that is not an ISO 8601 UTC time stays as it is, on one short line. */
export function timeInWords(time: string): string {
	return line(time, 40).replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/, '$1 $2 UTC');
}

function withRest(whole: string, rest: number, unit: string): string {
	return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}
