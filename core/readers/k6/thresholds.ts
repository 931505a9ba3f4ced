/** The thresholds of a k6 summary. */

import { nameOf } from '../errorText';
import { fields, isObject, type Fields } from '../fields';
import type { ReadTest } from '../reader';

export interface Thresholds {
	tests: ReadTest[];
	/** Whether one of them is about how many checks have to hold. */
	judgesChecks: boolean;
}

/** Each threshold is a test in the suite of its metric. */
export function thresholdsIn(metrics: Fields): Thresholds {
	const all = Object.entries(metrics).flatMap(([metric, value]) =>
		Object.entries(fields(fields(value).thresholds)).map(([expression, outcome]) => ({
			metric,
			expression,
			outcome,
			value,
		})),
	);
	return {
		tests: all.map(({ metric, expression, outcome, value }) =>
			testOf(metric, expression, outcome, fields(value)),
		),
		judgesChecks: all.some(({ metric }) => /^checks(?:\{|$)/.test(metric)),
	};
}

function testOf(metric: string, expression: string, outcome: unknown, value: Fields): ReadTest {
	const status = statusOf(outcome);
	const test = { title: nameOf(expression), suite: nameOf(metric), status };
	if (status === 'passed') return test;
	if (status === 'other')
		return { ...test, message: 'The summary does not say whether the threshold was crossed.' };
	return { ...test, message: `The threshold was crossed: ${metric} has ${valuesOf(value)}.` };
}

/** `{ ok: true }` of one shape and `false` of the other both mean that the threshold was kept. */
function statusOf(outcome: unknown): ReadTest['status'] {
	if (typeof outcome === 'boolean') return outcome ? 'failed' : 'passed';
	const { ok } = fields(outcome);
	if (typeof ok !== 'boolean') return 'other';
	return ok ? 'passed' : 'failed';
}

/** `avg=12.5, p(95)=30` */
function valuesOf(metric: Fields): string {
	const values = Object.entries(isObject(metric.values) ? metric.values : metric);
	const numbers = values.filter(([, value]) => typeof value === 'number');
	return (
		numbers.map(([name, value]) => `${name}=${Math.round((value as number) * 1000) / 1000}`).join(', ') ||
		'no values'
	);
}
