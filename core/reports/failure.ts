/** One failed test as reports display it: cleaned, shortened, with badges. */

import type { TestFailure } from '../model/TestRun';
import { nameInGroup, quantity } from '../text/words';
import { line, safeUrl } from './clean';
import { shownError } from './errorText';
import { knownDuration } from './words';

/** One failed test of a report. */
export interface ReportedFailure {
	/** `suite > title [group]`. */
	name: string;
	title: string;
	suite: string | null;
	file: string | null;
	/** The variant of the test: browser, device, parameters. */
	group: string | null;
	status: TestFailure['status'];
	/** `new`, `still failing`, `flaky`, `3 attempts` and the like. */
	badges: string[];
	/** The lines that describe the problem, or the whole stack if requested. */
	error: string | null;
	url: string | null;
	durationMs: number | null;
	/** 16 hex digits; `null` if the item has none. */
	fingerprint: string | null;
	/** As the fingerprint. */
	testKey: string | null;
}

const UNNAMED = 'unnamed test';

const MAX_TITLE = 200;
const IDENTITY = /^[0-9a-f]{16}$/;

/** One failure as reports display it. */
export function reportedFailure(failure: TestFailure, includeStack: boolean): ReportedFailure {
	return {
		name: nameOf(failure),
		title: line(failure.title, MAX_TITLE) || UNNAMED,
		suite: failure.suite && line(failure.suite, MAX_TITLE),
		file: failure.file && line(failure.file, MAX_TITLE),
		group: failure.group && line(failure.group, MAX_TITLE),
		status: failure.status,
		badges: badgesOf(failure),
		error: shownError(failure.error, includeStack),
		url: safeUrl(failure.url),
		durationMs: knownDuration(failure.durationMs),
		fingerprint: identity(failure.fingerprint),
		testKey: identity(failure.testKey),
	};
}

/** `suite > title [group]` on one line; never empty. */
export function nameOf(test: TestFailure): string {
	return line(nameInGroup(test), MAX_TITLE) || UNNAMED;
}

/** The value if it is a fingerprint or a test key, otherwise `null`. */
export function identity(value: string): string | null {
	return IDENTITY.test(value) ? value : null;
}

function badgesOf({ change, flaky, status, attempts }: TestFailure): string[] {
	const badges = [
		change === 'new' && 'new',
		change === 'stillFailing' && 'still failing',
		change === 'recovered' && 'recovered',
		change === 'notRun' && 'not run this time',
		flaky && 'flaky',
		status === 'timedOut' && 'timed out',
		status === 'error' && 'in error',
		status === 'blocked' && 'blocked',
		attempts !== null && attempts > 1 && quantity(attempts, 'attempt'),
	];
	return badges.filter((badge) => badge !== false);
}
