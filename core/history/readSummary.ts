/** Reads what Summarize says of a test, from the JSON of an item, which a user may have created or changed. */
import { readNames } from '../model/readHistory';
import { countOf, isObject, textOf } from '../text/json';
import { toIso } from '../text/time';
import type { TestSummary } from './summarize';
import type { TestState } from './testHistory';

const STATES: readonly TestState[] = ['new', 'failing', 'broken', 'flaky', 'stable'];

/**
 * The summary in an item; `null` if the item is none: one has the key of the test, the run it was last seen in with its
 * status, and the numbers of runs, failures and failures in a row. Other fields that are missing or of the wrong type are
 * unknown.
 */
export function readSummary(json: unknown): TestSummary | null {
	if (!isObject(json)) return null;
	const names = readNames(json);
	const [lastRunKey, lastStatus] = [textOf(json.lastRunKey), textOf(json.lastStatus)];
	const [runs, failed, failingStreak] = [json.runs, json.failed, json.failingStreak].map(countOf);
	if (names.testKey === '' || lastRunKey === null || lastStatus === null) return null;
	if (runs === null || failed === null || failingStreak === null) return null;
	return {
		...names,
		branch: textOf(json.branch),
		environment: textOf(json.environment),
		state: STATES.find((state) => state === json.state) ?? null,
		runs,
		failed,
		failRate: countOf(json.failRate),
		wilsonLow: countOf(json.wilsonLow),
		wilsonHigh: countOf(json.wilsonHigh),
		flakyRuns: countOf(json.flakyRuns) ?? 0,
		flakyRate: countOf(json.flakyRate),
		impact: countOf(json.impact),
		flipRate: countOf(json.flipRate),
		failingStreak,
		failingSince: toIso(json.failingSince),
		lastPassedAt: toIso(json.lastPassedAt),
		p50: countOf(json.p50),
		p95: countOf(json.p95),
		trend: typeof json.trend === 'number' && Number.isFinite(json.trend) ? json.trend : null,
		slower: json.slower === true,
		firstSeenAt: toIso(json.firstSeenAt),
		lastSeenAt: toIso(json.lastSeenAt),
		gone: json.gone === true,
		lastStatus,
		lastRunKey,
	};
}
