/** New results for Qase: what is refused, and by which path. */
import fc from 'fast-check';

import { problemWith, type Shape } from '../../../../platforms/qase/shapes';
import { RESULT_SHAPE } from '../../../../platforms/qase/resultShape';

const result = (changes: object = {}) => ({ title: 'a', execution: { status: 'passed' }, ...changes });
const step = (changes: object) => result({ steps: [{ execution: { status: 'passed' } }, changes] });
const problem = (value: unknown) => problemWith(value, RESULT_SHAPE, 'results[3]');

test.each<[string, object]>([
	['the least', result()],
	['a status of the workspace', result({ execution: { status: 'needs_rework' } })],
	[
		'null where it is allowed',
		result({ testops_id: null, param_groups: null, steps_type: null, message: null }),
	],
	[
		'null in the execution',
		result({
			execution: {
				status: 'x',
				start_time: null,
				end_time: null,
				duration: null,
				stacktrace: null,
				thread: null,
				error_context: null,
			},
		}),
	],
	['no relation', result({ relations: null })],
	['an empty relation', result({ relations: {} })],
	['no suite', result({ relations: { suite: null } })],
	['a suite without an id', result({ relations: { suite: { data: [{ title: 'a', public_id: null }] } } })],
	['a step without words', step({ data: { action: '' } })],
	['a step of steps alone', step({ steps: [{ steps: [{ data: { action: 'a' } }] }] })],
	['fractions of a second', result({ execution: { status: 'x', start_time: 1_777_629_600.123 } })],
	['fields of any name', result({ fields: { owner: 'QA', muted: 'true' } })],
	['the longest title', result({ title: 'a'.repeat(255) })],
	['a field that is not there', result({ message: undefined })],
])('%s is fine', (_, value) => {
	expect(problem(value)).toBeNull();
});

test.each<[unknown, string]>([
	['a', 'results[3] must be an object'],
	[{ execution: { status: 'passed' } }, 'results[3].title is missing'],
	[result({ title: null }), 'results[3].title is missing'],
	[result({ title: ' ' }), 'results[3].title is empty'],
	[result({ title: 5 }), 'results[3].title must be a text'],
	[result({ title: 'a'.repeat(256) }), 'results[3].title has 256 characters, 255 are the most'],
	[{ title: 'a' }, 'results[3].execution is missing'],
	[result({ execution: [] }), 'results[3].execution must be an object'],
	[result({ execution: {} }), 'results[3].execution.status is missing'],
	[result({ execution: { status: 5 } }), 'results[3].execution.status must be a text'],
	[
		result({ execution: { status: 'x', duration: 1.5 } }),
		'results[3].execution.duration must be a whole number of milliseconds',
	],
	[
		result({ execution: { status: 'x', duration: '5' } }),
		'results[3].execution.duration must be a whole number of milliseconds',
	],
	[
		result({ execution: { status: 'x', start_time: '2026-05-01T00:00:00Z' } }),
		'results[3].execution.start_time must be a Unix time in seconds',
	],
	[
		result({ execution: { status: 'x', end_time: 1_777_629_600_000 } }),
		'results[3].execution.end_time must be a Unix time in seconds',
	],
	[
		result({ execution: { status: 'x', error_context: 'x'.repeat(262_145) } }),
		'results[3].execution.error_context has 262145 characters, 262144 are the most',
	],
	[result({ execution: { status: 'x', time: 5 } }), 'results[3].execution.time is no field that Qase knows'],
	[result({ case_id: 5 }), 'results[3].case_id is no field that Qase knows'],
	[result({ toString: 'a' }), 'results[3].toString is no field that Qase knows'],
	[result({ testops_id: '5' }), 'results[3].testops_id must be a whole number from 1 on'],
	[result({ testops_id: 0 }), 'results[3].testops_id must be a whole number from 1 on'],
	[result({ testops_ids: 5 }), 'results[3].testops_ids must be a list'],
	[result({ testops_ids: [5, null] }), 'results[3].testops_ids[1] must be a whole number from 1 on'],
	[result({ params: [] }), 'results[3].params must be an object'],
	[result({ params: { retries: 3 } }), 'results[3].params.retries must be a text'],
	[result({ params: { browser: null } }), 'results[3].params.browser must be a text'],
	[result({ params: null }), 'results[3].params must be an object'],
	[result({ param_groups: ['browser'] }), 'results[3].param_groups[0] must be a list'],
	[result({ param_groups: [['a', 5]] }), 'results[3].param_groups[0][1] must be a text'],
	[result({ fields: { muted: true } }), 'results[3].fields.muted must be a text'],
	[result({ attachments: '6f8d' }), 'results[3].attachments must be a list'],
	[result({ attachments: [{ hash: '6f8d' }] }), 'results[3].attachments[0] must be a text'],
	[result({ attachments: [''] }), 'results[3].attachments[0] is empty'],
	[result({ defect: 'true' }), 'results[3].defect must be true or false'],
	[result({ steps_type: 'bdd' }), 'results[3].steps_type must be one of classic, gherkin'],
	[result({ steps: {} }), 'results[3].steps must be a list'],
	[result({ steps: null }), 'results[3].steps must be a list'],
	[step({ action: 'a' }), 'results[3].steps[1].action is no field that Qase knows'],
	[step({ data: { expected_result: 'a' } }), 'results[3].steps[1].data.action is missing'],
	[
		step({ execution: { status: 'invalid' } }),
		'results[3].steps[1].execution.status must be one of passed, failed, blocked, skipped, in_progress',
	],
	[
		step({ steps: [{ steps: [{ execution: {} }] }] }),
		'results[3].steps[1].steps[0].steps[0].execution.status is missing',
	],
	[result({ relations: { suite: {} } }), 'results[3].relations.suite.data is missing'],
	[
		result({ relations: { suite: { data: [{ public_id: 3 }] } } }),
		'results[3].relations.suite.data[0].title is missing',
	],
	[
		result({ relations: { suite: { data: [{ title: 'a', public_id: '3' }] } } }),
		'results[3].relations.suite.data[0].public_id must be a whole number from 1 on',
	],
])('%j: %s', (value, words) => {
	expect(problem(value)).toBe(words);
});

test('what is nested without an end is refused, not fallen over', () => {
	let nested: object = { execution: { status: 'passed' } };
	for (let depth = 0; depth < 20_000; depth += 1) nested = { steps: [nested] };
	expect(problem(result({ steps: [nested] }))).toMatch(
		/^results\[3\](\.steps\[0\])+(\.steps)? is nested too deeply$/,
	);
});

test('any JSON is judged, and only what is an object with a title and a status is fine', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const words = problem(value);
			if (words === null) expect(value).toMatchObject({ title: expect.any(String), execution: {} });
			else expect(words).toMatch(/^results\[3\]/);
		}),
	);
});

test('a number is held against both of its bounds', () => {
	const shape: Shape = { is: 'number', min: 1, max: 3 };
	const fine = [0, 1, 2.5, 3, 3.1, NaN, Infinity].map((value) => problemWith(value, shape, 'x') === null);
	expect(fine).toEqual([false, true, true, true, false, false, false]);
});
