/** One failed test as reports show it: cleaned, cut, with badges. */

import { tellingLines } from '../identity/tellingLines';
import type { TestFailure } from '../model/TestRun';
import { quantity, testName } from '../text/words';
import { block, line, safeUrl } from './clean';

/** One failed test of a report. */
export interface ReportedFailure {
	/** `suite > title`. */
	name: string;
	title: string;
	suite: string | null;
	file: string | null;
	status: TestFailure['status'];
	/** `new`, `still failing`, `3 attempts` and the like. */
	badges: string[];
	/** The first lines that tell the problem, or the whole stack when asked for. */
	error: string | null;
	url: string | null;
	durationMs: number | null;
	/** 16 hex digits; `null` when the item holds none. */
	fingerprint: string | null;
}

const UNNAMED = 'unnamed test';

const MAX_TITLE = 200;
const MAX_ERROR = 1_500;
const MAX_STACK = 6_000;

const FINGERPRINT = /^[0-9a-f]{16}$/;

/** One failure as reports show it. */
export function reportedFailure(failure: TestFailure, includeStack: boolean): ReportedFailure {
	return {
		name: nameOf(failure),
		title: line(failure.title, MAX_TITLE) || UNNAMED,
		suite: failure.suite && line(failure.suite, MAX_TITLE),
		file: failure.file && line(failure.file, MAX_TITLE),
		status: failure.status,
		badges: badgesOf(failure),
		error: errorOf(failure, includeStack),
		url: safeUrl(failure.url),
		durationMs: failure.durationMs,
		fingerprint: FINGERPRINT.test(failure.fingerprint) ? failure.fingerprint : null,
	};
}

/** `suite > title` on one line; never empty. */
export function nameOf(test: TestFailure): string {
	return line(testName(test), MAX_TITLE) || UNNAMED;
}

function badgesOf({ change, status, attempts }: TestFailure): string[] {
	const badges = [
		change === 'new' && 'new',
		change === 'stillFailing' && 'still failing',
		change === 'recovered' && 'recovered',
		status === 'timedOut' && 'timed out',
		status === 'error' && 'in error',
		status === 'blocked' && 'blocked',
		attempts !== null && attempts > 1 && quantity(attempts, 'attempt'),
	];
	return badges.filter((badge) => badge !== false);
}

function errorOf({ error }: TestFailure, includeStack: boolean): string | null {
	const { message, stack } = error;
	if (includeStack && stack !== null) {
		const whole = message === null || stack.includes(message) ? stack : `${message}\n${stack}`;
		return block(whole, MAX_STACK) || null;
	}
	const text = message ?? stack;
	if (text === null) return null;
	return block(tellingLines(text).join('\n'), MAX_ERROR) || block(text, MAX_ERROR) || null;
}
