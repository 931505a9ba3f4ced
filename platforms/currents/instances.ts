/** Converts the results of a spec file, in any of their versions, to tests and failures of the run model. Pure. */
import { buildFailure, buildTest } from '../../core/model/buildFailure';
import { atOnce, mapInTurns } from '../../core/text/inTurns';
import type { TestFailure, TestResult } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { quantity, someNames } from '../../core/text/words';
import { countOf, entryOf, isObject, objectOf, objectsOf, textOf, textsOf } from '../../core/text/json';
import type {
	CurrentsAttempt,
	CurrentsError,
	CurrentsInstance,
	CurrentsOutcome,
	CurrentsSpec,
	CurrentsStats,
	CurrentsTest,
} from './wire';

/** The run that an instance belongs to. */
export interface InstancePlace {
	projectId: string;
	/** Address of the dashboard, for links. */
	dashboard: string;
	buildId: string | null;
}

/** The documented states of a test. */
const STATES: Record<string, TestResult['status']> = {
	passed: 'passed',
	failed: 'failed',
	pending: 'pending',
	skipped: 'skipped',
};

/**
 * The failed tests of a spec file; a crash of the whole file counts as one failure.
 *
 * @param more further fields of a failure, by the id of its test; `null` for a crash and a test without an id
 */
export async function instanceFailures(
	instance: CurrentsInstance,
	place: InstancePlace,
	giveWay = atOnce,
	more: (testId: string | null) => object = () => ({}),
): Promise<TestFailure[]> {
	const failed = entriesOf(instance).filter(isFailed);
	const make = (entry: Entry) => Object.assign(failureOf(entry, instance, place), more(entry.id));
	const failures = await mapInTurns(failed, make, giveWay);
	const crash = instance.results?.exception;
	if (failures.length > 0 || !crash) return failures;
	return [Object.assign(crashOf(crash, instance, place), more(null))];
}

/** All tests of a spec file. */
export async function instanceTests(
	instance: CurrentsInstance,
	place: InstancePlace,
	giveWay = atOnce,
): Promise<TestResult[]> {
	return await mapInTurns(entriesOf(instance), (entry) => testOf(entry, instance, place), giveWay);
}

/** A test of a spec file with its id, and why it failed. */
export interface InstancePart {
	id: string | null;
	test: TestResult;
	failure: TestFailure | null;
}

/** All tests of a spec file with their ids and failures. */
export async function instanceParts(
	instance: CurrentsInstance,
	place: InstancePlace,
	giveWay = atOnce,
): Promise<InstancePart[]> {
	const partOf = (entry: Entry) => ({
		id: entry.id,
		test: testOf(entry, instance, place),
		failure: isFailed(entry) ? failureOf(entry, instance, place) : null,
	});
	return await mapInTurns(entriesOf(instance), partOf, giveWay);
}

function isFailed({ status }: Entry): boolean {
	return status === 'failed' || status === 'timedOut';
}

/**
 * What could not be read of a spec file, as sentences without a full stop: failed tests that are counted but not among
 * the `read` ones, tests with an unknown state, and all tests if the file has ended but contains none.
 */
export function unreadOf(instance: CurrentsInstance, read: number, spec: CurrentsSpec): string[] {
	const counted = Math.max(failuresIn(spec.results?.stats), failuresIn(instance.results?.stats));
	const unknown = entriesOf(instance).filter(({ status }) => status === 'other');
	const isMute = counted === 0 && hasEnded(spec) && !hasTests(instance);
	return [
		...(read < counted ? [countedNote(read, counted)] : []),
		...(unknown.length > 0 ? [unknownNote(unknown)] : []),
		...(isMute ? ['its tests could not be read'] : []),
	];
}

/** Whether a spec file has reported everything that it will ever report. */
export function hasEnded({ completedAt }: CurrentsSpec): boolean {
	return textOf(completedAt) !== null;
}

/** A test together with the information about it from the rest of the instance. */
interface Entry {
	id: string | null;
	titles: string[];
	/** Unchanged, as Currents sent it. */
	word: string | null;
	status: TestResult['status'];
	isFlaky: boolean;
	test: CurrentsTest;
	outcome: CurrentsOutcome;
	attempts: CurrentsAttempt[];
}

/** The entries of the instances in use, which are asked for several times. */
const knownEntries = new WeakMap<CurrentsInstance, Entry[]>();

function entriesOf(instance: CurrentsInstance): Entry[] {
	const entries = knownEntries.get(instance) ?? readEntries(instance);
	knownEntries.set(instance, entries);
	return entries;
}

/** An entry that is not an object still counts as a test, about which nothing is known. */
function readEntries(instance: CurrentsInstance): Entry[] {
	const listed = Array.isArray(instance.results?.tests) ? instance.results.tests : [];
	const tests = listed.map((test) => objectOf(test) as CurrentsTest);
	const ids = new Set(tests.map(({ testId }) => testId));
	const unlisted = Object.keys(objectOf(instance.testResults)).filter((testId) => !ids.has(testId));
	return [...tests, ...unlisted.map((testId) => ({ testId }))].map((test) => entryFor(test, instance));
}

function entryFor(test: CurrentsTest, instance: CurrentsInstance): Entry {
	const id = textOf(test.testId);
	const results = byTest(instance.testResults, id);
	const outcome: CurrentsOutcome = isObject(results) ? { ...test, ...results } : test;
	const listed = objectOf(byTest(instance.testList, id));
	const word = textOf(test._s) ?? textOf(outcome.state);
	const attempts = objectsOf(outcome.attempts) as CurrentsAttempt[];
	const status = statusOf(word, test, attempts);
	return {
		id,
		titles: [textsOf(test.title), textsOf(listed.title)].find(({ length }) => length > 0) ?? [],
		word,
		status,
		isFlaky: status === 'passed' && (test._f === true || outcome.isFlaky === true),
		test,
		outcome,
		attempts,
	};
}

function statusOf(
	word: string | null,
	{ _d: isDone }: CurrentsTest,
	attempts: CurrentsAttempt[],
): TestResult['status'] {
	if (word === null && isDone === false) return 'pending';
	const status = testStatus(word);
	return status === 'failed' && attempts.at(-1)?.rawStatus === 'timedOut' ? 'timedOut' : status;
}

/** The status for the word of Currents; `other` if that is not known. */
export function testStatus(word: string | null): TestResult['status'] {
	return entryOf(STATES, word) ?? 'other';
}

function testOf(entry: Entry, instance: CurrentsInstance, place: InstancePlace): TestResult {
	const { status, isFlaky: flaky } = entry;
	const startedAt = startOf(entry);
	return buildTest(Object.assign(factsOf(entry, instance, place), { status, flaky, startedAt }));
}

function failureOf(entry: Entry, instance: CurrentsInstance, place: InstancePlace): TestFailure {
	const error = objectOf(
		entry.attempts
			.map((attempt) => attempt.error)
			.filter(isObject)
			.at(-1),
	) as CurrentsError;
	const failure = {
		status: entry.status === 'timedOut' ? ('timedOut' as const) : ('failed' as const),
		message: textOf(entry.outcome.displayError) ?? textOf(error.message) ?? textOf(error.value),
		stack: stackOf(error),
	};
	return buildFailure(Object.assign(factsOf(entry, instance, place), failure));
}

/** The stack, and the source lines around the error. */
function stackOf({ stack, codeFrame }: CurrentsError): string | null {
	const frame = codeFrame?.frame;
	const hasFrame = typeof frame === 'string' && frame.trim() !== '';
	return [textOf(stack), hasFrame ? frame : null].filter(Boolean).join('\n\n') || null;
}

/** The fields that tests and failures share; a new object each time, because V8 is slow at spreading so many fields. */
function factsOf(entry: Entry, instance: CurrentsInstance, { projectId, dashboard, buildId }: InstancePlace) {
	const { id, titles, test, outcome, attempts } = entry;
	return {
		project: projectId,
		title: titles.at(-1) ?? 'unnamed test',
		suite: titles.slice(0, -1).join(' > ') || null,
		file: textOf(instance.spec),
		group: groupOf(textOf(test.groupId) ?? textOf(instance.groupId), buildId),
		attempts: attempts.length || null,
		durationMs: countOf(outcome.duration) ?? countOf(attempts.at(-1)?.wallClockDuration),
		url: pageOf(instance, dashboard, id),
		tags: tagsOf(entry, instance),
	};
}

/** In a run without groups, the group is named like the CI build, which differs from run to run. */
export function groupOf(groupId: string | null, buildId: string | null): string | null {
	return groupId === buildId ? null : groupId;
}

function startOf({ outcome, attempts }: Entry): string | null {
	return toIso(outcome.startTime) ?? toIso(attempts[0]?.wallClockStartedAt);
}

/** The page of a test in the dashboard, or that of its spec file. */
export function pageOf(
	{ instanceId }: { instanceId?: string },
	dashboard: string,
	testId: string | null,
): string | null {
	const instance = textOf(instanceId);
	if (instance === null) return null;
	const page = `${dashboard}/instance/${encodeURIComponent(instance)}`;
	return testId === null ? page : `${page}/test/${encodeURIComponent(testId)}`;
}

/** The tags of the test, otherwise of its file; and its owners, i.e. those who receive its alerts. */
function tagsOf({ id, test }: Entry, { tags, testTags, testAnnotations }: CurrentsInstance): string[] {
	const own = isObject(testTags) ? (byTest(testTags, id) ?? []) : test.tags;
	const owners = objectsOf(byTest(testAnnotations, id))
		.filter(({ type, description }) => type === 'owner' && textOf(description) !== null)
		.map(({ description }) => `owner:${textOf(description)}`);
	return [...new Set([...textsOf(own === undefined ? tags : own), ...owners])];
}

function crashOf(crash: unknown, instance: CurrentsInstance, place: InstancePlace): TestFailure {
	return buildFailure({
		...fileFacts(instance, place),
		status: 'error',
		message: textOf(crash) ?? textOf(objectOf(crash).message),
		stack: textOf(objectOf(crash).stack),
	});
}

/**
 * The spec file itself as a test, in case a crash of it is listed. It counts as passed if any of its tests were
 * executed.
 */
export function fileTest(instance: CurrentsInstance, place: InstancePlace): TestResult {
	const wasExecuted = entriesOf(instance).some(({ status }) => EXECUTED.includes(status));
	const status = wasExecuted && !instance.results?.exception ? 'passed' : 'pending';
	return buildTest({ ...fileFacts(instance, place), status });
}

const EXECUTED: Array<TestResult['status']> = ['passed', 'failed', 'timedOut'];

function fileFacts(instance: CurrentsInstance, { projectId, buildId, dashboard }: InstancePlace) {
	const file = textOf(instance.spec);
	return {
		project: projectId,
		title: file ?? 'spec file',
		file,
		group: groupOf(textOf(instance.groupId), buildId),
		url: pageOf(instance, dashboard, null),
	};
}

function byTest<T>(table: Record<string, T> | undefined, testId: string | null): T | undefined {
	const tests = objectOf(table) as Record<string, T>;
	return testId !== null && Object.hasOwn(tests, testId) ? tests[testId] : undefined;
}

function failuresIn(stats: CurrentsStats | null | undefined): number {
	return countOf(stats?.failures) ?? 0;
}

function hasTests({ results, testResults }: CurrentsInstance): boolean {
	return Array.isArray(results?.tests) || isObject(testResults) || Boolean(results?.exception);
}

function countedNote(read: number, counted: number): string {
	const found = read === 0 ? 'none of them' : `only ${read}`;
	return `${quantity(counted, 'failed test is', 'failed tests are')} counted, but ${found} could be read`;
}

function unknownNote(unknown: Entry[]): string {
	const words = someNames([
		...new Set(unknown.map(({ word }) => (word === null ? 'no state' : `"${word}"`))),
	]);
	return `the state of ${quantity(unknown.length, 'test')} is not known (${words})`;
}
