/** Ways in which a report file is damaged: cut off, with bytes changed, and with fields and elements changed. */
import * as fc from 'fast-check';

import { mutatedText, mutations, type Mutation } from './mutations';

/** One change in the bytes; places are parts of the whole, from 0 to 1. */
interface Edit {
	kind: 'cut' | 'flip' | 'put' | 'insert' | 'remove' | 'repeat' | 'move';
	at: number;
	/** How many bytes are removed, repeated or moved. */
	length: number;
	/** The bit that is flipped, and the byte that is put. */
	byte: number;
	text: string;
}

/** What has broken readers before. */
const TEXTS = [
	...['<', '>', '"', "'", '&', '{', '}', '[', ']', ',', ':', '\\', '\n', '\r', '\u0000', '\u001b[31m', ' '],
	...['</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '<?x?>', '&#0;', '&#xD800;', '&lol;', '&amp;', '\ufeff'],
	...[
		'<!DOCTYPE x [<!ENTITY lol SYSTEM "file:///etc/hosts">]>',
		'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY lol "&a;&a;&a;">]>',
		'<testcase name="x"/>',
		'<failure/>',
		'<skipped/>',
		'<x xmlns="y">',
		' a="b"',
		' name=""',
	],
	...['null', 'true', '-1', '1e999', '"\\ud800"', '"__proto__":{"passed":1},', '"constructor":', '\\u'],
	...[
		'ok 4',
		'not ok 4',
		'1..0',
		'1..99999999999',
		'Bail out! x',
		'# SKIP',
		'    ',
		'---',
		'...',
		'{}',
		'FAIL\n',
	],
	...['9'.repeat(400), 'passed', 'failed', 'NaN', '\ud83d', 'é🚀', '<a>'.repeat(600), '['.repeat(600)],
];

const edit: fc.Arbitrary<Edit> = fc.record({
	kind: fc.constantFrom<Edit['kind'][]>(
		'cut',
		'flip',
		'flip',
		'put',
		'insert',
		'insert',
		'remove',
		'repeat',
		'move',
	),
	at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	length: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 })),
	byte: fc.nat(255),
	text: fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 8 })),
});

/** One to three changes in the bytes. */
export const edits: fc.Arbitrary<Edit[]> = fc.array(edit, { minLength: 1, maxLength: 3 });

/** What is done to a report. */
export interface Damage {
	/** In the JSON value, for the formats that are one. */
	changes: Mutation[];
	/** In names, values and elements of XML. */
	swaps: Swap[];
	/** In the bytes, after that. */
	edits: Edit[];
}

/** One change of a part of XML: an element or an attribute. */
interface Swap {
	at: number;
	kind: 'remove' | 'repeat' | 'rename' | 'replace';
	text: string;
}

const swap: fc.Arbitrary<Swap> = fc.record({
	at: fc.nat(500),
	kind: fc.constantFrom<Swap['kind'][]>('remove', 'repeat', 'rename', 'replace'),
	text: fc.constantFrom(
		...[
			'name',
			'result',
			'testcase',
			'failure',
			'skipped',
			'test',
			'suite',
			'testsuite',
			'status',
			'x:y',
			'__proto__',
		],
		...[
			'',
			'0',
			'-1',
			'1e9',
			'NaN',
			'Passed',
			'PASS',
			'FAIL',
			'Skipped',
			'constructor',
			'2026-02-30',
			'a&#10;b',
		],
	),
});

const none = fc.constant<never[]>([]);

/** Damage of one kind, or of all of them. */
export const damages: fc.Arbitrary<Damage> = fc.oneof(
	fc.record<Damage>({ changes: mutations, swaps: none, edits: none }),
	fc.record<Damage>({ changes: none, swaps: fc.array(swap, { minLength: 1, maxLength: 3 }), edits: none }),
	fc.record<Damage>({ changes: none, swaps: none, edits }),
	fc.record<Damage>({
		changes: mutations,
		swaps: fc.array(swap, { maxLength: 2 }),
		edits: fc.array(edit, { maxLength: 2 }),
	}),
);

/** The bytes of the report with the damage done. */
export function damaged(text: string, { changes, swaps, edits }: Damage): Uint8Array {
	const changed = withChanges(text, changes);
	const swapped = swaps.reduce(withSwap, changed);
	return edits.reduce(withEdit, Buffer.from(swapped));
}

/** Changes a JSON report as a whole, and one that is lines of JSON in one of its lines. */
function withChanges(text: string, changes: Mutation[]): string {
	if (changes.length === 0 || !/^[[{]/.test(text)) return text;
	if (isJson(text)) return mutatedText(text, changes);
	const lines = text.split('\n');
	const at = (changes[0]?.at ?? 0) % Math.max(1, lines.length - 1);
	const line = lines[at] as string;
	if (isJson(line)) lines[at] = mutatedText(line, changes);
	return lines.join('\n');
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

const PARTS = /<[\w:-]+[^<>]*\/>|<[\w:-]+[^<>]*>[^<>]*<\/[\w:-]+>|[\w:-]+="[^"]*"/g;

/** Takes one of the elements without elements in them, or of the attributes, and changes it. */
function withSwap(text: string, { at, kind, text: other }: Swap): string {
	const parts = text.startsWith('<') ? [...text.matchAll(PARTS)] : [];
	const part = parts[at % Math.max(1, parts.length)];
	if (!part) return text;
	const [own] = part;
	const instead = {
		remove: '',
		repeat: `${own} ${own}`,
		rename: own.replace(/^<?[\w:-]+|(?<=<\/)[\w:-]+/g, (name) =>
			name.startsWith('<') ? `<${other}` : other,
		),
		replace: own.replace(/"[^"]*"/, `"${other}"`),
	}[kind];
	return text.slice(0, part.index) + instead + text.slice(part.index + own.length);
}

/** The bytes with one edit. */
export function withEdit(bytes: Uint8Array, { kind, at, length, byte, text }: Edit): Uint8Array {
	const start = Math.floor(at * bytes.length);
	const end = Math.min(start + length, bytes.length);
	const [before, here, after] = [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)];
	const changed = Buffer.from(bytes);
	if (kind === 'flip' && start < bytes.length) changed[start] ^= 1 << (byte % 8);
	if (kind === 'put' && start < bytes.length) changed[start] = byte;
	if (kind === 'cut') return before;
	if (kind === 'insert') return Buffer.concat([before, Buffer.from(text), here, after]);
	if (kind === 'remove') return Buffer.concat([before, after]);
	if (kind === 'repeat') return Buffer.concat([before, here, here, after]);
	if (kind === 'move') return Buffer.concat([here, before, after]);
	return changed;
}
