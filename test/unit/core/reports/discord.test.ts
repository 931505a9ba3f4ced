import * as fc from 'fast-check';

import { safeUrl } from '../../../../core/reports/clean';
import { discordMessage, discordText, type DiscordEmbed } from '../../../../core/reports/discord';
import { buildReport } from '../../../../core/reports/report';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { actingMarks, messageViolations, readTexts, unescaped } from './discordRules';
import { hostileRun, hostileText, NAMED_ATTACKS, reportOn, RUNS, withoutUnprintable } from './hostile';

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

test.each([
	['inconclusive', { status: 'timedOut' }, '⚪ Inconclusive: N'],
	['pending', { status: 'queued' }, '⏳ Still running: N'],
	['passed', { platformVerdict: 'passed' }, '✅ Passed: N'],
] as const)('a run that is %s says so at the top', async (_, facts, words) => {
	expect((await messageOn(sampleRun({ name: 'N', ...facts }))).embeds[0].title).toBe(words);
});

test('nothing that a platform tells acts as markup, within all limits', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const message = await messageOn(hostile);
			expect(messageViolations(message)).toEqual([]);
			const allowed = [hostile.url, ...(hostile.failures ?? []).map(({ url }) => url)].map(safeUrl);
			for (const embed of message.embeds) {
				expect(readTexts(embed).flatMap(actingMarks)).toEqual([]);
				if (embed.url) expect(allowed).toContain(embed.url);
				for (const { value } of embed.fields ?? []) {
					expect([value, isClosed(value)]).toEqual([value, true]);
					for (const [, url] of value.matchAll(/^\[Open the test\]\((.*)\)$/gm))
						expect(allowed).toContain(url);
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

test.each(NAMED_ATTACKS)('shows letter by letter: %s', async (_, attack) => {
	const withoutSpace = (text: string) => withoutUnprintable(text).replace(/\s/g, '');
	const [{ title }] = (await messageOn({ ...run, name: attack })).embeds;

	expect(withoutSpace(unescaped(title))).toContain(withoutSpace(attack).slice(0, 60));
});

test('an error stays in its code block, letter by letter', async () => {
	const message = 'a ``` b ```` c `````` @everyone **d**';
	const failures = [sampleFailure('a', { file: null, error: { message, stack: null } })];
	const [{ fields = [] }] = (await messageOn({ ...run, failures })).embeds;

	expect(isClosed(fields[0].value)).toBe(true);
	expect(fields[0].value.replaceAll('\u2060', '')).toBe(`\`\`\`\n${message}\n\`\`\``);
});

const sizes = (embeds: DiscordEmbed[]) => embeds.map(({ fields = [] }) => fields.length);

test.each([false, true])(
	'1,000 failures with long errors keep within the limits (stack: %s)',
	async (stack) => {
		const failures = Array.from({ length: 1000 }, (_, index) =>
			sampleFailure(`test ${index} ${'long '.repeat(60)}`, {
				error: { message: 'expected ```` '.repeat(500), stack: 'at a (b.ts:1:1)\n'.repeat(900) },
				url: `https://example.com/${'x'.repeat(300)}`,
			}),
		);
		const long = { ...run, failures, counts: { ...run.counts, failed: 1000 } };
		const report = await buildReport([{ run: long, decision: null }], {
			title: null,
			maxFailures: 1000,
			includeStack: stack,
		});
		const message = await discordMessage(report, stack);

		expect(messageViolations(message)).toEqual([]);
		const [shown] = sizes(message.embeds);
		expect(shown).toBeGreaterThan(2);
		expect(message.embeds[0].footer?.text).toContain(`… and ${1000 - shown} more failed tests.`);
	},
);

test.each(['_', '`', '1.', '🚀'])(
	'everything as long as it can be, made of %s, is within the limits',
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
				Array.from({ length: 20 }, (_, index) =>
					sampleFailure(long, { change: change as 'new', flaky: index % 2 === 0, file: long, url }),
				),
			),
		};
		const decision = { verdict: 'failed' as const, reasons: Array.from({ length: 9 }, () => long) };
		const source = { run: one, decision };
		for (const sources of [[source], Array.from({ length: 12 }, () => source)]) {
			const report = await buildReport(sources, { title: long, maxFailures: 20, includeStack: true });
			expect(messageViolations(await discordMessage(report, true))).toEqual([]);
		}
	},
);

test('200 runs keep within the limits, the failed ones shown', async () => {
	const sources = Array.from({ length: 200 }, (_, index) => ({
		run:
			index === 150
				? { ...run, name: 'The bad one' }
				: sampleRun({ name: `Run ${index}`, platformVerdict: 'passed' }),
		decision: null,
	}));
	const report = await buildReport(sources, { title: null, maxFailures: 20, includeStack: false });
	const message = await discordMessage(report, false);

	expect(messageViolations(message)).toEqual([]);
	expect(message.embeds[1].title).toBe('❌ Failed: The bad one');
	expect(message.embeds[0].footer?.text).toBe('… and 191 more runs.');
});
