/** Puts together one run from the files that were read. */

import { buildFailure, buildTest, type TestFacts } from '../model/buildFailure';
import type { RunFacts } from '../model/buildRun';
import type { FailureStatus, RunCounts, TestFailure, TestResult, TestTool } from '../model/TestRun';
import { quantity, someNames } from '../text/words';
import { digestOfText } from './digest';
import { mergeRepeats, type MergedTests, type Repeats } from './repeats';
import type { FileFacts, ReadTest, Steps } from './reader';
import { milliseconds } from './times';

/** One file that was read. */
export interface ReadFile {
	name: string;
	/** Name of its format, as people write it. */
	formatName: string;
	/** Equal for equal contents. */
	digest: string;
	tests: ReadTest[];
	facts: FileFacts;
}

/** How a run is put together. */
export interface AssembleOptions {
	repeats: Repeats;
	/** Whether the run lists all tests, not the failed ones alone. */
	includeTests: boolean;
	/** The project that the tests belong to, as part of their identity. */
	project: string;
}

/** Failures take longest: tens of microseconds each. */
const STEP = 100;

/** The facts of the run, for `buildRun`. */
export function* assembleRun(files: ReadFile[], options: AssembleOptions): Steps<RunFacts> {
	const tests = files.map((file) => file.tests);
	const merged = yield* mergeRepeats(tests, options.repeats);
	const built = yield* builtTests(merged.tests, options);
	const facts = files.map((file) => file.facts);
	addUnlisted(built.counts, facts);
	const id = idOf(files);
	return {
		platform: 'report',
		platformName: platformName(files),
		id,
		status: facts.some(({ isInterrupted }) => isInterrupted) ? 'canceled' : 'finished',
		...sharedFacts(facts),
		...times(files),
		undecidedBecause: undecided(facts),
		doubt: sentences([doubts(files), alikeByTitle(merged)]),
		counts: built.counts,
		failures: built.failures,
		tests: options.includeTests ? built.tests : null,
		tool: sharedTool(facts) ?? undefined,
		note: disagreement(files, merged),
	};
}

interface Built {
	counts: Counts;
	failures: TestFailure[];
	tests: TestResult[];
}

type Counts = { [Name in keyof RunCounts]: number };

function* builtTests(tests: ReadTest[], { includeTests, project }: AssembleOptions): Steps<Built> {
	const counts = { total: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, pending: 0, other: 0 };
	const built: Built = { counts, failures: [], tests: [] };
	for (const [index, test] of tests.entries()) {
		if (index % STEP === 0) yield undefined;
		count(counts, test);
		const status = failureStatus(test);
		if (!includeTests && !status) continue;
		const facts = testFacts(test, project);
		if (includeTests) built.tests.push(buildTest(facts));
		if (status) built.failures.push(failureOf(test, facts, status));
	}
	return built;
}

function count(counts: Counts, { status, flaky }: ReadTest): void {
	counts.total += 1;
	counts[COUNTED_AS[status]] += 1;
	if (flaky && status === 'passed') counts.flaky += 1;
}

const COUNTED_AS: Record<TestResult['status'], 'passed' | 'failed' | 'skipped' | 'pending' | 'other'> = {
	passed: 'passed',
	failed: 'failed',
	timedOut: 'failed',
	skipped: 'skipped',
	pending: 'pending',
	error: 'other',
	blocked: 'other',
	other: 'other',
};

function testFacts(test: ReadTest, project: string): TestFacts {
	return {
		project,
		testId: test.testId,
		title: test.title || 'Test without a name',
		status: test.status,
		suite: test.suite || null,
		file: test.file || null,
		line: test.line ?? undefined,
		group: test.group || null,
		flaky: test.flaky ?? false,
		attempts: test.attempts ?? null,
		durationMs: milliseconds(test.durationMs),
		startedAt: test.startedAt ?? null,
		url: test.url ?? null,
		tags: test.tags ?? [],
		owner: test.owner ?? undefined,
		attachments: test.attachments,
	};
}

/** As what a test is listed among the failures. A flaky one is, for what went wrong before it passed. */
function failureStatus({ status, flaky }: ReadTest): FailureStatus | null {
	switch (status) {
		case 'failed':
		case 'error':
		case 'blocked':
		case 'timedOut':
			return status;
		// Its status is not known, so it is no pass.
		case 'other':
			return 'error';
		default:
			return flaky ? 'failed' : null;
	}
}

function failureOf(test: ReadTest, facts: TestFacts, status: FailureStatus): TestFailure {
	// One that passed after all, or skipped itself after it had failed, is listed for its failed attempt.
	const flaky = test.status !== 'other' && test.status !== status;
	// As in `buildTest`, because spreading is several times slower.
	return buildFailure(Object.assign(facts, { status, flaky, message: test.message, stack: test.stack }));
}

function addUnlisted(counts: Counts, facts: FileFacts[]): void {
	for (const { unlisted } of facts) {
		if (!unlisted) continue;
		const { total, failed, other, skipped } = unlisted;
		counts.total += total;
		counts.failed += failed;
		counts.other += other;
		counts.skipped += skipped;
		counts.passed += Math.max(0, total - failed - other - skipped);
	}
}

/** The same files give the same run, in whatever order they come. */
function idOf(files: ReadFile[]): string {
	const digests = files.map(({ digest }) => digest).sort();
	return digests.length === 1
		? (digests[0] as string).slice(0, 16)
		: digestOfText(digests.join()).slice(0, 16);
}

/** The tool where all files are of one tool, else the format, else both formats. */
function platformName(files: ReadFile[]): string {
	const named = new Set(files.filter(({ facts }) => facts.tool).map(({ formatName }) => formatName));
	// Beside files that name the tool there may be others of the same format that do not.
	const telling = files.filter(({ facts, formatName }) => facts.tool || !named.has(formatName));
	const names = telling.map(({ facts, formatName }) => facts.tool?.name ?? formatName);
	return [...new Set(names)].slice(0, 3).join(', ');
}

/** What all files that tell it tell alike. */
function sharedFacts(facts: FileFacts[]): Partial<RunFacts> {
	return {
		name: shared(facts.map(({ name }) => name)),
		url: shared(facts.map(({ url }) => url)),
		branch: shared(facts.map(({ branch }) => branch)),
		environment: shared(facts.map(({ environment }) => environment)),
		buildId: shared(facts.map(({ buildId }) => buildId)),
		commit: facts.find(({ commit }) => commit)?.commit ?? null,
	};
}

function shared<Value>(values: Array<Value | null | undefined>): Value | null {
	const told = new Set(values.filter((value) => value !== null && value !== undefined && value !== ''));
	return told.size === 1 ? ([...told][0] as Value) : null;
}

function sharedTool(facts: FileFacts[]): TestTool | null {
	const tools = facts.map(({ tool }) => tool).filter((tool) => tool !== null && tool !== undefined);
	const name = shared(tools.map((tool) => tool.name));
	return name === null ? null : { name, version: shared(tools.map(({ version }) => version)) };
}

/** From the first start to the last end where these are known; else the files' durations one after the other. */
function times(files: ReadFile[]): Pick<RunFacts, 'startedAt' | 'finishedAt' | 'durationMs'> {
	const withTests = files.filter(({ tests }) => tests.some(({ isOutside }) => !isOutside));
	const facts = (withTests.length > 0 ? withTests : files).map((file) => file.facts);
	const startedAt = edge(
		facts.map((one) => one.startedAt),
		Math.min,
	);
	const finishedAt = edge(
		facts.map((one) => one.finishedAt),
		Math.max,
	);
	const durations = facts
		.map(({ durationMs }) => durationMs)
		.filter((duration) => typeof duration === 'number');
	const isSpanKnown = facts.length > 1 && startedAt !== null && finishedAt !== null;
	const isToldByAll = durations.length === facts.length && durations.length > 0;
	const sum = durations.reduce((total, duration) => total + duration, 0);
	return {
		startedAt,
		finishedAt,
		durationMs: isSpanKnown || !isToldByAll ? null : milliseconds(sum),
	};
}

/** The first or last of instants that all files tell. */
function edge(
	instants: Array<string | null | undefined>,
	pick: (...values: number[]) => number,
): string | null {
	const told = instants.filter((value) => typeof value === 'string').map((value) => Date.parse(value));
	return told.length === instants.length && told.length > 0
		? new Date(told.reduce((a, b) => pick(a, b))).toISOString()
		: null;
}

function undecided(facts: FileFacts[]): string | null {
	return sentences(facts.map(({ undecidedBecause }) => undecidedBecause));
}

/** Of several files each doubt names its own. */
function doubts(files: ReadFile[]): string | null {
	const named = files.flatMap(({ name, facts }) =>
		(facts.doubts ?? []).map((doubt) => (files.length > 1 ? `${name}: ${doubt}` : doubt)),
	);
	return sentences(named);
}

function sentences(list: Array<string | null | undefined>): string | null {
	const told = [...new Set(list.filter((sentence) => typeof sentence === 'string'))];
	const rest = told.length - MAX_SENTENCES;
	if (rest > 0)
		told.splice(MAX_SENTENCES, rest, `${quantity(rest, 'more sentence is', 'more sentences are')} left out.`);
	return told.length === 0 ? null : told.join(' ');
}

/** There may be thousands of files, and all of them alike. */
const MAX_SENTENCES = 10;

/** A retry that is told by its title alone is a guess, and it makes a failure flaky. */
function alikeByTitle({ alikeByTitle: titles }: MergedTests): string | null {
	if (titles.length === 0) return null;
	return `The reports name neither file nor suite of what is read as a retry, so these may be different tests of the same title: ${someNames(titles)}.`;
}

/** What passed in one file and failed in another is read as a retry, so it is said. */
function disagreement(files: ReadFile[], { disagreeing }: MergedTests): string | undefined {
	if (disagreeing.length === 0) return undefined;
	const indexes = new Set(disagreeing.flatMap((set) => [...set]));
	const names = [...indexes].sort((a, b) => a - b).map((index) => (files[index] as ReadFile).name);
	const tests = quantity(disagreeing.length, 'test');
	return `${tests} failed in one file and passed in another, which is read as a retry: ${someNames(names)}.`;
}
