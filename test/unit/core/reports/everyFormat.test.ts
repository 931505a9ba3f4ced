/** What each format shows, whatever it looks like. */
import { formatList, type FormatId } from '../../../../core/reports';
import { buildReport, type Report } from '../../../../core/reports/report';
import { writeReport } from '../../../../core/reports/writeReport';
import { sampleFailure, sampleRun } from '../sampleRun';

const SETTINGS = { marker: null, isTitled: false, includeStack: false };
const OPTIONS = { title: null, maxFailures: 20, includeStack: false };

/** What a format has room for: a page for people, one line, or only the tests themselves. */
const ROOM: Record<FormatId, 'page' | 'line' | 'tests'> = {
	ctrf: 'tests',
	discord: 'page',
	html: 'page',
	jira: 'page',
	junit: 'page',
	markdown: 'page',
	slack: 'page',
	teams: 'page',
	text: 'line',
};

const ids = formatList.map(({ id }) => id);
const whole = ids.filter((id) => ROOM[id] === 'page');

/** The format's words as a person reads them: without escapes of the format. */
async function readable(report: Report, id: FormatId, isTitled = false): Promise<string> {
	const { file, text, ...own } = await writeReport(report, id, { ...SETTINGS, isTitled });
	// Every format has the common text; what counts is what it adds.
	const written = file?.content ?? JSON.stringify(id === 'text' ? text : own);
	return written
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/&(gt|lt|amp);/g, (_, name: string) => ({ gt: '>', lt: '<', amp: '&' })[name] ?? '')
		.replace(/\\"/g, '"')
		.replace(/\\\\([^A-Za-z0-9\s])/g, '$1')
		.replaceAll('\u2060', '');
}

const nightly = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	branch: 'main',
	environment: 'staging',
	counts: { total: 12, passed: 8, failed: 3 },
	failures: [
		sampleFailure('pays', { change: 'new', error: { message: 'No such coupon', stack: null } }),
		sampleFailure('waits', { change: 'notRun' }),
		sampleFailure('wobbles', { flaky: true }),
	],
	failuresNote: 'The rest could not be read.',
});
const decision = { verdict: 'failed' as const, reasons: ['3 failures, at most 0 allowed.'] };

test.each(whole)('%s shows all that is known of a run', async (id) => {
	const words = await readable(await buildReport([{ run: nightly, decision }], OPTIONS), id);

	for (const said of [
		'Nightly',
		'Failed',
		'3 failures, at most 0 allowed.',
		'The run itself: failed. 3 of 12 tests failed',
		'https://example.com/runs/1',
		'main',
		'staging',
		'12',
		'pays',
		'new',
		'No such coupon',
		'The rest could not be read.',
	])
		expect([id, words]).toEqual([id, expect.stringContaining(said)]);
});

test.each(ids.filter((id) => ROOM[id] !== 'tests'))('%s says the verdict of several runs', async (id) => {
	const sources = [nightly, sampleRun({ name: 'Smoke', status: 'timedOut' })].map((run) => ({
		run,
		decision: null,
	}));
	const words = await readable(await buildReport(sources, OPTIONS), id);

	if (ROOM[id] === 'line') return expect(words).toContain('1 of 2 runs failed, 1 is inconclusive: Nightly');
	for (const name of ['2 test runs', 'Nightly', 'Smoke', 'The run timed out.']) expect(words).toContain(name);
});

const waiting = sampleFailure('pays', {
	error: {
		message: `Timed out waiting for expect(locator).toHaveText()\n\nLocator: getByTestId('total')\nReceived: ${'x'.repeat(4_000)}\nExpected: 42 EUR`,
		stack: null,
	},
});

test.each(ids)('%s names what was awaited, and what was expected', async (id) => {
	const run = sampleRun({ counts: { total: 2, passed: 1, failed: 1 }, failures: [waiting] });
	const words = await readable(await buildReport([{ run, decision: null }], OPTIONS), id);

	for (const said of ["getByTestId('total')", '42 EUR']) expect(words).toContain(said);
});

test.each(ids)('%s tells two failures of one name apart', async (id) => {
	const failures = ['Firefox', 'WebKit'].map((group) => sampleFailure('pays', { group }));
	const run = sampleRun({ counts: { total: 2, passed: 0, failed: 2 }, failures });
	const words = await readable(await buildReport([{ run, decision: null }], OPTIONS), id);

	for (const said of ['pays', 'Firefox', 'WebKit']) expect(words).toContain(said);
});

test.each(whole)('%s names tests that are no failures', async (id) => {
	const words = await readable(await buildReport([{ run: nightly, decision: null }], OPTIONS), id);

	for (const said of ['Not run this time', 'waits', 'Flaky', 'wobbles'])
		expect([id, words]).toEqual([id, expect.stringContaining(said)]);
});

const pieces = {
	name: 'Nightly',
	commit: { sha: 'f00', message: 'Offer saved cards', author: null },
	project: { id: 'p1', name: 'Web shop' },
	branch: 'main',
	buildId: '812',
};
/** What a run is called that lacks the first of these pieces, then the first two, and so on. */
const TITLES: Array<[missing: number, title: string]> = [
	[0, 'Nightly'],
	[1, 'Offer saved cards'],
	[2, 'Web shop, main, build 812'],
	[3, 'main, build 812'],
	[4, 'Currents build 812'],
	[5, 'Currents run 5abfa74c'],
];

test.each(ids.flatMap((id) => TITLES.map(([missing, title]) => [id, title, missing] as const)))(
	'%s calls a run %s',
	async (id, title, missing) => {
		const known = Object.fromEntries(Object.entries(pieces).slice(missing));
		const run = sampleRun({ id: '5abfa74c8e1d4f0b9c2a6d3e7f809152', ...known });
		const sources = [run, sampleRun({ name: 'Smoke' })].map((one) => ({ run: one, decision: null }));

		for (const some of [sources.slice(0, 1), sources]) {
			const words = await readable(await buildReport(some, OPTIONS), id, true);

			expect([id, words]).toEqual([id, expect.stringContaining(title)]);
			expect(words).not.toContain(run.id);
		}
	},
);

test.each(ids.flatMap((id) => [-5_000, 1.7e12, 1e300].map((durationMs) => [id, durationMs] as const)))(
	'%s shows no duration of %d ms, which nothing can have taken',
	async (id, durationMs) => {
		const made = (duration: number | null) => [
			{
				run: {
					...sampleRun({ failures: [sampleFailure('a', { durationMs: duration }), sampleFailure('b')] }),
					durationMs: duration,
				},
				decision: null,
			},
		];
		const words = await readable(await buildReport(made(durationMs), OPTIONS), id);

		expect(words).toBe(await readable(await buildReport(made(null), OPTIONS), id));
	},
);
