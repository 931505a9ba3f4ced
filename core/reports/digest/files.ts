/**
 * A digest as a file for tools that read results of tests: each test with its newest result. A failed one says since when
 * it has been failing; the durations are the usual ones.
 */

import { historyText } from '../../history/historyText';
import type { TestSummary } from '../../history/summarize';
import { buildRun } from '../../model/buildRun';
import type { FlakyTest, RunCounts, TestFailure, TestResult, TestRun } from '../../model/TestRun';
import { mapInTurns, type GiveWay } from '../../text/inTurns';
import { without } from '../../text/json';
import { ctrfJson } from '../ctrf';
import type { WriteDigest } from '../format';
import { junitXml } from '../junit';
import { buildReport, type Report } from '../report';
import { type Digest, historyOf } from './digest';

/** The file in the format CTRF. */
export const ctrfDigest: WriteDigest = async (digest, _, giveWay) => ({
	fields: {},
	content: await ctrfJson(await reportOf(digest, giveWay), giveWay),
});

/** The file in the format JUnit. */
export const junitDigest: WriteDigest = async (digest, _, giveWay) => ({
	fields: {},
	content: await junitXml(await reportOf(digest, giveWay), giveWay),
});

async function reportOf(digest: Digest, giveWay: GiveWay): Promise<Report> {
	const run = await runOf(digest, giveWay);
	const options = { title: digest.title, maxFailures: digest.summaries.length, includeStack: false };
	return await buildReport([{ run, decision: null }], options, giveWay);
}

/** The newest results of all tests that are still run, as if they were of one run. */
async function runOf(digest: Digest, giveWay: GiveWay): Promise<TestRun> {
	const { title, sentences, isMixed, madeAt } = digest;
	const summaries = digest.summaries.filter(({ gone }) => !gone);
	const tests = await mapInTurns(summaries, (summary) => testOf(summary, isMixed), giveWay);
	const failed = await mapInTurns(tests, (test, index) => failureOf(test, summaries[index], madeAt), giveWay);
	const run = buildRun({
		platform: 'report',
		platformName: 'Test Run History',
		id: 'digest',
		name: title,
		status: 'finished',
		counts: await countsOf(tests, giveWay),
		note: sentences.join(' '),
		finishedAt: madeAt,
		tests,
		failures: failed.flat(),
	});
	return { ...run, flakyTests: summaries.flatMap(flakyTest), slowerTests: slowerTests(summaries) };
}

function testOf(summary: TestSummary, isMixed: boolean): TestResult {
	const { testKey, title, suite, group, branch, environment, lastStatus, p50 } = summary;
	const groups = [group, ...(isMixed ? [branch, environment] : [])].filter((part) => part !== null);
	return {
		testKey,
		title: title ?? `test ${testKey}`,
		suite,
		file: null,
		group: groups.length > 0 ? groups.join(', ') : null,
		status: Object.hasOwn(COUNTED, lastStatus) ? (lastStatus as TestResult['status']) : 'other',
		flaky: false,
		attempts: null,
		durationMs: p50,
		startedAt: null,
		url: null,
		tags: [],
	};
}

function failureOf(test: TestResult, summary: TestSummary, now: number): TestFailure[] {
	const { status } = test;
	if (status !== 'failed' && status !== 'error' && status !== 'blocked' && status !== 'timedOut') return [];
	const history = historyOf(summary);
	const message = historyText(history, now) ?? 'It failed in the newest run that lists it.';
	const facts = without(test, ['startedAt']);
	return [{ ...facts, status, fingerprint: '', error: { message, stack: null }, history }];
}

/** Where a status is counted. */
const COUNTED: Record<TestResult['status'], 'passed' | 'failed' | 'skipped' | 'pending' | 'other'> = {
	passed: 'passed',
	failed: 'failed',
	timedOut: 'failed',
	skipped: 'skipped',
	pending: 'pending',
	error: 'other',
	blocked: 'other',
	other: 'other',
};

async function countsOf(tests: TestResult[], giveWay: GiveWay): Promise<RunCounts> {
	const counts = { passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 };
	await mapInTurns(tests, ({ status }) => counts[COUNTED[status]]++, giveWay);
	return { ...counts, total: tests.length, flaky: null };
}

function flakyTest({ flakyRate, flakyRuns, runs, failingStreak, ...names }: TestSummary): FlakyTest[] {
	if (flakyRate === null || flakyRuns === 0) return [];
	const { testKey, title, suite, group } = names;
	return [{ testKey, title, suite, group, runs, flakyRuns, flakyRate, failingStreak }];
}

function slowerTests(summaries: TestSummary[]): TestRun['slowerTests'] {
	return summaries
		.filter(({ slower }) => slower)
		.map(({ testKey, title, suite, group, p50 }) => ({
			...{ testKey, title, suite, group },
			durationMs: null,
			usualMs: p50,
		}));
}
