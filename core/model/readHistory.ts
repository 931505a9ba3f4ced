/** Reads what earlier runs say, from the JSON of an item, which a user may have created or changed. */

import { countOf, isObject, type JsonMap, textOf } from '../text/json';
import type { FlakyTest, NamedTest, SlowerTest, TestHistory, TestRun } from './TestRun';

/** The history of a test; `null` if it does not say how often the test was executed and failed. */
export function readHistory(value: unknown): TestHistory | null {
	if (!isObject(value)) return null;
	const [runs, failed, failingStreak] = [value.runs, value.failed, value.failingStreak].map(countOf);
	if (runs === null || failed === null || failingStreak === null) return null;
	const flakyRate = countOf(value.flakyRate);
	const flakyRuns = countOf(value.flakyRuns) ?? Math.round((flakyRate ?? 0) * runs);
	return {
		runs,
		failed,
		flakyRuns,
		flakyRate,
		failingStreak,
		failingSince: textOf(value.failingSince),
		lastPassedAt: textOf(value.lastPassedAt),
		runsOnBranch: countOf(value.runsOnBranch) ?? runs,
		unstableRate: countOf(value.unstableRate) ?? leastUnstable(runs, failed, flakyRuns, failingStreak),
	};
}

/** Runs that failed and runs that were flaky may be the same, so there are at least as many as the more frequent ones. */
function leastUnstable(runs: number, failed: number, flakyRuns: number, streak: number): number | null {
	const outside = runs - streak;
	return outside > 0 ? Math.max(0, Math.min(outside, Math.max(failed, flakyRuns) - streak)) / outside : null;
}

/** What a history adds to the run itself. A list that is missing or damaged is absent, an entry without numbers left out. */
export function readAcrossRuns(json: JsonMap): Pick<TestRun, 'flakyTests' | 'slowerTests' | 'historyNote'> {
	const historyNote = textOf(json.historyNote);
	return {
		...(Array.isArray(json.flakyTests) && { flakyTests: json.flakyTests.flatMap(flakyTest) }),
		...(Array.isArray(json.slowerTests) && { slowerTests: json.slowerTests.flatMap(slowerTest) }),
		...(historyNote !== null && { historyNote }),
	};
}

function flakyTest(value: unknown): FlakyTest[] {
	if (!isObject(value)) return [];
	const [runs, flakyRuns] = [countOf(value.runs), countOf(value.flakyRuns)];
	if (runs === null || runs === 0 || flakyRuns === null) return [];
	const [flakyRate, failingStreak] = [value.flakyRate, value.failingStreak].map(countOf);
	return [
		{
			...readNames(value),
			runs,
			flakyRuns,
			flakyRate: flakyRate ?? flakyRuns / runs,
			failingStreak: failingStreak ?? 0,
		},
	];
}

function slowerTest(value: unknown): SlowerTest[] {
	if (!isObject(value)) return [];
	return [{ ...readNames(value), durationMs: countOf(value.durationMs), usualMs: countOf(value.usualMs) }];
}

/** The names of a test. */
export function readNames(json: JsonMap): NamedTest {
	return {
		testKey: textOf(json.testKey) ?? '',
		title: textOf(json.title),
		suite: textOf(json.suite),
		group: textOf(json.group),
	};
}
