/** One failed test as reports display it: cleaned, shortened, with badges. */

import { historyText } from '../history/historyText';
import type { NamedTest, TestFailure } from '../model/TestRun';
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
	/** `failing since 3 runs, 2 days` and the like; `null` if earlier runs were not looked at. */
	history: string | null;
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

/**
 * One failure as reports display it.
 *
 * @param now until when it has been failing, in epoch milliseconds
 */
export function reportedFailure(failure: TestFailure, includeStack: boolean, now: number): ReportedFailure {
	return {
		name: nameOf(failure),
		title: line(failure.title, MAX_TITLE) || UNNAMED,
		suite: failure.suite && line(failure.suite, MAX_TITLE),
		file: failure.file && line(failure.file, MAX_TITLE),
		group: failure.group && line(failure.group, MAX_TITLE),
		status: failure.status,
		badges: badgesOf(failure),
		history: failure.history ? historyText(failure.history, now) : null,
		error: shownError(failure.error, includeStack),
		url: safeUrl(failure.url),
		durationMs: knownDuration(failure.durationMs),
		fingerprint: identity(failure.fingerprint),
		testKey: identity(failure.testKey),
	};
}

/** `suite > title [group]` on one line; never empty. Rows of earlier runs may hold no more than the key of a test. */
export function nameOf(test: NamedTest): string {
	const title = test.title ?? `test ${test.testKey}`;
	return line(nameInGroup({ ...test, title }), MAX_TITLE) || UNNAMED;
}

/** What is to be said behind the name of a failure. */
export function remarksOf({ badges, history }: ReportedFailure): string[] {
	return history === null ? badges : [...badges, history];
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
