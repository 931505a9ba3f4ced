/** The scenarios of Cucumber Messages, each put together from its messages. */

import { nameOf } from '../errorText';
import { count, fields, objects, text, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { instant } from '../times';
import type { Attempt, State } from './state';
import { outcomeOf, type Step } from './steps';

/** Each scenario once, as its last attempt ended. */
export function* scenariosIn(state: State): Generator<ReadTest> {
	const testCases = new Map([...state.testCases].map(([id, message]) => [id, testCaseOf(message, state)]));
	const before = new Map<string, ReadTest>();
	for (const attempt of state.attempts.values()) {
		const test = testOf(attempt, testCases.get(attempt.testCase) ?? UNKNOWN);
		if (attempt.willBeRetried) {
			before.set(attempt.testCase, test);
			continue;
		}
		const failed = before.get(attempt.testCase);
		before.delete(attempt.testCase);
		const isFlaky = test.status === 'passed' && failed !== undefined && isBad(failed.status);
		yield isFlaky ? { ...test, flaky: true, message: failed.message, stack: failed.stack } : test;
	}
	// Were to be repeated, and were not.
	yield* before.values();
}

/** A scenario as it is run. */
interface TestCase {
	pickle: Fields;
	feature: string | null;
	/** Texts of its steps by their ids; `null` for a hook. */
	stepNames: Map<unknown, string | null>;
}

const UNKNOWN: TestCase = { pickle: {}, feature: null, stepNames: new Map() };

function testCaseOf({ pickleId, testSteps }: Fields, { pickles, features }: State): TestCase {
	const pickle = pickles.get(text(pickleId) ?? '');
	const named = objects(testSteps).map(
		({ id, hookId, pickleStepId }) =>
			[id, hookId === undefined ? (pickle?.stepNames.get(pickleStepId) ?? '') : null] as const,
	);
	return {
		pickle: pickle?.fields ?? {},
		feature: features.get(text(pickle?.fields.uri) ?? '') || null,
		stepNames: new Map(named),
	};
}

function testOf(attempt: Attempt, { pickle, feature, stepNames }: TestCase): ReadTest {
	const steps = attempt.steps.map((step) => named(step, stepNames.get(step.name)));
	return {
		title: nameOf(text(pickle.name)),
		suite: feature,
		file: text(pickle.uri),
		line: count(fields(pickle.location).line),
		...(attempt.finishedAt === null ? NOT_ENDED : outcomeOf(steps)),
		attempts: attempt.number > 1 ? attempt.number : null,
		durationMs:
			attempt.startedAt !== null && attempt.finishedAt !== null
				? attempt.finishedAt - attempt.startedAt
				: null,
		startedAt: instant(attempt.startedAt),
		tags: objects(pickle.tags).map(({ name }) => nameOf(text(name)).replace(/^@/, '')),
		attachments: attempt.attachments.filter((name) => name !== ''),
	};
}

const NOT_ENDED = {
	status: 'error',
	message: 'The scenario began, and the report does not tell how it ended.',
} as const;

/** The message `testCase` says which steps are hooks, and how they are called. */
function named(step: Step, name: string | null | undefined): Step {
	return { ...step, isHook: name === null, name: name ?? '' };
}
