/** Cucumber Messages: the events of a run, and the only report of Cucumber that tells of attempts. */

import { nameOf } from '../errorText';
import { count, fields, isObject, number, objects, text, type Fields } from '../fields';
import { eachLine } from '../lines';
import { outside } from '../outside';
import type { FileFacts, ReadTest, Reading, LinesContent } from '../reader';
import { isBad } from '../repeats';
import { instant } from '../times';
import { scenariosIn } from './scenarios';
import type { Step } from './steps';
import type { Attempt, Pickle, State } from './state';

export function* readMessages(content: LinesContent): Reading {
	const runs: State[] = [];
	yield* eachLine(content, ({ event }) => {
		for (const [kind, message] of Object.entries(event ?? {}))
			if (isObject(message)) take(runOf(runs, kind), kind, message);
	});
	for (const run of runs) {
		const tests = [...scenariosIn(run), ...run.errors];
		yield tests;
		yield endingOf(run, tests);
	}
	return factsOf(runs);
}

/** Several runs may be in one file, one behind the other: each begins with its `meta`, and ids may begin anew. */
function runOf(runs: State[], kind: string): State {
	if (kind === 'meta' || runs.length === 0) runs.push(newState());
	return runs.at(-1) as State;
}

function newState(): State {
	return {
		facts: {},
		features: new Map(),
		pickles: new Map(),
		testCases: new Map(),
		attempts: new Map(),
		errors: [],
		success: null,
	};
}

function factsOf(runs: State[]): FileFacts {
	const facts = runs.map((run) => run.facts);
	return {
		tool: facts.find(({ tool }) => tool)?.tool,
		startedAt: facts[0]?.startedAt,
		finishedAt: facts.at(-1)?.finishedAt,
		undecidedBecause: facts.find(({ undecidedBecause }) => undecidedBecause)?.undecidedBecause,
	};
}

function take(state: State, kind: string, message: Fields): void {
	switch (kind) {
		case 'meta': {
			const { name, version } = fields(message.implementation);
			state.facts.tool = { name: text(name) ?? 'Cucumber', version: text(version) };
			return;
		}
		case 'gherkinDocument':
			state.features.set(text(message.uri) ?? '', nameOf(text(fields(message.feature).name)));
			return;
		case 'pickle':
			state.pickles.set(text(message.id) ?? '', pickleOf(message));
			return;
		case 'testCase':
			state.testCases.set(text(message.id) ?? '', message);
			return;
		case 'testRunStarted':
			state.facts.startedAt = instant(timeOf(message));
			return;
		case 'testRunFinished':
			state.success = message.success === true;
			state.facts.finishedAt = instant(timeOf(message));
			return;
		case 'parseError':
			state.errors.push(errorOf('A feature cannot be read', message));
			return;
		case 'testRunHookFinished':
			takeRunHook(state, fields(message.result));
			return;
		default:
			takeAttempt(state, kind, message);
	}
}

function pickleOf(message: Fields): Pickle {
	const names = objects(message.steps).map((step) => [step.id, nameOf(text(step.text))] as const);
	return { fields: message, stepNames: new Map(names) };
}

function takeAttempt({ attempts }: State, kind: string, message: Fields): void {
	if (kind === 'testCaseStarted') {
		attempts.set(text(message.id) ?? '', attemptOf(message));
		return;
	}
	const attempt = attempts.get(text(message.testCaseStartedId) ?? '');
	if (!attempt) return;
	if (kind === 'testStepFinished') attempt.steps.push(stepOf(message));
	else if (kind === 'attachment')
		attempt.attachments.push(text(message.fileName) ?? text(message.mediaType) ?? '');
	else if (kind === 'testCaseFinished') {
		attempt.finishedAt = timeOf(message);
		attempt.willBeRetried = message.willBeRetried === true;
	}
}

function attemptOf(message: Fields): Attempt {
	return {
		testCase: text(message.testCaseId) ?? '',
		number: (count(message.attempt) ?? 0) + 1,
		steps: [],
		attachments: [],
		startedAt: timeOf(message),
		finishedAt: null,
		willBeRetried: false,
	};
}

/** A step by its id instead of a name. */
function stepOf(message: Fields): Step {
	const { status, message: error } = fields(message.testStepResult);
	return {
		status: (text(status) ?? '').toLowerCase(),
		isHook: false,
		name: text(message.testStepId) ?? '',
		message: text(error),
	};
}

function takeRunHook({ errors }: State, result: Fields): void {
	if (result.status === 'FAILED') errors.push(errorOf('A hook of the run failed', result));
}

function errorOf(title: string, { message, source }: Fields): ReadTest {
	return outside({ title, message: text(message), file: text(fields(source).uri) });
}

/** A run without an end was cut off, and one without success is none, whatever its scenarios say. */
function endingOf({ success, facts }: State, tests: ReadTest[]): ReadTest[] {
	if (success === null) {
		facts.undecidedBecause = 'The file ends before the run does, so it proves no pass.';
		return [];
	}
	if (success || tests.some(({ status }) => isBad(status))) return [];
	const message = 'The run failed, though no scenario did: a strict run fails for pending scenarios.';
	return [outside({ title: 'Error of the test run', message })];
}

/** Epoch milliseconds. */
function timeOf({ timestamp }: Fields): number | null {
	const { seconds, nanos } = fields(timestamp);
	const whole = number(seconds) ?? count(seconds);
	return whole === null ? null : whole * 1000 + Math.floor((number(nanos) ?? 0) / 1e6);
}
