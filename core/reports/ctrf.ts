/**
 * CTRF, the Common Test Report Format, version 1.0: JSON with every test of the run, or with its failures if the run
 * has no list of tests. If the run did not pass although no test failed, the file has one failed test, so that no reader
 * treats the run as passed.
 */

import { clean } from './clean';
import type { Report, ReportedRun } from './report';
import { knownDuration, VERDICT_WORDS } from './words';
import { atOnce, joinInTurns, type GiveWay } from '../text/inTurns';
import type { TestResult } from '../model/TestRun';
import { WRITTEN_BY } from '../model/writtenBy';
import { entriesOf } from './entries';
import { extraOf, isUndecided, runExtra, type TestEntry, type Told } from './extra';

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/** The format has only five statuses; our own is written into another field. */
const STATUSES: Record<TestResult['status'], CtrfStatus> = {
	passed: 'passed',
	failed: 'failed',
	error: 'failed',
	blocked: 'failed',
	timedOut: 'failed',
	skipped: 'skipped',
	pending: 'pending',
	other: 'other',
};

/** What is between two tests in the file. */
const BETWEEN = ',\n';

/** The file, with the tests of all runs. */
export async function ctrfJson(report: Report, giveWay = atOnce): Promise<string> {
	const { runs } = report;
	const counts = { tests: 0, passed: 0, failed: 0, pending: 0, skipped: 0, other: 0, flaky: 0 };
	const tests: string[] = [];
	for (const run of runs) {
		const outer = runs.length > 1 ? [clean(run.title)] : [];
		tests.push(await testsOf(run, { outer, includeStack: report.includeStack }, counts, giveWay));
	}
	const [{ run: first }] = runs;
	const results = {
		tool: {
			name: first.tool?.name ?? first.platformName,
			...(first.tool?.version && { version: first.tool.version }),
		},
		summary: { ...counts, ...timesOf(runs) },
		environment: { reportName: clean(report.title), ...(runs.length === 1 && environmentOf(runs[0])) },
		...(runs.length === 1 && { extra: { ...runExtra(runs[0]), ...acrossRuns(runs[0]) } }),
	};
	const head = { reportFormat: 'CTRF', specVersion: '1.0.0', generatedBy: WRITTEN_BY, results };
	// The tests have already been written as JSON texts, with pauses in between.
	return `${JSON.stringify(head).slice(0, -2)},"tests":[\n${tests.filter(Boolean).join(BETWEEN)}\n]}}\n`;
}

async function testsOf(
	run: ReportedRun,
	{ outer, includeStack }: { outer: string[]; includeStack: boolean },
	counts: Record<CtrfStatus | 'tests' | 'flaky', number>,
	giveWay: GiveWay,
): Promise<string> {
	let failed = 0;
	const add = (status: CtrfStatus, flaky: boolean) => {
		counts.tests += 1;
		counts[status] += 1;
		if (flaky && status === 'passed') counts.flaky += 1;
		if (status === 'failed' || status === 'other') failed += 1;
	};
	const tests = await joinInTurns(
		entriesOf(run.run, includeStack),
		(entry) => {
			add(STATUSES[entry.test.status], entry.test.flaky);
			return JSON.stringify(testOf(entry, outer));
		},
		BETWEEN,
		giveWay,
	);
	if (failed > 0 || run.verdict === 'passed') return tests;
	add('failed', false);
	return [tests, JSON.stringify(verdictTest(run, outer))].filter(Boolean).join(BETWEEN);
}

function testOf(entry: TestEntry, outer: string[]): object {
	const { test, error, history } = entry;
	const suite = [...outer, ...(test.suite === null ? [] : clean(test.suite).split(' > '))];
	const status = STATUSES[test.status];
	const message = error?.message ? clean(error.message) : undefined;
	const trace = error?.stack ? clean(error.stack) : undefined;
	const attachments = test.attachments?.map(clean);
	// Field by field here and below, not by spreading: docs/performance.md.
	const extra: Record<string, unknown> = extraOf(entry, toldBy(entry)) ?? {};
	if (test.owner) extra.owner = clean(test.owner);
	if (history) extra.history = history;
	return {
		name: clean(test.title),
		status,
		duration: Math.round(knownDuration(test.durationMs) ?? 0),
		start: test.startedAt === null ? undefined : Date.parse(test.startedAt),
		suite: suite.length > 0 ? suite : undefined,
		message: test.flaky ? undefined : message,
		trace: test.flaky ? undefined : trace,
		rawStatus: test.status,
		tags: test.tags.length > 0 ? test.tags.map(clean) : undefined,
		filePath: test.file === null ? undefined : clean(test.file),
		line: test.line,
		flaky: test.flaky,
		retries: test.attempts === null ? undefined : Math.max(0, test.attempts - 1),
		retryAttempts: test.flaky ? [{ attempt: 1, status: 'failed', message, trace }] : undefined,
		attachments: attachments?.map((name) => ({ name, contentType: 'application/octet-stream', path: name })),
		extra: Object.keys(extra).length > 0 ? extra : undefined,
	};
}

/** What the fields of the format contain about a test. Readers differ on statuses, and on errors without a message. */
function toldBy({ test, error }: TestEntry): Told {
	const { status, suite, file, startedAt, line, attempts, owner, attachments, tags, flaky } = test;
	const isPlain = status === 'passed' || status === 'skipped';
	return {
		suite,
		file,
		startedAt,
		line,
		owner,
		attachments,
		status: isPlain ? status : undefined,
		flaky: flaky && status === 'passed',
		attempts: attempts !== null && attempts >= 1 ? attempts : flaky ? 1 : null,
		durationMs: Math.round(knownDuration(test.durationMs) ?? 0),
		tags: tags.map((tag) => tag.replace(/^@/, '')),
		message: error?.message ?? (isPlain && !error?.stack ? null : 'made by the reader'),
		stack: error?.message ? error.stack : null,
	};
}

function verdictTest({ title, verdict, reasons }: ReportedRun, outer: string[]): object {
	return {
		name: clean(title),
		status: 'failed',
		duration: 0,
		suite: outer.length > 0 ? outer : undefined,
		message: `${VERDICT_WORDS[verdict]}: ${reasons.join(' ')}`,
		rawStatus: verdict,
		extra: { isVerdict: isUndecided(verdict) },
	};
}

/** The format requires numbers, so an unknown one is 0. */
function timesOf(runs: ReportedRun[]): { start: number; stop: number; duration?: number } {
	const instants = (name: 'startedAt' | 'finishedAt') =>
		runs.map(({ run }) => run[name]).flatMap((text) => (text === null ? [] : [Date.parse(text)]));
	const start = instants('startedAt').reduce((a, b) => Math.min(a, b), Infinity);
	const stop = instants('finishedAt').reduce((a, b) => Math.max(a, b), -Infinity);
	const { durationMs } = runs[0];
	const duration = runs.length === 1 && durationMs !== null ? Math.round(durationMs) : undefined;
	const isKnown = Number.isFinite(start);
	return {
		start: isKnown ? start : 0,
		stop: Number.isFinite(stop) ? stop : isKnown ? start + (duration ?? 0) : 0,
		...(duration === undefined ? {} : { duration }),
	};
}

/** What a history says about the run. */
function acrossRuns({ run: { flakyTests, slowerTests, historyNote } }: ReportedRun): object {
	return { flakyTests, slowerTests, historyNote };
}

function environmentOf({ run, url }: ReportedRun): object {
	const { branch, commit, environment, buildId } = run;
	return {
		branchName: branch ?? undefined,
		commit: commit?.sha ?? undefined,
		testEnvironment: environment ?? undefined,
		buildId: buildId ?? undefined,
		buildUrl: url ?? undefined,
	};
}
