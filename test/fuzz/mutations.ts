/** Ways to spoil a delivery that was good: in its fields, its bytes and its proof of the sender. */
import * as fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One change somewhere in a JSON value. */
export interface Mutation {
	/** Which of its fields and entries, counted over the whole value; wraps around. */
	at: number;
	kind: 'replace' | 'remove' | 'rename' | 'add' | 'wrap' | 'nest';
	value: Json;
	key: string;
	depth: number;
}

/** Names that objects inherit, and names that platforms use. */
const KEYS = [
	...[
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'valueOf',
		'hasOwnProperty',
		'length',
		'then',
		'toJSON',
	],
	...[
		'event',
		'event_name',
		'payload',
		'test_run',
		'testRunId',
		'test_id',
		'id',
		'status',
		'passed',
		'summary',
	],
	...[
		'timestamp',
		'is_test',
		'runUrl',
		'commit',
		'tags',
		'counts',
		'failures',
		'failedScenarios',
		'project_code',
		'',
	],
];

/** Texts that have broken readers before: other types' names, control characters, broken escapes, addresses, dates. */
const TEXTS = [
	...[
		'',
		' ',
		'0',
		'-1',
		'null',
		'true',
		'NaN',
		'1e309',
		'__proto__',
		'constructor',
		'toString',
		'passed',
		'PASS',
	],
	...[
		'running',
		'RUN_FINISH',
		'run.completed',
		'test_run_completed',
		'test',
		'completed',
		'failed',
		'canceled',
	],
	...['\u0000', '\ud800', '\u202e', '💥', '\r\nx: y', '%', '%E0%A4%A', '..', '../..', '/', '//', '?', '#'],
	...[
		'javascript:alert(1)',
		'javascript:alert(1)//x',
		'data:text/html,x/y',
		'file:///etc/hosts',
		'http://',
		'https://a/b?c#d',
	],
	...[
		'2026-02-30',
		'2026-05-01T08:00:00Z',
		'9999-12-31T23:59:59Z',
		'1777622400',
		'1777622400000',
		'99999999999999999999',
	],
];

const leaf: fc.Arbitrary<Json> = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
	{
		weight: 2,
		arbitrary: fc.constantFrom<Json[]>(
			null,
			true,
			false,
			0,
			-1,
			0.1,
			1e21,
			-1e308,
			2 ** 53,
			1e11,
			1777622400,
		),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom<Json[]>(
			[],
			{},
			[[]],
			[null],
			{ toString: null },
			{ length: 1e9 },
			{ then: 1 },
		),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
);

const value: fc.Arbitrary<Json> = fc.oneof(
	{ weight: 100, arbitrary: leaf },
	{ weight: 1, arbitrary: fc.constantFrom('x'.repeat(20_000), '\u0000'.repeat(2_000), '🧪'.repeat(2_000)) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(...[100, 2_000].map((length) => Array<Json>(length).fill('a'))),
	},
);

/** Some changes, none to four. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
	fc.record({
		at: fc.nat(200),
		kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'add', 'wrap', 'nest'),
		value,
		key: fc.constantFrom(...KEYS),
		depth: fc.constantFrom(1, 1, 2, 2, 5, 5, 10, 10, 50, 50, 500, 10_000),
	}),
	{ maxLength: 4 },
);

/** The value as text with the changes made. Keys like `__proto__` get into the text as any other. */
export function mutatedText(text: string, changes: Mutation[]): string {
	const root = { body: JSON.parse(text) as Json };
	let tail = '';
	for (const change of changes) {
		// Written as text, since nothing that walks through a value by calling itself gets that deep.
		if (change.kind === 'nest')
			tail = `,"${change.key}":${'['.repeat(change.depth)}${']'.repeat(change.depth)}`;
		else mutate(root, change);
	}
	const mutated = JSON.stringify(root.body);
	const isFilled = isObject(root.body) && Object.keys(root.body).length > 0;
	return isFilled ? `${mutated.slice(0, -1)}${tail}}` : mutated;
}

function mutate(root: { body: Json }, { at, kind, value: constant, key }: Mutation): void {
	// Further changes may happen inside it.
	const given = JSON.parse(JSON.stringify(constant)) as Json;
	const places = placesIn(root);
	const { parent, name } = places[at % places.length]!;
	const old = (parent as Record<string, Json>)[name]!;
	if (kind === 'replace') set(parent, name, given);
	if (kind === 'wrap') set(parent, name, at % 2 ? [old] : { [key]: old });
	if (kind === 'add') set(isObject(old) ? old : parent, key, given);
	if (kind === 'rename') set(parent, key, old);
	if ((kind === 'remove' || kind === 'rename') && parent !== root)
		delete (parent as Record<string, Json>)[name];
}

/** An own property, whatever its name. */
function set(target: object, name: string, given: Json): void {
	Object.defineProperty(target, name === 'length' && Array.isArray(target) ? '0' : name, {
		value: given,
		configurable: true,
		enumerable: true,
		writable: true,
	});
}

/** Every field and entry, but for what is in long lists. */
function placesIn(root: object): Array<{ parent: object; name: string }> {
	const places: Array<{ parent: object; name: string }> = [];
	const open = [root];
	for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
		const names = Object.keys(parent);
		for (const name of names.slice(0, 50)) {
			places.push({ parent, name });
			const inner = (parent as Record<string, Json>)[name];
			if (typeof inner === 'object' && inner !== null) open.push(inner);
		}
	}
	return places;
}

function isObject(json: Json): json is { [key: string]: Json } {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What is done to a text that proves the sender; the first leaves it as it is. */
export const spoiledProofs: Record<string, (own: string) => unknown> = {
	'as it is': (own) => own,
	'left out': () => undefined,
	empty: () => '',
	blank: () => ' ',
	'without its end': (own) => own.slice(0, -1),
	'with more': (own) => `${own}0`,
	twice: (own) => `${own}, ${own}`,
	'in a list': (own) => [own],
	'in an object': (own) => ({ token: own }),
	'with one character changed': (own) => (own.startsWith('0') ? '1' : '0') + own.slice(1),
	'in other letters': (own) => (own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase()),
	'another word': () => 'constructor',
	'very long': (own) => own.repeat(2_000),
	'with a prefix': (own) => `sha1=${own}`,
	'with blanks around it': (own) => ` ${own} `,
};
