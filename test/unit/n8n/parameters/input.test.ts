/** Reading parameters: what counts as given, and complaints that name the parameter as the panel shows it. */
import { NodeOperationError, type IExecuteFunctions, type INode, type INodeProperties } from 'n8n-workflow';

import { readInput, type Input } from '../../../../n8n/parameters/input';

const fields: INodeProperties[] = [
	{ displayName: 'Run ID', name: 'runId', type: 'string', default: '' },
	{ displayName: 'Limit', name: 'limit', type: 'number', default: 50 },
	{ displayName: 'Age', name: 'age', type: 'number', typeOptions: { minValue: 0 }, default: 0 },
	{
		displayName: 'Rate',
		name: 'rate',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 0,
	},
	{
		displayName: 'Compare With',
		name: 'compareWith',
		type: 'options',
		default: 'previousRun',
		options: [
			{ name: 'Previous Run', value: 'previousRun' },
			{ name: 'Run With an ID', value: 'run' },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [{ displayName: 'Callback URL', name: 'callbackUrl', type: 'string', default: '' }],
	},
];

/** The input of item 3 of a node whose parameters have these values. */
function inputOf(values: Record<string, unknown>): Input {
	const node = { name: 'Test Run', type: 'testRun' } as INode;
	const ctx: Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter'> = {
		getNode: () => node,
		getNodeParameter: ((name: string, itemIndex: number, fallback: unknown, options: object) => {
			expect([itemIndex, options]).toEqual([3, { extractValue: true }]);
			return name in values ? values[name] : fallback;
		}) as IExecuteFunctions['getNodeParameter'],
	};
	return readInput(ctx as IExecuteFunctions, 3, fields);
}

type Read = (input: Input) => unknown;

test.each<[string, unknown, Read, unknown]>([
	['text', ' run_1 ', (input) => input.text('runId'), 'run_1'],
	['text of a number', 12, (input) => input.text('runId'), '12'],
	['text of 0', 0, (input) => input.text('runId'), '0'],
	['optional text', '  ', (input) => input.optionalText('runId'), undefined],
	['optional text of null', null, (input) => input.optionalText('runId'), undefined],
	['flag', true, (input) => input.flag('runId'), true],
	['flag as a text', 'true', (input) => input.flag('runId'), true],
	['flag, off as a text', 'false', (input) => input.flag('runId'), false],
	['flag as a text in capitals', ' TRUE', (input) => input.flag('runId'), true],
	['flag of 1', 1, (input) => input.flag('runId'), true],
	['flag of 0', 0, (input) => input.flag('runId'), false],
	['flag, not given', undefined, (input) => input.flag('runId'), false],
	['optional flag, not given', undefined, (input) => input.optionalFlag('runId'), undefined],
	['optional flag, off', false, (input) => input.optionalFlag('runId'), false],
	['number', 0, (input) => input.number('runId'), 0],
	['number as a text', ' 7.5 ', (input) => input.number('runId'), 7.5],
	['optional number, not given', '', (input) => input.optionalNumber('runId'), undefined],
	['optional number of 0', 0, (input) => input.optionalNumber('runId'), 0],
	['list of a text', ' a, b ,, ', (input) => input.list('runId'), ['a', 'b']],
	['list of a list', ['a', ' b ', '', null, 7], (input) => input.list('runId'), ['a', 'b', '7']],
	['list of a number', 7, (input) => input.list('runId'), ['7']],
	['list, not given', undefined, (input) => input.list('runId'), []],
	['time', '2026-01-01T01:00:00+01:00', (input) => input.optionalTime('runId'), '2026-01-01T00:00:00.000Z'],
	['time, not given', '', (input) => input.optionalTime('runId'), undefined],
	['JSON as a text', '{"a":[1]}', (input) => input.json('runId'), { a: [1] }],
	['JSON with a byte order mark', '\uFEFF{"a":1}', (input) => input.json('runId'), { a: 1 }],
	['text with half a character', 'a\ud800', (input) => input.text('runId'), 'a\uFFFD'],
	['JSON as such', { a: 1 }, (input) => input.json('runId'), { a: 1 }],
	['JSON, not given', ' ', (input) => input.json('runId'), undefined],
	['has 0', 0, (input) => input.has('runId'), true],
	['has false', false, (input) => input.has('runId'), true],
	['has not an empty text', '', (input) => input.has('runId'), false],
])('%s', (_, value, read, expected) => {
	expect(read(inputOf({ runId: value }))).toEqual(expected);
});

test.each<[string, unknown, Read, string]>([
	['text', '', (input) => input.text('runId'), "'Run ID' is empty"],
	['text, not given', undefined, (input) => input.text('runId'), "'Run ID' is empty"],
	['text of an object', { id: 1 }, (input) => input.text('runId'), "'Run ID' is not a text"],
	['text of a list', ['a'], (input) => input.optionalText('runId'), "'Run ID' is not a text"],
	['number', 'many', (input) => input.number('runId'), "'Run ID' is not a number"],
	['number, empty', ' ', (input) => input.number('runId'), "'Run ID' is not a number"],
	['number, not given', undefined, (input) => input.number('runId'), "'Run ID' is not a number"],
	['number of null', null, (input) => input.number('runId'), "'Run ID' is not a number"],
	['number of a list', [], (input) => input.number('runId'), "'Run ID' is not a number"],
	['list of objects', [{ tag: 'a' }], (input) => input.list('runId'), "'Run ID' is not a list of texts"],
	['list of an object', { tag: 'a' }, (input) => input.list('runId'), "'Run ID' is not a list of texts"],
	['number without end', Infinity, (input) => input.number('runId'), "'Run ID' is not a number"],
	['flag as another word', 'yes', (input) => input.flag('runId'), "'Run ID' is neither true nor false"],
	['flag of 2', 2, (input) => input.flag('runId'), "'Run ID' is neither true nor false"],
	['flag of null', null, (input) => input.flag('runId'), "'Run ID' is neither true nor false"],
	['optional flag of null', null, (input) => input.optionalFlag('runId'), 'is neither true nor false'],
	['group of a text', 'x', (input) => input.group('runId'), "'Run ID' is not a set of fields"],
	['time', 'soon', (input) => input.optionalTime('runId'), "'Run ID' is not a date: soon"],
	['JSON', '{', (input) => input.json('runId'), "'Run ID' is not valid JSON"],
	['limit', 0, (input) => input.limit(), "'Limit' must be 1 or more"],
])('%s is refused', (_, value, read, complaint) => {
	const attempt = () => read(inputOf({ runId: value, limit: value }));

	expect(attempt).toThrow(NodeOperationError);
	expect(attempt).toThrow(complaint);
	expect(attempt).toThrow(
		expect.objectContaining({ context: expect.objectContaining({ itemIndex: 3 }) as object }) as Error,
	);
});

test('the limit is endless with Return All, and whole without', () => {
	expect(inputOf({ returnAll: true, limit: 5 }).limit()).toBe(Infinity);
	expect(inputOf({ returnAll: false, limit: 5.9 }).limit()).toBe(5);
});

test('the fields of a group are read, and named, like the others', () => {
	const group = inputOf({ options: { callbackUrl: ' https://n8n.example.com/hook ' } }).group('options');

	expect(group.text('callbackUrl')).toBe('https://n8n.example.com/hook');
	expect(group.has('other')).toBe(false);
	expect(() => inputOf({}).group('options').text('callbackUrl')).toThrow("'Callback URL' is empty");
});

test.each<[string, string, unknown, string]>([
	['a number below the least', 'age', -1, "'Age' must be 0 or more"],
	['a number below a range', 'rate', -0.5, "'Rate' must be between 0 and 100"],
	['a number above a range', 'rate', '101', "'Rate' must be between 0 and 100"],
])('%s is refused', (_, name, value, complaint) => {
	expect(() => inputOf({ [name]: value }).optionalNumber(name)).toThrow(complaint);
});

test('of a list of options only these are taken', () => {
	const complaint = "'Compare With' has no choice 'Run With an ID'";

	expect(inputOf({ compareWith: 'run' }).text('compareWith')).toBe('run');
	expect(() => inputOf({ compareWith: 'Run With an ID' }).text('compareWith')).toThrow(complaint);
	expect(() => inputOf({ compareWith: null }).text('compareWith')).toThrow("'Compare With' is empty");
	expect(inputOf({ compareWith: '' }).optionalText('compareWith')).toBeUndefined();
});

test('a complaint carries its advice', () => {
	const attempt = () => inputOf({}).refuse('runId', 'is odd', 'Make it even.');

	expect(attempt).toThrow(
		expect.objectContaining({ message: "'Run ID' is odd", description: 'Make it even.' }) as Error,
	);
});

describe('a filled group', () => {
	const groupOf = (given: unknown, set: unknown, name = 'options') => {
		const node = { name: 'Test Run', parameters: { [name]: { callbackUrl: set } } } as unknown as INode;
		const ctx = { getNode: () => node, getNodeParameter: () => ({ callbackUrl: given }) };
		const named = fields.map((field) => (field.name === 'options' ? { ...field, name } : field));
		return readInput(ctx as unknown as IExecuteFunctions, 3, named).filledGroup(name);
	};

	test('may hold an empty list under Update Fields, which empties what is changed, if an expression gives it', () => {
		expect(groupOf([], '={{ [] }}', 'updateFields').json('callbackUrl')).toEqual([]);
		expect(() => groupOf([], [], 'updateFields')).toThrow("'Callback URL' is empty");
		expect(() => groupOf([], '={{ [] }}', 'filters')).toThrow("'Callback URL' is empty");
	});

	test('is read like any group', () => {
		expect(inputOf({}).filledGroup('options').has('callbackUrl')).toBe(false);
		expect(groupOf('x', '={{ $json.x }}').text('callbackUrl')).toBe('x');
	});

	test('has no field whose expression gives nothing', () => {
		for (const nothing of [undefined, null, '']) {
			expect(() => groupOf(nothing, '={{ $json.x }}')).toThrow("'Callback URL' is empty");
		}
	});

	test.each([undefined, null, '', ' ', []])('has no field that was added and holds %j', (nothing) => {
		expect(() => groupOf(nothing, nothing ?? null)).toThrow("'Callback URL' is empty");
	});

	test('may have a text that an agent left empty', () => {
		const group = groupOf('', "={{ $fromAI('Callback_URL', '', 'string') }}");

		expect([group.optionalText('callbackUrl'), group.wholeList('callbackUrl')]).toEqual([undefined, []]);
		expect(groupOf([], "={{ $fromAI('a', '', 'json') }}").wholeList('callbackUrl')).toEqual([]);
		expect(groupOf(' ', "={{ $fromAI('a') }}").optionalText('callbackUrl')).toBeUndefined();
		expect(() => groupOf(undefined, "={{ $fromAI('a') }}")).toThrow("'Callback URL' is empty");
	});
});

test('a whole list is more than commas', () => {
	expect(inputOf({ runId: 'a, ,b' }).wholeList('runId')).toEqual(['a', 'b']);
	expect(inputOf({ runId: [] }).wholeList('runId')).toEqual([]);
	for (const commas of [',', ' , ', ' ', ['']]) {
		expect(() => inputOf({ runId: commas }).wholeList('runId')).toThrow("'Run ID' has no entry");
	}
});
