/** Cucumber's JSON, and what its implementations do differently. */

import { nameOf } from '../errorText';
import { count, fields, number, objects, text, texts, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import { instant, milliseconds } from '../times';
import { outcomeOf, type Step } from './steps';

/** A feature while its scenarios are read. */
interface Feature {
	fields: Fields;
	/** behave has seconds, `location` for `uri`, and a status of each scenario. */
	isBehave: boolean;
}

/** Each scenario, and each row of an outline, is a test; those of one name are different tests. */
export function* jsonScenarios(features: unknown[]): Generator<ReadTest, void> {
	for (const feature of objects(features))
		yield* scenariosOf({ fields: feature, isBehave: isBehave(feature) });
}

function isBehave(feature: Fields): boolean {
	return !('uri' in feature) && !('id' in feature) && typeof feature.location === 'string';
}

function* scenariosOf(feature: Feature): Generator<ReadTest, void> {
	let background: Fields | null = null;
	for (const element of objects(feature.fields.elements)) {
		if (element.type === 'background' || element.keyword === 'Background') {
			// behave repeats these steps in each scenario; other tools write them only here.
			background = feature.isBehave ? null : element;
			continue;
		}
		yield scenarioOf(element, background, feature);
		background = null;
	}
}

function scenarioOf(element: Fields, background: Fields | null, feature: Feature): ReadTest {
	const parts = [...(background ? partsOf(background) : []), ...partsOf(element)];
	const [file, line] = placeOf(element, feature);
	const { status, message, stack } = feature.isBehave
		? behaveOutcome(element, parts)
		: outcomeOf(parts.map(stepOf));
	return {
		title: nameOf(text(element.name)),
		suite: nameOf(text(feature.fields.name)) || null,
		file,
		line,
		status,
		message,
		stack,
		durationMs: durationOf(parts, feature.isBehave),
		startedAt: instant(element.start_timestamp),
		tags: [...new Set([...tagsOf(feature.fields.tags), ...tagsOf(element.tags)])],
		attachments: parts.flatMap(attachmentsOf),
	};
}

/** A step or hook as it is written. */
interface Part {
	fields: Fields;
	isHook: boolean;
}

/** Hooks are steps of their own in some implementations, and lists beside the steps, or in them, in others. */
function partsOf(element: Fields): Part[] {
	const hooks = (given: unknown) => objects(given).map((hook) => ({ fields: hook, isHook: true }));
	const steps = objects(element.steps).flatMap((step) => {
		const isHook =
			step.hidden === true ||
			(text(step.name) === null && /^(?:before|after)/i.test(text(step.keyword) ?? ''));
		return [...hooks(step.before), { fields: step, isHook }, ...hooks(step.after)];
	});
	return [...hooks(element.before), ...steps, ...hooks(element.after)];
}

function stepOf({ fields: step, isHook }: Part): Step {
	const { status, error_message: error } = fields(step.result);
	return {
		status: (text(status) ?? '').toLowerCase(),
		isHook,
		name: `${text(step.keyword) ?? ''} ${text(step.name) ?? ''}`,
		// behave writes long ones as lists of lines.
		message: Array.isArray(error) ? texts(error).join('\n') : text(error),
	};
}

/** behave gives each scenario a status, which is the only trace of a hook that failed. */
function behaveOutcome({ status }: Fields, parts: Part[]): Pick<ReadTest, 'status' | 'message' | 'stack'> {
	const executed = parts.map(stepOf).filter((step) => step.status !== '');
	const byScenario: Step = { status: text(status) ?? '', isHook: true, name: '', message: HOOK_FAILED };
	const isTold = executed.some((step) => step.status === 'failed' || step.status === 'undefined');
	if (status === 'untested') return { status: 'pending' };
	return outcomeOf(isTold ? executed : [...executed, byScenario]);
}

const HOOK_FAILED = 'The scenario failed, though none of its steps did: a hook may have failed.';

function placeOf(
	element: Fields,
	{ fields: feature, isBehave }: Feature,
): [file: string | null, line: number | null] {
	if (!isBehave) return [text(feature.uri), count(element.line)];
	const [, file, line] = /^(.*):(\d+)$/s.exec(text(element.location) ?? '') ?? [];
	return [file ?? null, count(line)];
}

/** Nanoseconds, but for behave. */
function durationOf(parts: Part[], isBehave: boolean): number | null {
	const durations = parts
		.map(({ fields: step }) => number(fields(step.result).duration))
		.filter((one) => one !== null);
	const sum = durations.reduce((total, duration) => total + duration, 0);
	return durations.length === 0 ? null : milliseconds(isBehave ? sum * 1000 : sum / 1e6);
}

function tagsOf(tags: unknown): string[] {
	const names = [...texts(tags), ...objects(tags).map(({ name }) => text(name) ?? '')];
	return names.map((name) => nameOf(name).replace(/^@/, '')).filter((name) => name !== '');
}

function attachmentsOf({ fields: step }: Part): string[] {
	return objects(step.embeddings)
		.map(({ name, mime_type: type, media }) => text(name) ?? text(type) ?? text(fields(media).type) ?? '')
		.filter((name) => name !== '');
}
