/** The suites of a JUnit report: what they hold, and what they count without holding it. */

import { quantity } from '../../text/words';
import { errorOf } from '../errorText';
import { addMismatch, outside } from '../outside';
import { factsOfExtra } from '../ownExtra';
import type { FileFacts, ReadTest } from '../reader';
import { instant, seconds } from '../times';
import type { XmlElement, XmlListener } from '../xml';
import { ownCase } from './ownCase';
import { hasUtcTimes, type JunitTool } from './tools';
import { addProperties, openedSuite, suiteName, type Suite } from './suite';
import { blockError, isBlock, isSameTestAgain, testOf } from './testCase';

/** Reads the elements of one report. */
export interface JunitReport {
	listener: XmlListener;
	facts(): FileFacts;
}

interface State {
	found: ReadTest[];
	facts: FileFacts;
	/** The tool, where the file as a whole names it. */
	tool: JunitTool;
	/** The suites that are open, the innermost last. */
	open: Suite[];
	/** The last test, since some tools write one test as two. */
	last: ReadTest | null;
	/** File of all suites, where only one without tests names it. */
	file: string | null;
	/** Start of each suite, as far as it is known. */
	starts: string[];
	/** What this package has written of each run beside what the format tells. */
	own: FileFacts[];
	/** Durations of the outer suites. */
	durations: Array<number | null>;
}

/** Puts the tests into `found` as they are read. */
export function junitReport(found: ReadTest[]): JunitReport {
	const facts: FileFacts = {};
	const state: State = {
		found,
		facts,
		tool: null,
		open: [],
		last: null,
		file: null,
		starts: [],
		durations: [],
		own: [],
	};
	return {
		listener: {
			containers: new Set(['testsuites', 'testsuite']),
			comment: (text) => {
				if (text.includes('org.testng.reporters')) state.tool = 'testng';
			},
			opened: (element) => open(state, element),
			child: (element) => takeChild(state, element),
			closed: () => close(state),
		},
		facts: () => withOwn({ ...facts, ...spanOf(state) }, state.own),
	};
}

function open(state: State, element: XmlElement): void {
	const suite = openedSuite(element, state.open.at(-1) ?? null, state.tool);
	if (suite.names.length === 0 && suite.file && suite.parent) state.file = suite.file;
	if (!suite.parent && element.name === 'testsuites') state.facts.name = element.attributes.name || null;
	state.open.push(suite);
}

function takeChild(state: State, element: XmlElement): void {
	const suite = state.open.at(-1) as Suite;
	switch (element.name) {
		case 'testcase':
			return takeCase(state, suite, element);
		case 'properties':
			return addProperties(suite, element);
		case 'system-err':
			suite.systemErr = element.text;
			return;
		case 'failure':
		case 'error':
			return takeSuiteError(state, suite, element);
	}
}

function takeCase(state: State, suite: Suite, element: XmlElement): void {
	if (suite.tool === 'own') return takeOwnCase(state, suite, element);
	const { test, failures, errors } = testOf(element, suite, state.file);
	suite.read.tests += 1;
	suite.read.failures += failures;
	suite.read.errors += errors;
	if (isSameTestAgain(test, state.last, suite.tool)) return;
	const read = isBlock(test, state.last, suite.tool) ? blockError(test) : test;
	state.last = read;
	state.found.push(read);
}

function takeOwnCase(state: State, suite: Suite, element: XmlElement): void {
	const { test, failures, errors, isVerdict } = ownCase(element);
	// An inconclusive run is written with a failed entry of its own, for readers that only know passed and failed. It is no test.
	if (isVerdict && factsOfExtra(suite.extra).undecidedBecause) return;
	suite.read.tests += 1;
	suite.read.failures += failures;
	suite.read.errors += errors;
	state.found.push(test);
}

function takeSuiteError(state: State, suite: Suite, { name, attributes, text }: XmlElement): void {
	if (name === 'error') suite.read.errors += 1;
	else suite.read.failures += 1;
	const title = `${suiteName(suite) || 'A suite'}: ${attributes.type || 'error outside its tests'}`;
	state.found.push(outside({ title, ...placeOf(suite), ...errorOf(attributes.message, text) }));
}

function placeOf(suite: Suite): Pick<ReadTest, 'suite' | 'file' | 'group'> {
	return { suite: suite.path, file: suite.file, group: suite.group };
}

function close(state: State): void {
	const suite = state.open.pop() as Suite;
	checkCounts(state, suite);
	addTimes(state, suite);
	if (suite.extra !== null) state.own.push(factsOfExtra(suite.extra));
	const { parent, read } = suite;
	if (!parent) return;
	parent.read.tests += read.tests;
	parent.read.failures += read.failures;
	parent.read.errors += read.errors;
}

/** A suite that counts more than it holds: something went wrong of which the file tells nothing else. */
function checkCounts(state: State, suite: Suite): void {
	const { stated, read } = suite;
	const missing = stated.failures + stated.errors - read.failures - read.errors;
	if (read.tests === 0 && read.failures + read.errors === 0 && stated.tests > 0) addUnlisted(state, suite);
	else if (missing <= 0) return;
	else if (stated.errors > read.errors) addMissing(state, suite, missing);
	else addDoubt(state, suite, missing);
	// What contains this suite counts the same again.
	read.tests = Math.max(read.tests, stated.tests);
	read.failures += Math.max(0, missing);
}

function addMissing(state: State, suite: Suite, missing: number): void {
	const name = suiteName(suite) || state.facts.name || 'The report';
	const message = `${name} counts ${quantity(missing, 'failure or error', 'failures or errors')} that none of its tests shows.`;
	const title = suiteName(suite) ? `${suiteName(suite)}: error outside its tests` : '';
	state.found.push(
		outside({ title, ...placeOf(suite), message, stack: errorOf(null, suite.systemErr).message }),
	);
}

function addDoubt({ facts }: State, suite: Suite, missing: number): void {
	// Newman writes a test once that failed in several iterations, and counts each.
	if (suite.tool === 'newman') return;
	const { failures, errors } = suite.read;
	const name = suiteName(suite) || 'The report';
	addMismatch(
		facts,
		`${name} counts ${quantity(missing, 'failure')} more than its tests show.`,
		failures + errors,
	);
}

/** Tests that the suite counts without holding them. They go into the counts, but prove no pass. */
function addUnlisted({ facts }: State, suite: Suite): void {
	// mocha-junit-reporter counts pending tests in their suite and leaves them out of it.
	if (suite.tool === 'mocha') return;
	const { tests, failures, errors, skipped } = suite.stated;
	const before = facts.unlisted ?? { total: 0, failed: 0, other: 0, skipped: 0 };
	facts.unlisted = {
		total: before.total + tests,
		failed: before.failed + failures,
		other: before.other + errors,
		skipped: before.skipped + skipped,
	};
	const name = suiteName(suite) || 'The report';
	facts.undecidedBecause = `${name} counts ${quantity(tests, 'test')}, but holds none of them, so nothing counts as a pass.`;
}

function addTimes(state: State, { attributes, tool, parent }: Suite): void {
	const start = instant(attributes.timestamp, hasUtcTimes(tool) ? 'isUtc' : 'isUnknown');
	if (start) state.starts.push(start);
	const duration = seconds(attributes.time ?? attributes.duration);
	if (!parent && duration !== null) state.facts.durationMs = duration;
	else if (parent && !parent.parent) state.durations.push(duration);
}

/** The duration of the outermost element, else the sum of the outer suites. JUnit has no time of the end. */
function spanOf({ starts, durations, facts }: State): Pick<FileFacts, 'startedAt' | 'durationMs'> {
	const sum = durations.reduce<number | null>((a, b) => (a === null || b === null ? null : a + b), 0);
	const startedAt = starts.reduce<string | null>((a, b) => (a === null || b < a ? b : a), null);
	return { startedAt, durationMs: facts.durationMs ?? (durations.length > 0 ? sum : null) };
}

/** The facts of the one run in the file. Of several runs only their doubts and reasons are kept. */
function withOwn(facts: FileFacts, own: FileFacts[]): FileFacts {
	if (own.length === 0) return facts;
	const [only, ...others] = own;
	const doubts = [...(facts.doubts ?? []), ...own.flatMap((one) => one.doubts ?? [])];
	const reasons = [facts, ...own].flatMap(({ undecidedBecause }) => undecidedBecause ?? []);
	return {
		...facts,
		...(others.length === 0 ? only : {}),
		doubts,
		undecidedBecause: reasons.length > 0 ? reasons.join(' ') : null,
		isInterrupted: own.some(({ isInterrupted }) => isInterrupted),
	};
}
