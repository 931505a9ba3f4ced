import * as fc from 'fast-check';

import { htmlPage, mailFields } from '../../../../core/reports/html';
import { line, safeUrl } from '../../../../core/reports/clean';
import { buildReport } from '../../../../core/reports/report';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { elementsOf, skeletonOf } from './dom';
import { harmless, hostileRun, reportOn, RUNS } from './hostile';

const failedRun = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3 },
	durationMs: 185_000,
	branch: 'main',
	failures: [
		sampleFailure('pays with card', { change: 'new', attempts: 3, durationMs: 1500 }),
		sampleFailure('logs in', { change: 'stillFailing', url: 'https://example.com/tests/2', durationMs: 300 }),
	],
});

const texts = (html: string, name: string) =>
	elementsOf(html, 'page')
		.filter((element) => element.name === name)
		.map(({ text }) => text);

async function historyOf(count: number): Promise<string> {
	const runs = Array.from({ length: count }, (_, index) =>
		sampleRun({
			id: `run-${index}`,
			name: `Night ${index}`,
			status: index % 3 === 1 ? 'timedOut' : 'finished',
			counts: { total: 5, passed: index % 3 === 0 ? 5 : 4, failed: index % 3 === 2 ? 1 : 0 },
			startedAt: Date.UTC(2026, 0, 100 - index),
			durationMs: 1000 * (index + 1),
		}),
	);
	const sources = runs.map((run) => ({ run, decision: null }));
	return await htmlPage(await buildReport(sources, { title: null, maxFailures: 20, includeStack: false }));
}

test('is one page that loads and runs nothing', async () => {
	const html = await htmlPage(await reportOn(failedRun));
	const elements = elementsOf(html, 'page');

	expect(html.startsWith('<!DOCTYPE html>')).toBe(true);
	expect(
		elements.filter(({ name }) => ['script', 'link', 'img', 'iframe', 'object', 'base'].includes(name)),
	).toEqual([]);
	expect(
		elements
			.flatMap(({ attributes }) => Object.keys(attributes))
			.filter((name) => /^on|^src$|^style$/.test(name)),
	).toEqual([]);
	expect(html).not.toMatch(/url\(|@import/);
	const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
	expect(policy?.attributes.content).toBe("default-src 'none'; style-src 'unsafe-inline'");
	expect(elements.find(({ name }) => name === 'html')?.attributes.lang).toBe('en');
	expect(elements.some(({ attributes }) => attributes.name === 'viewport')).toBe(true);
});

test('tells verdict, reason, counts, facts and failures', async () => {
	const html = await htmlPage(await reportOn(failedRun));

	expect(texts(html, 'h1')).toEqual(['Nightly']);
	expect(texts(html, 'article')[0]).toMatch(/Failed.*3 of 12 tests failed\./s);
	expect(texts(html, 'dd')).toEqual(['75%', '3 min 5 s', 'main']);
	expect(texts(html, 'summary')).toEqual([
		'checkout > pays with cardnew3 attempts',
		'checkout > logs instill failing',
	]);
	expect(texts(html, 'pre')).toEqual(['boom', 'boom']);
	expect(texts(html, 'article')[0]).toContain('3 failed tests are counted, but only 2 could be read.');
	const links = elementsOf(html, 'page').filter(({ name }) => name === 'a');
	expect(links.map(({ attributes }) => attributes.href)).toEqual([
		'https://example.com/runs/1',
		'https://example.com/tests/2',
	]);
});

test.each<[TestRun, string]>([
	[sampleRun({ status: 'timedOut', counts: { total: 4, passed: 4, failed: 0 } }), 'inconclusive'],
	[sampleRun({ status: 'running' }), 'pending'],
	[sampleRun({ counts: { total: 4, passed: 4, failed: 0 } }), 'passed'],
])('shows a verdict in its own colour and words', async (run, verdict) => {
	const badge = elementsOf(await htmlPage(await reportOn(run)), 'page').find(({ attributes }) =>
		attributes.class?.startsWith('verdict'),
	);
	expect(badge?.attributes.class).toBe(`verdict ${verdict}`);
	expect(badge?.text).toBe(
		{ inconclusive: 'Inconclusive', pending: 'Still running', passed: 'Passed' }[verdict],
	);
});

test('lists very many failures in their order, the first of them open', async () => {
	const names = Array.from({ length: 1_000 }, (_, index) => `test ${index}`);
	const failures = names.map((name) => sampleFailure(name, { suite: null }));
	const sources = [{ run: sampleRun({ failures }), decision: null }];
	const html = await htmlPage(
		await buildReport(sources, { title: null, maxFailures: 1_000, includeStack: false }),
	);
	const details = elementsOf(html, 'page').filter(({ name }) => name === 'details');

	expect(texts(html, 'summary')).toEqual(names);
	expect(details.map(({ attributes }) => 'open' in attributes)).toEqual(names.map((_, index) => index === 0));
});

test('failures follow the verdict, as phones and mail programs display them', async () => {
	const html = await htmlPage(await reportOn(failedRun));
	const parts = elementsOf(html, 'page')
		.map(({ attributes }) => (attributes.class ?? '').split(' ').at(-1) ?? '')
		.filter((name) => ['head', 'failing', 'result', 'facts'].includes(name));

	expect(parts).toEqual(['head', 'failing', 'result', 'facts']);
});

test('closed failures are printed, too, and always in light colours', async () => {
	const style = texts(await htmlPage(await reportOn(failedRun)), 'style')[0];
	const [, print] = style.split('@media print');

	expect(print).toMatch(/details::details-content \{ content-visibility: visible; display: block; \}/);
	expect(print).not.toMatch(/\.card \{[^}]*break-inside/);
	expect(style.match(/@media.*prefers-color-scheme: dark/g)).toEqual([
		'@media screen and (prefers-color-scheme: dark',
	]);
});

test('a page that is too long for an e-mail has fewer failures there, and says so', async () => {
	const failures = Array.from({ length: 1_000 }, (_, index) => sampleFailure(`test ${index}`));
	const long = sampleRun({ counts: { total: 1_000, passed: 0, failed: 1_000 }, failures });
	for (const [run, isCut] of [
		[failedRun, false],
		[long, true],
	] as const) {
		const report = await reportOn(run, { maxFailures: 1_000 });
		const page = await htmlPage(report);
		const { html } = (await mailFields(page, report, async () => await Promise.resolve())) as {
			html: string;
		};

		expect(html.length).toBeLessThanOrEqual(100_000);
		expect(html === page).toBe(!isCut);
		expect(/… and \d+ more failed tests\./.test(html)).toBe(isCut);
	}
});

test('an e-mail has as many failures as there is room for, however short they are', async () => {
	const count = 3_000;
	const failures = Array.from({ length: count }, () =>
		sampleFailure('a', { suite: null, file: null, error: { message: 'b', stack: null } }),
	);
	const report = await reportOn(sampleRun({ counts: { total: count, failed: count }, failures }), {
		maxFailures: count,
	});
	const page = await htmlPage(report);
	const { html } = (await mailFields(page, report, () => undefined)) as { html: string };
	const entries = html.match(/<li><details>.*\n/g) ?? [];

	expect(html.length).toBeLessThanOrEqual(100_000);
	expect(html.length + (entries.at(-1)?.length ?? 0)).toBeGreaterThan(100_000);
});

test('shows nothing where nothing is known, never 0', async () => {
	const html = await htmlPage(await reportOn(sampleRun({ name: 'Nightly', platformVerdict: 'passed' })));

	expect(texts(html, 'article')[0]).not.toMatch(/\d/);
	expect(elementsOf(html, 'page').filter(({ attributes }) => attributes.class === 'donut')).toEqual([]);
});

test('draws several runs in the order of time, each with words for those who do not see it', async () => {
	const html = await historyOf(4);
	const [chart] = elementsOf(html, 'page').filter(({ attributes }) => attributes.role === 'img');

	expect(chart.attributes['aria-label']).toMatch(
		/^Runs from the oldest to the newest\. Passed, 4 s, 2026-04-07 00:00 UTC; Failed, 3 s.*; Inconclusive, 2 s.*; Passed, 1 s/,
	);
	expect(texts(html, 'title').slice(1)).toHaveLength(4);
	expect(texts(html, 'h1')).toEqual(['4 test runs']);
	expect(texts(html, 'h2')).toEqual(['Night 0', 'Night 1', 'Night 2', 'Night 3']);
});

test('tells at most 100 runs one by one, those that failed first, and counts the rest', async () => {
	const html = await historyOf(150);

	expect(texts(html, 'article')).toHaveLength(100);
	expect(html).toContain('… and 50 more runs.');
	expect(texts(html, 'article').filter((text) => text.includes('Failed')).length).toBe(50);
});

test('nothing that a platform tells acts as markup', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (run) => {
			const html = await htmlPage(await reportOn(run));
			expect(skeletonOf(html, 'page')).toEqual(
				skeletonOf(await htmlPage(await reportOn(harmless(run))), 'page'),
			);
			const allowed = [run.url, ...(run.failures ?? []).map(({ url }) => url)].map(safeUrl);
			for (const { name, attributes } of elementsOf(html, 'page')) {
				if (name === 'a') expect(allowed).toContain(attributes.href);
			}
			expect(texts(html, 'dd')).toContain(line(run.branch ?? '', 200));
		}),
		RUNS,
	);
});
