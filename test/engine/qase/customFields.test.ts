/** Custom fields of Qase: their pickers, and how a row is sent. */
import type { INodeParameters } from 'n8n-workflow';

import { byId, complaint, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const made = { title: 'No invoice', actualResult: 'Nothing comes', severity: byId(2) };
const rowsOf = (...rows: INodeParameters[]) => ({ additionalFields: { customFields: { rows } } });
const sent = async () => (await qase.calls()).find(({ method }) => method !== 'GET')?.body;

describe('the list of fields', () => {
	const names = async (method: string, more: object = {}) =>
		(await qase.pick(method, more)).results.map(({ name, value }) => [name, value]);

	test('those of runs that the project has', async () => {
		expect(await names('qaseRunFields')).toEqual([
			['Build (string)', '1'],
			['Browser (selectbox)', '2'],
			['Signed Off (checkbox)', '3'],
			['Release Manager (user)', '4'],
		]);
		expect(await names('qaseRunFields', { project: 'app', filter: 'sto' })).toEqual([
			['Store (string)', '5'],
		]);
	});

	test('those of defects, with a required one', async () => {
		const field = { id: 8, title: 'Team', type: 'string', value: null, is_required: true };
		const body = { status: true, result: { filtered: 1, entities: [field] } };
		await qase.fault({ fault: { kind: 'status', status: 200, body } });
		expect(await names('qaseDefectFields')).toEqual([['Team (string, required)', '8']]);
		expect((await qase.calls())[0]).toMatchObject({
			path: '/v2/custom_field',
			query: { entity: ['defect'] },
		});
		expect(await names('qaseDefectFields', { filter: 'root' })).toEqual([['Root Cause (multiselect)', '6']]);
	});

	test('tells what Qase refuses', async () => {
		await qase.fault({ fault: { kind: 'status', status: 403 } });
		await expect(qase.pick('qaseRunFields')).rejects.toThrow('Could not list the custom fields');
	});
});

describe('the list of values', () => {
	const values = async (id: INodeParameters[string], filter?: string, method = 'qaseRunFieldValues') => {
		const { results } = await qase.pick(method, {
			filter,
			path: 'parameters.additionalFields.customFields.rows[1].value',
			parameters: { operation: 'startRun', ...rowsOf({ id: byId(1) }, { id }) },
		});
		return results.map(({ name, value }) => [name, value]);
	};

	test('the choices of the field in the same row, however it is set', async () => {
		const browsers = [
			['Chromium', '1'],
			['Firefox', '2'],
		];
		expect(await values(byId(2))).toEqual(browsers);
		expect(await values('2')).toEqual(browsers);
		expect(await values(byId(2), 'fire')).toEqual([['Firefox', '2']]);
		expect(await values(byId(6), 'da', 'qaseDefectFieldValues')).toEqual([['Data', '2']]);
	});

	test('a box to tick, and people', async () => {
		expect(await values(byId(3))).toEqual([['Ticked', '1']]);
		expect(await values(byId(4), 'ada')).toEqual([['Ada (ada@example.com)', '1']]);
	});

	test.each([
		[byId(1), "'Build' has no list of values"],
		[byId(99), 'Qase lists no custom field with the ID 99'],
		[byId(''), 'Choose the field first'],
	])('%j has none', async (id, message) => {
		await expect(values(id)).rejects.toThrow(message);
	});
});

describe('a row', () => {
	test('is sent as chosen, as typed in, and as workflows saved it before there were lists', async () => {
		const chosen = (mode: string, value: string) => ({ __rl: true, mode, value });
		await qase.run('createDefect', {
			...made,
			...rowsOf(
				{ id: chosen('list', '6'), value: chosen('list', '2') },
				{ id: chosen('id', '7'), value: chosen('value', 'https://example.com/1') },
				{ id: '8', value: '1,2' },
				{ id: '9', value: 42 },
				{ id: '10', value: chosen('list', '') },
				// As n8n saves a locator that nobody touched.
				{ id: '11', value: { mode: 'list', value: '' } },
			),
		});
		expect(await sent()).toMatchObject({
			custom_field: { 6: '2', 7: 'https://example.com/1', 8: '1,2', 9: '42', 10: '', 11: '' },
		});
	});

	test('may come from the item', async () => {
		const parameters = {
			...made,
			...rowsOf({ id: byId('={{ $json.field }}'), value: '={{ $json.value }}' }),
		};
		await qase.run('createDefect', parameters, { items: [{ field: 7, value: 'x' }] });
		expect(await sent()).toMatchObject({ custom_field: { 7: 'x' } });
	});

	test('with a list is sent as Qase requires it, in a text parameter and in a locator', async () => {
		const parameters = {
			...made,
			...rowsOf(
				{ id: '7', value: '={{ [1, 2] }}' },
				{ id: byId(8), value: { __rl: true, mode: 'value', value: '={{ ["a", "b"] }}' } },
				{ id: '9', value: '={{ [] }}' },
			),
		};
		await qase.run('createDefect', parameters);
		expect(await sent()).toMatchObject({ custom_field: { 7: '1,2', 8: 'a,b', 9: '' } });
	});

	test.each([
		['={{ ({ a: 1 }) }}', "'Custom Fields' has a value that is neither a text, a number nor a list of them"],
		['={{ [{ a: 1 }] }}', "'Custom Fields' has a value that is neither a text, a number nor a list of them"],
		['={{ ({ value: 1 }) }}', "'Custom Fields' has a value that is neither"],
		['={{ null }}', "'Custom Fields' has a row without a value"],
		['={{ [1, null] }}', "'Custom Fields' has a row without a value"],
	])('with the value %s is refused, as text and as locator', async (value, message) => {
		for (const given of [value, { __rl: true, mode: 'value', value }]) {
			const run = await qase.run('createDefect', { ...made, ...rowsOf({ id: '7', value: given }) });
			expect(complaint(run)).toContain(message);
		}
		expect(await sent()).toBeUndefined();
	});

	test.each([{ value: 'x' }, { id: byId(''), value: 'x' }])('without a field is refused', async (row) => {
		const run = await qase.run('createDefect', { ...made, ...rowsOf(row as INodeParameters) });
		expect(complaint(run)).toContain("'Custom Fields' has a row without a field");
		expect(await sent()).toBeUndefined();
	});
});

test('the author of a run is chosen, or the number that a workflow saved before', async () => {
	for (const authorId of [byId(101), '101']) {
		await qase.sandbox().control.clearCalls();
		const run = await qase.run('startRun', {
			...{ title: 'Nightly', casesFrom: 'none' },
			additionalFields: { authorId },
		});
		expect(run.error).toBeNull();
		expect(await sent()).toMatchObject({ author_id: 101 });
	}
});
