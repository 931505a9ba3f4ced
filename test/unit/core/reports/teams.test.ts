import * as fc from 'fast-check';

import { safeUrl } from '../../../../core/reports/clean';
import { buildReport } from '../../../../core/reports/report';
import { adaptiveCard, messageOf } from '../../../../core/reports/teams';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { messageViolations } from './adaptiveCard';
import { harmless, hostileRun, NAMED_ATTACKS, reportOn, RUNS, withoutUnprintable } from './hostile';

const run = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3 },
	branch: 'main',
	failures: [
		sampleFailure('pays', {
			change: 'new',
			url: 'https://example.com/tests/1',
			error: { message: 'boom\n\nExpected: 1', stack: null },
		}),
		sampleFailure('wobbles', { flaky: true }),
	],
});

const cardOn = async (one: TestRun) => await adaptiveCard(await reportOn(one), false);

/** A card without its texts: what markup in a text would change. */
const skeletonOf = (card: unknown) =>
	JSON.stringify(card, (key, value: unknown) => (key === 'text' ? 'text' : value));

/** All texts of a card, as they are read. */
const textsOf = (card: unknown) =>
	[...JSON.stringify(card).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)]
		.map(([, text]) => JSON.parse(text) as string)
		.join('\n')
		.replaceAll('\u2060', '');

test('is a card of verdict, reasons, counts, facts, link, failures and what is left out', async () => {
	const card = await cardOn(run);
	const line = (inlines: object[], style: object) => ({ type: 'RichTextBlock', ...style, inlines });
	const text = (words: string, style: object = {}) => ({ type: 'TextRun', text: words, ...style });
	const bold = { weight: 'Bolder' };
	const tight = { spacing: 'None' };

	expect(messageViolations(messageOf(card))).toEqual([]);
	expect(card.body).toEqual([
		{
			type: 'Container',
			style: 'attention',
			bleed: true,
			items: [line([text('❌ Failed: Nightly', { size: 'Large', ...bold })], {})],
		},
		line([text('3 of 12 tests failed.')], { separator: true }),
		line([text('Passed: 9 · Failed: 3 · Total: 12')], tight),
		line([text('Pass rate: ', bold), text('75%')], tight),
		line([text('Branch: ', bold), text('main')], tight),
		{
			type: 'ActionSet',
			actions: [{ type: 'Action.OpenUrl', url: 'https://example.com/runs/1', title: 'Open the run' }],
		},
		line(
			[
				text('checkout > pays', {
					...bold,
					selectAction: { type: 'Action.OpenUrl', url: 'https://example.com/tests/1' },
				}),
				text('  new'),
			],
			{ separator: true },
		),
		line([text('tests/checkout.spec.ts', { isSubtle: true })], tight),
		line([text('boom', { fontType: 'Monospace' })], tight),
		line([text('Expected: 1', { fontType: 'Monospace' })], tight),
		line([text('3 failed tests are counted, but only 1 could be read.', { isSubtle: true })], {}),
		line([text('Flaky: checkout > wobbles', { isSubtle: true })], {}),
	]);
});

test.each([
	['inconclusive', { status: 'timedOut' }, 'warning', '⚪ Inconclusive: N'],
	['pending', { status: 'queued' }, 'accent', '⏳ Still running: N'],
	['passed', { platformVerdict: 'passed' }, 'good', '✅ Passed: N'],
] as const)('a run that is %s says so at the top', async (_, facts, style, words) => {
	const card = await cardOn(sampleRun({ name: 'N', ...facts }));

	expect(card.body[0]).toMatchObject({ style, items: [{ inlines: [{ text: words }] }] });
});

test('nothing that a platform tells acts as markup, within the limit', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const card = await cardOn(hostile);
			expect(messageViolations(messageOf(card))).toEqual([]);
			const urls = [...JSON.stringify(card).matchAll(/"url":("[^"]*")/g)].map(
				([, url]) => JSON.parse(url) as string,
			);
			const allowed = [hostile.url, ...(hostile.failures ?? []).map(({ url }) => url)].map(safeUrl);
			for (const url of urls) expect(allowed).toContain(url);
		}),
		RUNS,
	);
});

test('hostile names and reasons leave the card as it is', async () => {
	const withoutErrors = (one: TestRun) => ({
		...one,
		failures:
			one.failures && one.failures.map((failure) => ({ ...failure, error: { message: 'A', stack: null } })),
	});
	await fc.assert(
		fc.asyncProperty(hostileRun.map(withoutErrors), async (hostile) => {
			expect(skeletonOf(await cardOn(hostile))).toBe(skeletonOf(await cardOn(harmless(hostile))));
		}),
		RUNS,
	);
});

test.each(NAMED_ATTACKS)('shows letter by letter: %s', async (_, attack) => {
	const withoutSpace = (text: string) => withoutUnprintable(text).replace(/\s/g, '');

	expect(withoutSpace(textsOf(await cardOn({ ...run, name: attack })))).toContain(
		withoutSpace(attack).slice(0, 60),
	);
});

test('a function that Teams would evaluate stays text', async () => {
	const message = 'due {{DATE(2017-02-14T06:08:00Z, SHORT)}} and {{{TIME(2017-02-14T06:08:00Z)}}';
	const card = await cardOn({ ...run, failures: [sampleFailure('a', { error: { message, stack: null } })] });

	expect(messageViolations(messageOf(card))).toEqual([]);
	expect(textsOf(card)).toContain(message);
});

test.each([false, true])(
	'1,000 failures with long errors keep within the limit (stack: %s)',
	async (stack) => {
		const failures = Array.from({ length: 1000 }, (_, index) =>
			sampleFailure(`test ${index} ${'long '.repeat(60)}`, {
				error: { message: 'expected "é" '.repeat(500), stack: 'at a (b.ts:1:1)\n'.repeat(900) },
				url: `https://example.com/${'x'.repeat(300)}`,
			}),
		);
		const long = { ...run, failures, counts: { ...run.counts, failed: 1000 } };
		const report = await buildReport([{ run: long, decision: null }], {
			title: null,
			maxFailures: 1000,
			includeStack: stack,
		});
		const card = await adaptiveCard(report, stack);

		expect(messageViolations(messageOf(card))).toEqual([]);
		const shown = [...JSON.stringify(card).matchAll(/checkout > test \d+ /g)].length;
		expect(shown).toBeGreaterThan(2);
		expect(textsOf(card)).toContain(`… and ${1000 - shown} more failed tests.`);
	},
);

test.each(['"', '\\', '報', '🚀'])(
	'everything as long as it can be, made of %s, is within the limit',
	async (letter) => {
		const long = letter.repeat(4000);
		const url = `https://example.com/${'x'.repeat(1900)}`;
		const one = {
			...run,
			...{ name: long, branch: long, environment: long, buildId: long, group: long, url, tags: [long, long] },
			...{ verdictReason: long, doubt: long, failuresNote: long, startedAt: long, finishedAt: long },
			commit: { sha: long, message: long, author: long },
			project: { id: long, name: long },
			failures: ['recovered', 'notRun', 'new'].flatMap((change) =>
				Array.from({ length: 20 }, () => sampleFailure(long, { change: change as 'new', flaky: true })),
			),
		};
		const decision = { verdict: 'failed' as const, reasons: Array.from({ length: 9 }, () => long) };
		const source = { run: one, decision };
		for (const sources of [[source], Array.from({ length: 12 }, () => source)]) {
			const report = await buildReport(sources, { title: long, maxFailures: 20, includeStack: true });
			expect(messageViolations(messageOf(await adaptiveCard(report, true)))).toEqual([]);
		}
	},
);

test('200 runs keep within the limit, the failed ones shown', async () => {
	const sources = Array.from({ length: 200 }, (_, index) => ({
		run:
			index === 150
				? { ...run, name: 'The bad one' }
				: sampleRun({ name: `Run ${index}`, platformVerdict: 'passed' }),
		decision: null,
	}));
	const report = await buildReport(sources, { title: null, maxFailures: 20, includeStack: false });
	const card = await adaptiveCard(report, false);

	expect(messageViolations(messageOf(card))).toEqual([]);
	for (const words of ['The bad one', '… and 190 more runs.']) expect(textsOf(card)).toContain(words);
});
