/** Runs whose texts try to be more than text, and the same runs with harmless texts. */
import * as fc from 'fast-check';

import { buildReport, type Report } from '../../../../core/reports/report';
import type { TestFailure, TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

/** Each begins with a letter, so that none is empty once it is cleaned. */
const ATTACKS = [
	'A<script>alert(1)</script><img src=x onerror=alert(1)>',
	"A\"><svg onload=alert(1)> ' onmouseover=alert(1) x='",
	'A</title></style></pre></code></summary></details></table><h1>gone',
	'A--><!-- test-run-report:other --> --!> ]]> <![CDATA[ <?xml ?> &lt; &amp; &#60; &copy;',
	'A <!channel> <!here|here> <@U012AB3CD> <#C012AB3CD> <!subteam^S1> <https://evil.example|click>',
	'A @here @channel @octocat @org/team #general #123 org/repo#1 GH-12 !45 %"9.0" ~"bug" $12 &3',
	'A *bold* _italic_ ~struck~ `code` :tada: > quote',
	'A | b | c \\| d || e \\\\| f',
	'A ``` fence ```` more ````` `one ``two',
	'A\n```\n# heading\n- list\n/close\n~~~\n***\n</details>\n\n<b>raw</b>',
	'A [link](https://evil.example) ![image](https://evil.example/a.png) <https://evil.example> https://evil.example www.evil.example me@evil.example',
	'A\n\n[ref]: https://evil.example\n\n    code\n\n===\n---\n[^1]: note $x^2$ $$y$$',
	'A {"type":"link","url":"https://evil.example"} ${1+1} {{ $json.x }} \\u003c %3Cscript%3E',
	'A\u0000\u0001\u0008\u000b\u001b[31mred\u001b[0m\u007f\u0085\u2028\u2029',
	'A\ud800 lone \udfff \ufffe\uffff \ufdd0',
	'A👩‍👩‍👧‍👦 🏳️‍🌈 é e\u0301 \u200b\u200d',
	'A\u202eevil\u202c \u2066isolate\u2069 שלום مرحبا',
	`A${'x'.repeat(10_000)}`,
	`A ${'<b>&"\'`|*_@# '.repeat(900)}`,
];

/** The known ones for `test.each`, with names short enough to print. */
export const NAMED_ATTACKS = ATTACKS.map((attack) => [attack.slice(0, 60), attack] as const);

/** Hostile texts, known ones and made-up ones. */
export const hostileText = fc.oneof(
	fc.constantFrom(...ATTACKS),
	fc.array(fc.constantFrom(...ATTACKS), { minLength: 2, maxLength: 3 }).map((texts) => texts.join(' ')),
	fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `A${text}`),
	fc
		.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
		.map((units) => `A${String.fromCharCode(...units)}`),
	fc
		.array(fc.constantFrom(...'<>&"\'`*_~|#@!-[](){}:/\\.$%^=+\n\t \r;x1'.split('')), { maxLength: 80 })
		.map((characters) => `A${characters.join('')}`),
);

/** Addresses that become links, and those that must not. */
export const SAFE_URLS = ['https://example.com/runs/1?a=1&b=2', 'https://example.com/a|b>c"d\'e(f)`g'];
const UNSAFE_URLS = [
	'javascript:alert(1)',
	'data:text/html,<script>alert(1)</script>',
	'https://example.com@evil.example/',
	'//evil.example',
	'\u0000javascript:alert(1)',
	'not an address',
];

const url = fc.constantFrom(null, ...SAFE_URLS, ...UNSAFE_URLS);

const hostileFailure = fc
	.record({
		title: hostileText,
		suite: hostileText,
		file: hostileText,
		tags: fc.array(hostileText, { maxLength: 2 }),
		error: fc.record({ message: fc.option(hostileText), stack: fc.option(hostileText) }),
		url,
		change: fc.constantFrom<Array<TestFailure['change']>>(undefined, 'new', 'stillFailing', 'recovered'),
		status: fc.constantFrom<Array<TestFailure['status']>>('failed', 'error', 'blocked', 'timedOut'),
		attempts: fc.option(fc.nat(5)),
	})
	.map((facts): TestFailure => sampleFailure(facts.title, facts));

/** A run with hostile texts wherever a platform puts one. */
export const hostileRun: fc.Arbitrary<TestRun> = fc
	.record({
		id: hostileText,
		name: fc.option(hostileText),
		verdictReason: hostileText,
		project: fc.option(fc.record({ id: hostileText, name: fc.option(hostileText) })),
		url,
		branch: hostileText,
		commit: fc.record({ sha: hostileText, message: hostileText, author: hostileText }),
		environment: hostileText,
		buildId: hostileText,
		group: hostileText,
		startedAt: hostileText,
		tags: fc.array(hostileText, { maxLength: 3 }),
		failures: fc.array(hostileFailure, { maxLength: 3 }),
	})
	.map((facts) => ({ ...sampleRun({ counts: { total: 12, passed: 9, failed: 3 } }), ...facts }));

/** The same run with every hostile text replaced by a harmless one; addresses stay. */
export function harmless(run: TestRun): TestRun {
	return mapTexts(run, (text) => (text.startsWith('A') ? 'Aword' : text)) as TestRun;
}

/** The report on one run. */
export async function reportOn(
	run: TestRun,
	options: { title?: string; maxFailures?: number } = {},
): Promise<Report> {
	const { title = null, maxFailures = 20 } = options;
	return await buildReport([{ run, decision: null }], { title, maxFailures, includeStack: false });
}

/** A text as far as it can be shown: control characters and broken code points cannot. */
export function withoutUnprintable(text: string): string {
	return text
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufdd0\ufffe\uffff]/g, '')
		.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** How many hostile runs each property is tried with. */
export const RUNS = { numRuns: 100 };

function mapTexts(value: unknown, map: (text: string) => string): unknown {
	if (typeof value === 'string') return map(value);
	if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, map));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, map)]));
}
