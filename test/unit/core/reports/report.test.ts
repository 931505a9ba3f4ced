import { buildReport, type ReportOptions } from '../../../../core/reports/report';
import { durationInWords } from '../../../../core/reports/words';
import { shortText } from '../../../../core/reports/shortText';
import { moreFailures } from '../../../../core/reports/leftOut';
import { htmlPage } from '../../../../core/reports/html';
import { jiraIssue } from '../../../../core/reports/jira';
import { junitXml } from '../../../../core/reports/junit';
import { markdownComment } from '../../../../core/reports/markdown';
import { slackMessage } from '../../../../core/reports/slack';
import { clean, clip, line, safeUrl } from '../../../../core/reports/clean';
import { problemsOf } from '../../../../core/reports/tickets';
import type { TestFailure, TestRun, Verdict } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

const OPTIONS: ReportOptions = { title: null, maxFailures: 20, includeStack: false };

const failed = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3 },
	failures: [sampleFailure('pays'), sampleFailure('logs in')],
});

const report = async (run: TestRun, options: Partial<ReportOptions> = {}) =>
	await buildReport([{ run, decision: null }], { ...OPTIONS, ...options });

describe('the decision', () => {
	it('is that of the gate where there is one; the run has its say after it', async () => {
		const decision = { verdict: 'passed' as const, reasons: ['3 failures, at most 5 allowed.'] };
		const { verdict, reasons, runs } = await buildReport([{ run: failed, decision }], OPTIONS);

		expect({ verdict, reasons }).toEqual(decision);
		expect(runs[0].ownVerdict).toBe('The run itself: failed. 3 of 12 tests failed.');
	});

	it('is not said twice', async () => {
		const decision = { verdict: 'failed' as const, reasons: [failed.verdictReason] };
		expect((await buildReport([{ run: failed, decision }], OPTIONS)).runs[0].ownVerdict).toBeNull();
		expect((await report(failed)).runs[0].ownVerdict).toBeNull();
	});

	it('is no pass when the item was changed into one', async () => {
		expect((await report({ ...failed, verdict: 'passed' })).verdict).toBe('failed');
		expect((await report({ ...sampleRun({ status: 'timedOut' }), verdict: 'passed' })).verdict).toBe(
			'inconclusive',
		);
	});

	it.each<[Verdict[], Verdict, string]>([
		[['passed', 'passed'], 'passed', 'All 2 runs passed.'],
		[['passed', 'inconclusive'], 'inconclusive', '1 of 2 runs is inconclusive: Run 1'],
		[['pending', 'inconclusive'], 'pending', '1 of 2 runs is still running, 1 is inconclusive: Run 0'],
		[
			['passed', 'failed', 'failed', 'pending'],
			'failed',
			'2 of 4 runs failed, 1 is still running: Run 1, Run 2',
		],
	])('over runs that are %j is %s', async (verdicts, expected, reason) => {
		const sources = verdicts.map((verdict, index) => ({
			run: sampleRun({ name: `Run ${index}` }),
			decision: { verdict, reasons: ['x'] },
		}));
		const { verdict, reasons, url, title } = await buildReport(sources, OPTIONS);
		expect({ verdict, reasons, url, title }).toEqual({
			verdict: expected,
			reasons: [reason],
			url: null,
			title: `${verdicts.length} test runs`,
		});
	});
});

describe('a run in doubt', () => {
	const doubted = { ...failed, doubt: 'It could not be read.' };

	it('says so behind its reasons, once', async () => {
		const reasons = ['3 of 12 tests failed.', 'In doubt: It could not be read.'];
		const decision = { verdict: 'failed' as const, reasons: ['5 failures.', reasons[1]] };

		expect(await report(doubted)).toMatchObject({ reasons, doubts: [reasons[1]] });
		expect((await buildReport([{ run: doubted, decision }], OPTIONS)).reasons).toEqual(decision.reasons);
		expect(
			(await buildReport([{ run: doubted, decision: { ...decision, reasons: [] } }], OPTIONS)).reasons,
		).toEqual(['The verdict is failed.', reasons[1]]);
	});

	it('is never cut off by many reasons', async () => {
		const reasons = Array.from({ length: 20 }, (_, index) => `Reason ${index}.`);
		const decision = { verdict: 'failed' as const, reasons };

		expect((await buildReport([{ run: doubted, decision }], OPTIONS)).reasons.at(-1)).toMatch(/^In doubt/);
	});

	it('is counted among several', async () => {
		const sources = [failed, doubted, doubted].map((run) => ({ run, decision: null }));

		expect((await buildReport(sources, OPTIONS)).reasons.at(-1)).toBe('2 runs are in doubt.');
	});

	it.each([
		['in doubt', doubted, 'In doubt: It could not be read.'],
		['without its failures', { ...failed, failures: null, failuresNote: 'Not readable.' }, 'Not readable.'],
	])('%s says so in every format', async (_, run, words) => {
		const told = await report(run);
		const all = {
			html: await htmlPage(told),
			jira: JSON.stringify(await jiraIssue(told, false)),
			junit: await junitXml(told),
			markdown: unescaped((await markdownComment(told, null)).markdown),
			slack: JSON.stringify((await slackMessage(told, false)).blocks),
			slackText: (await slackMessage(told, false)).text,
			text: shortText(told, 300, true),
		};

		for (const [format, text] of Object.entries(all))
			expect([format, text]).toEqual([format, expect.stringContaining(words)]);
	});
});

/** Markdown as it is read: punctuation stands in it as references. */
function unescaped(markdown: string): string {
	return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('the failures', () => {
	it('come new ones first; what is no failure of the run comes apart', async () => {
		const failures = [
			sampleFailure('flaky', { flaky: true }),
			sampleFailure('still', { change: 'stillFailing' }),
			sampleFailure('back', { change: 'recovered' }),
			sampleFailure('gone', { change: 'notRun' }),
			sampleFailure('new', { change: 'new' }),
		];
		const [run] = (await report({ ...failed, failures })).runs;
		expect(run.failures.map(({ title, badges }) => [title, badges])).toEqual([
			['new', ['new']],
			['still', ['still failing']],
		]);
		expect(run.failureTotal).toBe(failed.counts.failed);
		expect(run.asides).toEqual([
			{ label: 'Flaky', names: ['checkout > flaky'] },
			{ label: 'Recovered', names: ['checkout > back'] },
			{ label: 'Not run this time', names: ['checkout > gone'] },
		]);
	});

	const UNREAD = '3 failed tests are counted, but only 2 could be read.';

	it.each<[string, Partial<TestRun>, number, string | null]>([
		['all shown', { counts: { ...failed.counts, failed: 2 }, failuresNote: null }, 20, null],
		['more counted than listed', { failuresNote: null }, 20, '… and 1 more failed test.'],
		['more counted than could be read', {}, 20, UNREAD],
		['more listed than wanted', {}, 1, `… and 2 more failed tests. ${UNREAD}`],
		['none wanted', { failuresNote: null }, 0, '3 failed tests are not listed here.'],
		['not asked for', { failures: null, failuresNote: null }, 20, null],
		[
			'not readable',
			{ failures: null, failuresNote: 'They could not be read.' },
			20,
			'They could not be read.',
		],
		[
			'cut by the platform, number unknown',
			{ counts: { ...failed.counts, failed: null }, failuresTruncated: true, failuresNote: null },
			20,
			'More tests failed than are listed here.',
		],
	])('that are left out are told: %s', async (_, facts, maxFailures, sentence) => {
		expect(moreFailures((await report({ ...failed, ...facts }, { maxFailures })).runs[0])).toBe(sentence);
	});

	it('share one limit over all runs', async () => {
		const sources = [failed, failed].map((run) => ({ run, decision: null }));
		const { runs } = await buildReport(sources, { ...OPTIONS, maxFailures: 3 });
		expect(runs.map(({ failures }) => failures.length)).toEqual([2, 1]);
	});

	it('show the lines that tell the problem, or the stack', async () => {
		const error = { message: 'boom\n\n    at a.ts:1\n    at b.ts:2', stack: 'Error: other\n    at c.ts:3' };
		const run = { ...failed, failures: [sampleFailure('pays', { error })] };
		expect((await report(run)).runs[0].failures[0].error).toBe('boom');
		expect((await report(run, { includeStack: true })).runs[0].failures[0].error).toBe(
			`${error.message}\n${error.stack}`,
		);
	});
});

describe('titles', () => {
	it.each<[Partial<TestRun>, string | null, string]>([
		[{}, 'Mine', 'Mine'],
		[{}, null, 'Nightly'],
		[{}, '\u0000', 'Nightly'],
		[{ name: null, project: { id: 'p', name: 'Shop' } }, null, 'Shop'],
		[{ name: '\u0007', project: null }, null, 'Currents run run-1'],
	])('%j with the title %j: %s', async (facts, title, expected) => {
		expect((await report({ ...failed, ...facts }, { title })).title).toBe(expected);
	});

	it('a test without a visible name still has one', async () => {
		const failures = [sampleFailure('\u0000', { suite: null })];
		expect((await report({ ...failed, failures })).runs[0].failures[0].name).toBe('unnamed test');
	});
});

describe('the short text', () => {
	it.each<[TestRun, string]>([
		[failed, 'Failed: 3 of 12 tests failed: checkout > pays, checkout > logs in'],
		[sampleRun({ counts: { total: 2, passed: 2, failed: 0 } }), 'Passed: All 2 tests passed.'],
		[sampleRun({ status: 'timedOut' }), 'Inconclusive: The run timed out.'],
		[sampleRun({ status: 'running' }), 'Still running: The run is still running.'],
	])('says the verdict and why', async (run, text) => {
		expect(shortText(await report(run), 140, false)).toBe(text);
	});

	it('does not repeat names that the gate has told', async () => {
		const decision = {
			verdict: 'failed' as const,
			reasons: ['2 failures, at most 0 allowed: checkout > pays, …'],
		};
		const text = shortText(await buildReport([{ run: failed, decision }], OPTIONS), 140, false);
		expect(text).toBe('Failed: 2 failures, at most 0 allowed: checkout > pays, …');
	});

	it('is cut to its length', async () => {
		const failures = [sampleFailure('👍'.repeat(300))];
		const text = shortText(await report({ ...failed, failures }), 140, true);
		expect(text.length).toBeLessThanOrEqual(140);
		expect(text).toMatch(/^Failed: Nightly\. 3 of 12 tests failed: .*…$/);
		expect(text).not.toMatch(/\p{Surrogate}/u);
	});
});

describe('facts', () => {
	it('are told when they are known, and only then', async () => {
		const run = sampleRun({
			durationMs: 754_000,
			branch: 'main',
			commit: { sha: '0123456789abcdef', message: 'Fix it\n\nlong story', author: 'x' },
			tags: ['a', 'b'],
			startedAt: '2026-03-01T10:11:12Z',
		});
		expect((await report(run)).runs[0].facts).toEqual([
			{ label: 'Duration', value: '12 min 34 s' },
			{ label: 'Branch', value: 'main' },
			{ label: 'Commit', value: '0123456789 Fix it' },
			{ label: 'Tags', value: 'a, b' },
			{ label: 'Started', value: '2026-03-01 10:11 UTC' },
		]);
		expect((await report(sampleRun())).runs[0].facts).toEqual([]);
	});

	it('show an address that is no safe link as text', async () => {
		const { runs, url } = await report({ ...failed, url: 'javascript:alert(1)' });
		expect(url).toBeNull();
		expect(runs[0].facts).toContainEqual({ label: 'Address', value: 'javascript:alert(1)' });
	});
});

test.each([
	[0, '0 ms'],
	[999, '999 ms'],
	[1000, '1 s'],
	[59_999, '1 min'],
	[61_000, '1 min 1 s'],
	[3_600_000, '1 h'],
	[7_440_000, '2 h 4 min'],
	[172_740_000, '47 h 59 min'],
	[266_400_000, '3 d 2 h'],
	[-1, 'unknown'],
	[1e300, 'unknown'],
	[NaN, 'unknown'],
])('%i ms are %s', (milliseconds, words) => {
	expect(durationInWords(milliseconds)).toBe(words);
});

test.each([
	['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
	['http://[::1]:8080/a|b>c"(d)', 'http://[::1]:8080/a%7Cb%3Ec%22%28d%29'],
	['HTTPS://EXAMPLE.COM', 'https://example.com/'],
	['javascript:alert(1)', null],
	['https://user:secret@example.com/', null],
	['/runs/1', null],
	[`https://example.com/${'x'.repeat(2000)}`, null],
	[null, null],
])('the address %s becomes %s', (given, expected) => {
	expect(safeUrl(given)).toBe(expected);
});

test('texts are cleaned and cut without breaking a character', () => {
	expect(clean('a\r\nb\rc\u0000\u001b[1m\ud800\u202e\ufffe')).toBe('a\nb\nc[1m\ufffd');
	expect(clip('ab👍cd', 4)).toBe('ab…');
	expect(line('a\n\t b\u0085', 10)).toBe('a b');
});

test('problems are told once, with all items that hold them; flaky and recovered tests are none', () => {
	const [pays, logsIn] = [
		sampleFailure('pays', { fingerprint: 'a' }),
		sampleFailure('logs in', { fingerprint: 'b' }),
	];
	const identityOf = ({ testKey, group }: TestFailure) => ({ testKey, group });
	const sources = [
		{ itemIndex: 0, run: failed, failures: [pays, { ...logsIn, flaky: true }, pays] },
		{ itemIndex: 2, run: null, failures: [pays, { ...logsIn, change: 'recovered' as const }] },
		{ itemIndex: 3, run: null, failures: [logsIn] },
	];
	expect(problemsOf(sources)).toEqual([
		{ failure: pays, run: failed, tests: [identityOf(pays)], seenIn: [0, 2] },
		{ failure: logsIn, run: null, tests: [identityOf(logsIn)], seenIn: [3] },
	]);
});
