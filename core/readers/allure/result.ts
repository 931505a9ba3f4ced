/** One attempt of a test, as an Allure result file tells of it. */

import { errorWithin, isTimeout, nameOf } from '../errorText';
import { fields, number, objects, text, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { instant, milliseconds } from '../times';

/** Reads a `*-result.json`. */
export function testOf(result: Fields): ReadTest {
	const details = fields(result.statusDetails);
	const error = errorWithin(text(details.message), text(details.trace));
	const outcome = bySteps(result, outcomeOf(result, error.message));
	const flaky = outcome.status === 'passed' && details.flaky === true;
	return {
		title: nameOf(text(result.name) ?? text(result.fullName)),
		testId: text(result.historyId),
		suite: suiteOf(result),
		group: parametersOf(result.parameters),
		flaky,
		durationMs: durationOf(result),
		startedAt: instant(result.start),
		...(isBad(outcome.status) || flaky ? error : {}),
		...outcome,
		tags: labels(result, 'tag').map((tag) => tag.replace(/^@/, '')),
		owner: labels(result, 'owner')[0] ?? null,
		attachments: objects(result.attachments)
			.map(({ name, source }) => text(name) ?? text(source) ?? '')
			.filter((name) => name !== ''),
		recurrence: text(result.historyId) ? 'newest' : 'separate',
	};
}

const STATUSES: Record<string, ReadTest['status']> = {
	passed: 'passed',
	failed: 'failed',
	broken: 'error',
	skipped: 'skipped',
};

/** A result counts once the test has ended; until then its status is only what it was to begin with. */
function outcomeOf(
	{ status, stage, stop }: Fields,
	message: string | null,
): { status: ReadTest['status']; message?: string } {
	const word = text(status)?.toLowerCase() ?? '';
	const phase = text(stage)?.toLowerCase();
	if (phase === 'scheduled' || phase === 'pending') return { status: 'pending' };
	const hasEnded = phase === 'finished' || (phase === undefined && number(stop) !== null);
	if (!hasEnded && word !== 'failed' && word !== 'broken')
		return { status: 'error', message: 'The test began, and the file does not tell how it ended.' };
	const known = Object.hasOwn(STATUSES, word) ? (STATUSES[word] as ReadTest['status']) : 'other';
	if (known === 'other')
		return {
			status: known,
			message: message ?? `The status is "${word}", which says neither passed nor failed.`,
		};
	return { status: (known === 'failed' || known === 'error') && isTimeout(message) ? 'timedOut' : known };
}

type Outcome = ReturnType<typeof outcomeOf>;

/**
 * The writer for cucumber-js calls a scenario passed of which a step is undefined, ambiguous, pending or skipped. The first
 * two have no status, but say why.
 */
function bySteps(result: Fields, outcome: Outcome): Outcome {
	if (outcome.status !== 'passed') return outcome;
	const steps = objects(result.steps);
	const reasons = steps.map((step) => (step.status === undefined ? stepMessage(step) : null));
	const message = reasons.find((reason) => reason !== null);
	if (message) return { status: 'error', message };
	const isCucumber = labels(result, 'framework').includes('cucumberjs');
	return isCucumber && steps.some(({ status }) => status === 'skipped') ? { status: 'skipped' } : outcome;
}

function stepMessage({ name, statusDetails }: Fields): string | null {
	const message = text(fields(statusDetails).message);
	return message === null ? null : `${nameOf(text(name))}: ${message}`;
}

function suiteOf(result: Fields): string | null {
	const names = ['parentSuite', 'suite', 'subSuite'].flatMap((name) => labels(result, name).slice(0, 1));
	const place =
		names.length > 0 ? names : [...labels(result, 'testClass'), ...labels(result, 'package')].slice(0, 1);
	return place.join(' > ') || null;
}

/** Parameters that are left out of the identity of a test are left out here too. */
function parametersOf(parameters: unknown): string | null {
	const shown = objects(parameters).filter(
		({ excluded, mode }) => excluded !== true && mode !== 'hidden' && mode !== 'masked',
	);
	const texts = shown.map(({ name, value }) => `${nameOf(text(name))}=${nameOf(text(value))}`);
	return texts.join(', ') || null;
}

function durationOf({ start, stop }: Fields): number | null {
	const [from, to] = [number(start), number(stop)];
	return from !== null && to !== null ? milliseconds(to - from) : null;
}

function labels(result: Fields, name: string): string[] {
	return objects(result.labels)
		.filter((label) => label.name === name)
		.map(({ value }) => nameOf(text(value)))
		.filter((value) => value !== '');
}
