/** Results for Qase, made of all tests of a run: of a report file, or of another platform. */
import { readRun } from '../../core/model/readRun';
import type { TestFailure, TestResult, TestRun } from '../../core/model/TestRun';
import { mapInTurns, type GiveWay } from '../../core/text/inTurns';
import { isObject, type JsonMap } from '../../core/text/json';
import { quantity } from '../../core/text/words';
import { givingWay } from '../../n8n/givingWay';
import type { Input } from '../../n8n/parameters/input';
import { findCases } from './caseIds';
import { isHarmless, LONGEST_TITLE, resultOfTest, type KnownTest } from './resultOfTest';
import type { QaseResultContent } from './wire';

/** A run is read in parts of so many tests or failures, since n8n does nothing else meanwhile. */
const READ_AT_ONCE = 500;

/** Results without ids. */
export interface TestResults {
	/** What makes this run another than any other. */
	identity: Array<string | null>;
	results: QaseResultContent[];
	/** What the user has to know about the results; `null` if there is nothing. */
	note: string | null;
}

/**
 * One result for each test of the run in the parameter `testRun`.
 *
 * @param code the project, whose case ids are read from titles and tags
 * @throws NodeOperationError if there is no run, if it has not ended, or if it has no list of tests
 */
export async function testResults(input: Input, code: string): Promise<TestResults> {
	const giveWay = givingWay();
	const { run, tests, failures } = await readParts(input, givenRun(input), giveWay);
	const readIds = input.group('options').optionalFlag('readCaseIds') ?? true;
	const failureOf = await failuresByTest(failures, giveWay);
	const knownOf = (test: TestResult): KnownTest => {
		const { title, tags } = test;
		const names = readIds ? findCases(title, tags, code) : { ids: [], title, tags };
		return { test, failure: failureOf(test), ...names };
	};
	const known = await mapInTurns(tests, knownOf, giveWay);
	return {
		identity: [run.key, run.buildId, run.environment],
		results: await mapInTurns(known, resultOfTest, giveWay),
		note: noteOn(run, known),
	};
}

const UNREAD = { tests: null, failures: null };

/** The JSON of the run: the value of the parameter itself, or the run of an event. */
function givenRun(input: Input): JsonMap {
	const given = input.json('testRun');
	const candidates = [given, isObject(given) ? given.run : null].filter(isObject);
	const found = candidates.find((json) => readRun({ ...json, ...UNREAD, run: null }) !== null);
	return found ?? input.refuse('testRun', 'holds no test run', GIVE_A_RUN);
}

const GIVE_A_RUN =
	"Give the whole item of a run: {{ $json }}, or {{ $('Test Run Reader').item.json }} where other nodes are in between.";

interface Parts {
	run: TestRun;
	tests: TestResult[];
	failures: TestFailure[];
}

async function readParts(input: Input, json: JsonMap, giveWay: GiveWay): Promise<Parts> {
	const read = (part: JsonMap) => readRun({ ...json, ...UNREAD, ...part }) as TestRun;
	const run = read(Array.isArray(json.failures) ? { failures: [] } : {});
	if (run.status === 'running' || run.status === 'queued') {
		input.refuse('testRun', 'is a run that has not ended', 'Wait for the run first.');
	}
	const tests = await readList(json.tests, (part) => read({ tests: part }).tests, giveWay);
	if (tests.length === 0) input.refuse('testRun', ...withoutTests(run));
	return {
		run,
		tests,
		failures: await readList(json.failures, (part) => read({ failures: part }).failures, giveWay),
	};
}

async function readList<T>(list: unknown, read: (part: unknown[]) => T[] | null, giveWay: GiveWay) {
	const all = Array.isArray(list) ? (list as unknown[]) : [];
	const parts = Array.from({ length: Math.ceil(all.length / READ_AT_ONCE) }, (_, index) =>
		all.slice(index * READ_AT_ONCE, (index + 1) * READ_AT_ONCE),
	);
	return (await mapInTurns(parts, (part) => read(part) ?? [], giveWay)).flat();
}

/** What is wrong with a run without tests, and what to do. */
function withoutTests({ platform, failures }: TestRun): [complaint: string, advice: string] {
	if (platform === 'qase') return ['is a run of Qase: its results are there already', GIVE_A_RUN];
	const notEnough =
		failures === null ? '' : ' Failures alone are not added: in Qase it would look as if no test had passed.';
	return [
		'has no list of tests',
		`Turn on Include Tests in the node that read the run, such as the Test Run Reader.${notEnough}`,
	];
}

/** Gives the failure of a test. A test that is listed several times has one each, in the order of the list. */
async function failuresByTest(failures: TestFailure[], giveWay: GiveWay) {
	const byTest = new Map<string, { all: TestFailure[]; taken: number }>();
	const add = (failure: TestFailure) => {
		const known = byTest.get(keyOf(failure));
		if (known) known.all.push(failure);
		else byTest.set(keyOf(failure), { all: [failure], taken: 0 });
	};
	await mapInTurns(failures, add, giveWay);
	return (test: TestResult): TestFailure | undefined => {
		const known = isHarmless(test) && !test.flaky ? undefined : byTest.get(keyOf(test));
		return known?.all[known.taken++];
	};
}

/** A run that a user has put together may lack the keys of its tests. */
function keyOf({ testKey, title, suite, group }: TestResult | TestFailure): string {
	return testKey || JSON.stringify([suite, title, group]);
}

function noteOn({ counts, failures, failuresTruncated }: TestRun, known: KnownTest[]): string | null {
	const number = (isMeant: (one: KnownTest) => boolean) => known.filter(isMeant).length;
	const cut = number(({ title }) => title.length > LONGEST_TITLE);
	const notExecuted = number(({ test }) => test.status === 'pending');
	const unknown = number(({ test }) => test.status === 'other');
	const unexplained = number(({ test, failure }) => !isHarmless(test) && !failure);
	const sentences = [
		cut > 0 &&
			`${quantity(cut, 'title')} cut to ${LONGEST_TITLE} characters: the message of the result has the whole one.`,
		notExecuted > 0 && `${quantity(notExecuted, 'test')} not executed: added as skipped.`,
		unknown > 0 && `${quantity(unknown, 'test')} with a status that is not known: added as invalid.`,
		unexplained > 0 &&
			(failures === null || failuresTruncated) &&
			`${quantity(unexplained, 'failed test')} without a message: read the run with all its failures (Include Failures).`,
		(counts.total ?? 0) > known.length &&
			`The run counts ${counts.total} tests and lists ${known.length}: only these were added.`,
	];
	return sentences.filter(Boolean).join(' ') || null;
}
