/** The digest of many runs: what it says, and that every format shows it and keeps within its limits. */
import * as fc from 'fast-check';

import { readSummary } from '../../../../core/history/readSummary';
import type { TestSummary } from '../../../../core/history/summarize';
import { formatList, type FormatId } from '../../../../core/reports';
import { buildDigest, type Digest } from '../../../../core/reports/digest/digest';
import { writeDigest } from '../../../../core/reports/digest/writeDigest';
import { atOnce } from '../../../../core/text/inTurns';
import { messageViolations as teamsViolations } from './adaptiveCard';
import { adfViolations } from './adfRules';
import { blockViolations } from './blockKit';
import { actingMarks, messageViolations as discordViolations, readTexts } from './discordRules';
import type { DiscordEmbed } from '../../../../core/reports/discord';
import { elementsOf, looseText, skeletonOf } from './dom';
import { hostileText } from './hostile';
import { readable } from './readable';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const SETTINGS = { marker: null, isTitled: false, includeStack: false };

function summary(title: string, facts: Partial<TestSummary> = {}): TestSummary {
	const read = readSummary({
		testKey: title,
		title,
		suite: 'checkout',
		group: null,
		branch: 'main',
		environment: null,
		state: 'stable',
		runs: 20,
		failed: 0,
		flakyRuns: 0,
		flakyRate: 0,
		failingStreak: 0,
		p50: 1_000,
		firstSeenAt: '2026-11-09T09:00:00.000Z',
		lastSeenAt: '2026-11-22T09:00:00.000Z',
		lastStatus: 'passed',
		lastRunKey: 'report:1',
		...facts,
	});
	if (read === null) throw new Error('no summary');
	return read;
}

const broken = summary('pays', {
	...{ state: 'broken', failed: 6, failingStreak: 6, lastStatus: 'failed' },
	failingSince: '2026-11-17T09:00:00.000Z',
});
const failing = summary('logs in', {
	...{ state: 'failing', failed: 1, failingStreak: 1, lastStatus: 'error' },
	failingSince: '2026-11-22T09:00:00.000Z',
});
const flaky = summary('wobbles', { state: 'flaky', flakyRuns: 4, flakyRate: 0.2, failed: 4 });
const slower = summary('crawls', { slower: true, p50: 12_000, p95: 30_000, trend: 0.4 });
const young = summary('arrives', { state: 'new', runs: 1, flakyRate: null, p50: null });
const gone = summary('left', { gone: true, failingStreak: 3, lastStatus: 'failed', flakyRuns: 2 });
const all = [summary('rests'), broken, failing, flaky, slower, young, gone];

async function digestOf(
	summaries: TestSummary[],
	maxTests = 10,
	title: string | null = null,
): Promise<Digest> {
	return await buildDigest(summaries, { title, maxTests }, NOW, atOnce);
}

function shown({ lists }: Digest): Record<string, string[]> {
	return Object.fromEntries(
		lists.map(({ heading, entries }) => [heading, entries.map(({ name, text }) => `${name}: ${text}`)]),
	);
}

describe('the content', () => {
	test('counts what fails, is flaky, slower or gone', async () => {
		expect((await digestOf(all)).sentences).toEqual([
			'7 tests of main, seen from 2026-11-09 to 2026-11-22.',
			'2 tests fail: 1 broken, 1 for the first time in a row.',
			'1 test was flaky.',
			'1 test became slower.',
			'1 test is no longer run, and not listed.',
		]);
	});

	test('lists the worst first, and none that is gone', async () => {
		expect(shown(await digestOf(all))).toEqual({
			'Longest failing': [
				'checkout > pays: failing since 6 runs, 6 days',
				'checkout > logs in: first failure in a row',
			],
			'Most flaky': ['checkout > wobbles: 4 of 20 runs (20%)'],
			'Slower than before': ['checkout > crawls: 12 s, 95 % within 30 s, lately 40 % longer'],
			Slowest: [
				'checkout > crawls: 12 s, 95 % within 30 s, lately 40 % longer',
				...['pays', 'logs in', 'rests', 'wobbles'].map((title) => `checkout > ${title}: 1 s`),
			],
		});
	});

	test('says what is not known, and never calls it none', async () => {
		const unknown = summary('hides', {
			...{ p50: null, flakyRate: null, state: null, firstSeenAt: null, lastSeenAt: null, branch: null },
		});
		const { sentences, lists } = await digestOf([unknown]);

		expect(sentences.slice(0, 2)).toEqual([
			'1 test, when they ran is not known.',
			'No test is known to fail.',
		]);
		expect(lists.map(({ none, note }) => [none, note])).toEqual([
			[
				'No test is known to fail.',
				'When the runs of 1 test ended is not known, so it is not known whether they fail now.',
			],
			['No test was seen to be flaky.', '1 test has fewer than 5 runs, too few for a flaky rate.'],
			['Not known.', null],
			['Not known.', 'How long 1 test takes is not known: that needs 5 passed runs.'],
		]);
	});

	test('a test without a title has its key for a name; several branches are told apart', async () => {
		const nameless = summary('0123456789abcdef', { title: null, suite: null, p50: 9_000, branch: 'next' });
		const { lists } = await digestOf([nameless, slower]);

		expect(lists[3].entries.map(({ name }) => name)).toEqual([
			'checkout > crawls (main)',
			'test 0123456789abcdef (next)',
		]);
	});

	test.each([
		['no key', { testKey: '' }],
		['no run', { lastRunKey: null }],
		['no status', { lastStatus: '' }],
		['no number of runs', { runs: '20' }],
		['a run', { testKey: undefined, counts: {} }],
	])('an item with %s is no summary', (_, facts) => {
		expect(readSummary({ ...summary('pays'), ...facts })).toBeNull();
	});

	test('the lists of many tests are those of all of them sorted', async () => {
		const many = Array.from({ length: 2_000 }, (_, index) =>
			summary(`t${index}`, { flakyRuns: (index * 7_919) % 2_003, flakyRate: 0.5 }),
		);
		const { lists } = await digestOf(many, 5);
		const expected = many
			.map(({ flakyRuns }) => flakyRuns)
			.sort((a, b) => b - a)
			.slice(0, 5);

		expect(lists[1].entries.map(({ text }) => Number(text.split(' ')[0]))).toEqual(expected);
		expect(lists[1].total).toBe(1_999);
	});
});

const ids = formatList.map(({ id }) => id);
const pages = ids.filter((id) => !['text', 'ctrf', 'junit'].includes(id));

async function words(summaries: TestSummary[], id: FormatId, maxTests?: number): Promise<string> {
	return readable(await writeDigest(await digestOf(summaries, maxTests, 'This week'), id, SETTINGS));
}

test.each(pages)('%s shows all of it', async (id) => {
	const written = await words(all, id);
	const { sentences, lists } = await digestOf(all);

	const listed = lists.flatMap(({ heading, entries, note }) => [
		heading,
		...entries.flatMap(({ name, text }) => [name, text]),
		...(note === null ? [] : [note]),
	]);
	for (const said of ['This week', ...sentences, ...listed])
		expect([id, written]).toEqual([id, expect.stringContaining(said)]);
});

test.each(pages)('%s says how many tests are not shown, and that there are none', async (id) => {
	expect(await words(all, id, 1)).toContain('… and 1 more test.');
	expect(await words([slower], id)).toContain('No test was seen to be flaky.');
});

test('the line of text names the worst', async () => {
	const digest = await digestOf(all);
	const { text } = await writeDigest(digest, 'slack', SETTINGS);

	expect(text).toContain('2 tests fail: 1 broken, 1 for the first time in a row.');
	expect(text).toContain('Longest failing: checkout &gt; pays (failing since 6 runs, 6 days).');
	expect((await writeDigest(digest, 'text', SETTINGS)).text.length).toBeLessThanOrEqual(140);
});

test.each(['junit', 'ctrf'] as const)(
	'%s has every test that is still run, with its newest result',
	async (id) => {
		const { file } = await writeDigest(await digestOf(all), id, SETTINGS);
		const content = file?.content ?? '';

		for (const said of ['pays', 'failing since 6 runs, 6 days', 'rests', 'crawls', 'arrives'])
			expect(content).toContain(said);
		expect(content).not.toContain('left');
		expect(content).toMatch(id === 'junit' ? /<testsuites name="Test digest"/ : /"CTRF"/);
		expect(content).toMatch(id === 'junit' ? / failures="1" errors="1"/ : /"failed":2/);
	},
);

const hostileSummaries = fc
	.array(fc.tuple(hostileText, hostileText, hostileText), { minLength: 1, maxLength: 40 })
	.map((texts) =>
		texts.map(([title, suite, branch], index) =>
			summary(`k${index}`, { ...broken, ...flaky, title, suite, branch, failingStreak: 5, slower: true }),
		),
	);
const RUNS = { numRuns: 40 };

test('hostile names of tests stay names, and every receiver takes the message', async () => {
	await fc.assert(
		fc.asyncProperty(hostileSummaries, hostileText, async (summaries, title) => {
			const digest = await digestOf(summaries, 40, title);
			const fields = async (id: FormatId) =>
				(await writeDigest(digest, id, SETTINGS)) as Record<string, unknown>;
			const slack = (await fields('slack')).message as { blocks: unknown[] };
			const discord = (await fields('discord')).message as { embeds: DiscordEmbed[] };
			const jira = await fields('jira');

			expect(blockViolations(slack.blocks)).toEqual([]);
			expect(teamsViolations((await fields('teams')).message as object)).toEqual([]);
			expect(discordViolations(discord)).toEqual([]);
			expect(discord.embeds.flatMap(readTexts).flatMap(actingMarks)).toEqual([]);
			expect(adfViolations(jira.adf as never)).toEqual([]);
			expect(String(jira.summary).length).toBeLessThanOrEqual(255);
			expect(String((await fields('markdown')).markdown).length).toBeLessThanOrEqual(60_000);
		}),
		RUNS,
	);
});

test('hostile names change nothing in the page, which has no script and loads nothing', async () => {
	await fc.assert(
		fc.asyncProperty(hostileSummaries, async (summaries) => {
			const harmless = summaries.map((one) => ({ ...one, title: 'Aword', suite: 'Aword' }));
			const page = async (some: TestSummary[]) =>
				(await writeDigest(await digestOf(some, 40), 'html', SETTINGS)).file?.content ?? '';
			const html = await page(summaries);

			expect(skeletonOf(html, 'page')).toEqual(skeletonOf(await page(harmless), 'page'));
			expect(html.length).toBeLessThanOrEqual(100_000);
			const names = elementsOf(html, 'page').map(({ name }) => name);
			expect(names.filter((name) => ['script', 'img', 'link', 'iframe', 'a'].includes(name))).toEqual([]);
		}),
		RUNS,
	);
});

test('the charts have a text beside them', async () => {
	const { file } = await writeDigest(await digestOf(all), 'html', SETTINGS);
	const elements = elementsOf(file?.content ?? '', 'page');
	const charts = elements.filter(({ name }) => name === 'svg');

	expect(charts.length).toBeGreaterThan(5);
	for (const { attributes } of charts)
		expect(attributes['aria-hidden'] ?? attributes['aria-label']).toMatch(
			/^true$|^Tests by state\. Broken: 1/,
		);
	expect(looseText(file?.content ?? '')).toContain('failing since 6 runs, 6 days');
});
