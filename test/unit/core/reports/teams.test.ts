import * as fc from 'fast-check';

import { adaptiveCard, messageOf } from '../../../../core/reports/teams';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { messageViolations } from './adaptiveCard';
import { harmless, hostileRun, reportOn, RUNS } from './hostile';

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

test('a function that Teams would evaluate stays text', async () => {
	const message = 'due {{DATE(2017-02-14T06:08:00Z, SHORT)}} and {{{TIME(2017-02-14T06:08:00Z)}}';
	const card = await cardOn({ ...run, failures: [sampleFailure('a', { error: { message, stack: null } })] });

	expect(messageViolations(messageOf(card))).toEqual([]);
	expect(textsOf(card)).toContain(message);
});
