/** Reads runs, failures and gate decisions from the JSON of an item, which a user may have created or changed. */

import { noCounts, passRate } from './counts';
import { readAcrossRuns, readHistory } from './readHistory';
import type { RunCounts, RunStatus, TestFailure, TestResult, TestRun, Verdict } from './TestRun';
import { VERDICTS } from './verdictWords';

type Json = Record<string, unknown>;

/** The verdict of a gate and its reasons. */
export interface GateDecision {
	verdict: Verdict;
	/** Plain sentences. */
	reasons: string[];
}

const STATUSES: RunStatus[] = ['queued', 'running', 'finished', 'canceled', 'timedOut', 'unknown'];
const FAILURE_STATUSES: Array<TestFailure['status']> = ['failed', 'error', 'blocked', 'timedOut'];
const TEST_STATUSES: Array<TestResult['status']> = [
	...FAILURE_STATUSES,
	'passed',
	'skipped',
	'pending',
	'other',
];
const CHANGES: Array<NonNullable<TestFailure['change']>> = ['new', 'stillFailing', 'recovered', 'notRun'];

/**
 * The run in an item: the item itself if it is a TestRun, or its `run` if it is a TestRunEvent. `null` if there is no
 * platform, no known status and verdict, or no counts: these are never guessed. Other fields that are missing or of the
 * wrong type become unknown.
 *
 * An item from a node's error output contains the run as it was before the error. Unless that run failed, it becomes
 * inconclusive.
 */
export function readRun(json: unknown): TestRun | null {
	if (!isObject(json)) return null;
	const run = runOf(json) ?? (isObject(json.run) ? runOf(json.run) : null);
	return run && json.error ? beforeError(run, json.error) : run;
}

function beforeError(run: TestRun, error: unknown): TestRun {
	const message =
		textOf(error) ?? (isObject(error) ? textOf(error.message) : null) ?? 'it does not say which';
	const doubt = `An earlier node ended with an error for this item: ${message}`;
	const doubted = { ...run, doubt: run.doubt ? `${run.doubt} ${doubt}` : doubt };
	return run.verdict === 'failed' ? doubted : { ...doubted, verdict: 'inconclusive', verdictReason: doubt };
}

/** The failure that an item holds; `null` without a title and a fingerprint, by which failures are recognized. */
export function readFailure(json: unknown): TestFailure | null {
	if (!isObject(json)) return null;
	return textOf(json.title) && textOf(json.fingerprint) ? failureOf(json) : null;
}

/** What a gate decided about the run of an item; `null` if the item has not passed through a gate. */
export function readDecision(json: unknown): GateDecision | null {
	if (!isObject(json) || !isObject(json.gate)) return null;
	const verdict = oneOf(VERDICTS, json.gate.verdict);
	return verdict && { verdict, reasons: textsOf(json.gate.reasons) };
}

function runOf(json: Json): TestRun | null {
	const platform = textOf(json.platform);
	const status = oneOf(STATUSES, json.status);
	const verdict = oneOf(VERDICTS, json.verdict);
	if (!platform || !status || !verdict || !isObject(json.counts)) return null;
	const id = textOf(json.id) ?? textOf(json.key) ?? '';
	const counts = readCounts(json.counts);
	return {
		platform,
		platformName: textOf(json.platformName) ?? platform,
		key: textOf(json.key) ?? `${platform}:${id}`,
		id,
		name: textOf(json.name),
		project: readProject(json.project),
		url: textOf(json.url),
		status,
		verdict,
		verdictReason: textOf(json.verdictReason) ?? `The run is ${verdict}.`,
		doubt: textOf(json.doubt),
		...(json.passedDespiteFailures === true ? { passedDespiteFailures: true } : {}),
		counts,
		passRate: passRate(counts) ?? numberOf(json.passRate),
		startedAt: textOf(json.startedAt),
		finishedAt: textOf(json.finishedAt),
		durationMs: numberOf(json.durationMs),
		branch: textOf(json.branch),
		commit: readCommit(json.commit),
		environment: textOf(json.environment),
		tags: textsOf(json.tags),
		buildId: textOf(json.buildId),
		group: textOf(json.group),
		failures: Array.isArray(json.failures) ? json.failures.map(failureOf) : null,
		failuresTruncated: json.failuresTruncated === true,
		failuresNote: textOf(json.failuresNote),
		tests: Array.isArray(json.tests) ? json.tests.map(testOf) : null,
		...readTool(json.tool),
		...readAcrossRuns(json),
	};
}

function readCounts(json: Json): RunCounts {
	const counts = noCounts();
	for (const field of Object.keys(counts) as Array<keyof RunCounts>) counts[field] = countOf(json[field]);
	return counts;
}

/** Converts one entry. An entry that is not readable still becomes a failure, so that a damaged list hides nothing. */
function failureOf(entry: unknown): TestFailure {
	const json = isObject(entry) ? entry : {};
	const error = isObject(json.error) ? json.error : {};
	const change = oneOf(CHANGES, json.change);
	const errorCode = textOf(json.errorCode);
	const comparedWith = textOf(json.comparedWith);
	const history = readHistory(json.history);
	return {
		fingerprint: textOf(json.fingerprint) ?? '',
		...describedTest(json),
		status: oneOf(FAILURE_STATUSES, json.status) ?? 'failed',
		error: { message: textOf(error.message), stack: textOf(error.stack) },
		...(errorCode ? { errorCode } : {}),
		...(change ? { change } : {}),
		...(comparedWith ? { comparedWith } : {}),
		...(history ? { history } : {}),
	};
}

function testOf(entry: unknown): TestResult {
	const json = isObject(entry) ? entry : {};
	return {
		...describedTest(json),
		status: oneOf(TEST_STATUSES, json.status) ?? 'other',
		startedAt: textOf(json.startedAt),
	};
}

/** The fields that tests and failures share. Set one by one: docs/performance.md. */
function describedTest(json: Json): Omit<TestResult, 'status' | 'startedAt'> {
	const test: ReturnType<typeof describedTest> = {
		testKey: textOf(json.testKey) ?? '',
		title: textOf(json.title) ?? 'unnamed test',
		suite: textOf(json.suite),
		file: textOf(json.file),
		group: textOf(json.group),
		flaky: json.flaky === true,
		attempts: numberOf(json.attempts),
		durationMs: numberOf(json.durationMs),
		url: textOf(json.url),
		tags: textsOf(json.tags),
	};
	const line = numberOf(json.line);
	if (line) test.line = line;
	const owner = textOf(json.owner);
	if (owner) test.owner = owner;
	const attachments = textsOf(json.attachments);
	if (attachments.length > 0) test.attachments = attachments;
	return test;
}

function readTool(value: unknown): Pick<TestRun, 'tool'> {
	if (!isObject(value)) return {};
	const name = textOf(value.name);
	return name === null ? {} : { tool: { name, version: textOf(value.version) } };
}

function readProject(value: unknown): TestRun['project'] {
	if (!isObject(value)) return null;
	const id = textOf(value.id);
	return id === null ? null : { id, name: textOf(value.name) };
}

function readCommit(value: unknown): TestRun['commit'] {
	if (!isObject(value)) return null;
	return { sha: textOf(value.sha), message: textOf(value.message), author: textOf(value.author) };
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

function textsOf(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function numberOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** Converts a count. Spreadsheets and databases may return numbers as text. */
function countOf(value: unknown): number | null {
	return numberOf(typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
}

function oneOf<T extends string>(known: T[], value: unknown): T | null {
	return known.find((candidate) => candidate === value) ?? null;
}
