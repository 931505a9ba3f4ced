import * as fc from 'fast-check';

import { discordMessage, discordText } from '../../../../core/reports/discord';
import { buildReport } from '../../../../core/reports/report';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { actingMarks, messageViolations, readTexts, unescaped } from './discordRules';
import { hostileRun, hostileText, reportOn, RUNS } from './hostile';

const run = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3 },
	branch: 'feature/save_card',
	failures: [
		sampleFailure('pays', { change: 'new', url: 'https://example.com/tests/1' }),
		sampleFailure('wobbles', { flaky: true }),
	],
});

const messageOn = async (one: TestRun) => await discordMessage(await reportOn(one), false);

const isClosed = (value: string) => (value.match(/```/g) ?? []).length % 2 === 0;

test('is an embed of verdict, reasons, counts, facts, failures and what is left out', async () => {
	const message = await messageOn(run);

	expect(messageViolations(message)).toEqual([]);
	expect(message).toEqual({
		embeds: [
			{
				title: '❌ Failed: Nightly',
				url: 'https://example.com/runs/1',
				color: 0xc42b2b,
				description:
					'3 of 12 tests failed.\nPassed: 9 · Failed: 3 · Total: 12\n**Pass rate:** 75%\n**Branch:** feature/save\\_card',
				fields: [
					{
						name: 'checkout \\> pays',
						value:
							'new · tests/checkout.spec.ts\n```\nboom\n```\n[Open the test](https://example.com/tests/1)',
					},
					{ name: 'Flaky', value: 'checkout \\> wobbles' },
				],
				footer: { text: '3 failed tests are counted, but only 1 could be read.' },
			},
		],
		allowed_mentions: { parse: [] },
	});
});

test('over several runs the first embed sums them up', async () => {
	const runs = [run, { ...run, name: 'Smoke' }];
	const sources = runs.map((one) => ({ run: one, decision: null }));
	const message = await discordMessage(
		await buildReport(sources, { title: null, maxFailures: 20, includeStack: false }),
		false,
	);

	expect(messageViolations(message)).toEqual([]);
	expect(message.embeds.map(({ title }) => title)).toEqual([
		'❌ Failed: 2 test runs',
		'❌ Failed: Nightly',
		'❌ Failed: Smoke',
	]);
	expect(message.embeds[0].description).toBe(
		'2 of 2 runs failed: Nightly, Smoke\n❌ Failed: **Nightly** · Passed: 9 · Failed: 3\n❌ Failed: **Smoke** · Passed: 9 · Failed: 3',
	);
	// Discord displays only the first embed of an address.
	expect(message.embeds.map(({ url }) => url)).toEqual([undefined, 'https://example.com/runs/1', undefined]);
});

test('nothing that a platform tells acts as markup, within all limits', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const message = await messageOn(hostile);
			expect(messageViolations(message)).toEqual([]);
			for (const embed of message.embeds) {
				expect(readTexts(embed).flatMap(actingMarks)).toEqual([]);
				for (const { value } of embed.fields ?? []) {
					expect([value, isClosed(value)]).toEqual([value, true]);
				}
			}
		}),
		RUNS,
	);
});

test('plain text for Discord holds no formatting, mention or link', () => {
	expect(discordText('1. *a* _b_ ~~c~~ `d` ||e|| <@1> @here #x :tada: https://e.example [f](g)')).toBe(
		'1\\. \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\` \\|\\|e\\|\\| \\<@\u20601\\> @\u2060here #\u2060x :\u2060tada: https:\u2060//e.example \\[f\\](g)',
	);
	for (const start of ['# a', '- a', '+ a', '-# a', '> a', '12. a'])
		expect(actingMarks(discordText(start))).toEqual([]);
	fc.assert(
		fc.property(hostileText, (words) => {
			const oneLine = words.replace(/\s+/g, ' ');
			expect(actingMarks(discordText(oneLine))).toEqual([]);
			expect(unescaped(discordText(oneLine))).toBe(oneLine);
		}),
	);
});

test('an error stays in its code block, letter by letter', async () => {
	const message = 'a ``` b ```` c `````` @everyone **d**';
	const failures = [sampleFailure('a', { file: null, error: { message, stack: null } })];
	const [{ fields = [] }] = (await messageOn({ ...run, failures })).embeds;

	expect(isClosed(fields[0].value)).toBe(true);
	expect(fields[0].value.replaceAll('\u2060', '')).toBe(`\`\`\`\n${message}\n\`\`\``);
});
