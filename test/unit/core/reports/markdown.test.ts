import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import { safeUrl } from '../../../../core/reports/clean';
import { markdownComment } from '../../../../core/reports/markdown';
import { buildReport } from '../../../../core/reports/report';
import { sampleFailure, sampleRun } from '../sampleRun';
import { commentsOf, elementsOf, looseText, skeletonOf } from './dom';
import {
	harmless,
	hostileRun,
	hostileText,
	NAMED_ATTACKS,
	reportOn,
	RUNS,
	withoutUnprintable,
} from './hostile';

/** CommonMark with tables, strikethrough, raw HTML and automatic links, as on GitHub and GitLab. */
const markdownIt = new MarkdownIt({ html: true, linkify: true });
const rendered = (markdown: string) => markdownIt.render(markdown);

const run = sampleRun({
	name: 'Nightly',
	project: { id: 'shop', name: 'Shop' },
	url: 'https://example.com/runs/1?a=1&copy=2',
	counts: { total: 12, passed: 9, failed: 3 },
	branch: 'main',
	failures: [
		sampleFailure('pays | with `card`', { change: 'new', error: { message: 'no ``` button', stack: null } }),
	],
});

test('is a comment with a marker, a table, details and what is left out', async () => {
	const { markdown, marker } = await markdownComment(await reportOn(run), null);

	expect(markdown).toBe(
		[
			marker,
			'### ❌ Failed: Nightly',
			'- 3 of 12 tests failed&#46;',
			'| Passed | Failed | Total |\n| --- | --- | --- |\n| 9 | 3 | 12 |',
			'Pass rate `75%` · Branch `main` · Project `Shop` · [Open the run](<https://example.com/runs/1?a=1&amp;copy=2>)',
			'<details><summary><code>checkout &#62; pays | with `card`</code> (new)</summary>',
			'`tests/checkout.spec.ts`',
			'````text\nno ``` button\n````',
			'</details>',
			'3 failed tests are counted, but only 1 could be read.',
		].join('\n\n'),
	);
	const html = rendered(markdown);
	expect(elementsOf(html, 'fragment').find(({ name }) => name === 'a')?.attributes.href).toBe(
		'https://example.com/runs/1?a=1&copy=2',
	);
});

describe('the marker', () => {
	test('is the first line and the same for every run of a project', async () => {
		const later = { ...run, id: 'run-2', key: 'currents:run-2', name: 'Other', branch: 'x' };
		const [first, second] = await Promise.all(
			[run, later].map(async (one) => await markdownComment(await reportOn(one), null)),
		);

		expect(first.marker).toBe('<!-- test-run-report:currents:shop -->');
		expect(second.marker).toBe(first.marker);
		expect(first.markdown.split('\n')[0]).toBe(first.marker);
	});

	test('names each project once over several runs', async () => {
		const sources = ['b', 'a', 'b'].map((id) => ({
			run: { ...run, project: { id, name: null } },
			decision: null,
		}));
		const report = await buildReport(sources, { title: null, maxFailures: 20, includeStack: false });

		expect((await markdownComment(report, null)).marker).toBe(
			'<!-- test-run-report:currents:a+currents:b -->'.replace('+', '%2B'),
		);
	});

	test('takes a name of the user, and never ends early', async () => {
		expect((await markdownComment(await reportOn(run), 'web smoke')).marker).toBe(
			'<!-- test-run-report:web%20smoke -->',
		);
		await fc.assert(
			fc.asyncProperty(hostileText, async (name) => {
				const { markdown, marker } = await markdownComment(await reportOn(run), name);
				expect(commentsOf(rendered(markdown))).toEqual([marker.slice(4, -3)]);
				expect(marker).toMatch(/^<!-- test-run-report:[\w.:/%~*'()-]+ -->$/);
				expect(marker.slice(4, -3)).not.toContain('--');
			}),
			RUNS,
		);
	});

	test('differs for names that differ', async () => {
		const names = ['проект', 'тест-а', 'a b', 'a_b', 'a--b', 'a-b', '👍', '👎'];
		const report = await reportOn(run);
		const comments = await Promise.all(names.map(async (name) => await markdownComment(report, name)));
		expect(new Set(comments.map(({ marker }) => marker)).size).toBe(names.length);
	});
});

test('shows several runs in a table', async () => {
	const sources = [run, sampleRun({ name: 'Smoke | a', platformVerdict: 'passed' })].map((one) => ({
		run: one,
		decision: null,
	}));
	const report = await buildReport(sources, { title: null, maxFailures: 20, includeStack: false });
	const cells = elementsOf(rendered((await markdownComment(report, null)).markdown), 'fragment')
		.filter(({ name }) => name === 'td')
		.map(({ text }) => text);

	expect(cells).toEqual(['Nightly', '❌ Failed', '9', '3', '12', 'Smoke | a', '✅ Passed', '–', '–', '–']);
});

test('nothing that a platform tells acts as Markdown, HTML, a link or a mention', async () => {
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const html = rendered((await markdownComment(await reportOn(hostile), 'm')).markdown);
			const expected = rendered((await markdownComment(await reportOn(harmless(hostile)), 'm')).markdown);
			expect(skeletonOf(html, 'fragment')).toEqual(skeletonOf(expected, 'fragment'));
			const allowed = [hostile.url, ...(hostile.failures ?? []).map(({ url }) => url)].map(safeUrl);
			for (const { name, attributes } of elementsOf(html, 'fragment')) {
				if (name === 'a')
					expect(allowed.map((one) => one && encodeURI(decodeURI(one)))).toContain(
						encodeURI(decodeURI(attributes.href)),
					);
			}
			expect(looseText(html)).not.toMatch(/@[\w"]|#[\w"]|GH-\d|[!%~$][\w"]|:\/\/|www\./i);
		}),
		RUNS,
	);
});

test.each(NAMED_ATTACKS)('shows a title letter by letter: %j', async (_name, attack) => {
	const title = attack.slice(0, 150);
	const html = rendered(
		(
			await markdownComment(
				await reportOn({ ...run, failures: [sampleFailure(title, { suite: null })] }),
				null,
			)
		).markdown,
	);
	const [summary] = elementsOf(html, 'fragment').filter(({ name }) => name === 'summary');

	expect(summary.text).toBe(withoutUnprintable(title).replace(/\s+/g, ' ').trim());
});

test('stays within the length of a comment by leaving failures out, and says so', async () => {
	const failures = Array.from({ length: 1000 }, (_, index) =>
		sampleFailure(`test ${index}`, { error: { message: `${'<&`@ '.repeat(2000)}`, stack: null } }),
	);
	const long = { ...run, failures, counts: { ...run.counts, failed: 1000 } };
	const { markdown } = await markdownComment(await reportOn(long, { maxFailures: 1000 }), null);

	expect(markdown.length).toBeLessThanOrEqual(60_000);
	expect(markdown.length).toBeGreaterThan(40_000);
	const shown = markdown.match(/<details>/g)?.length ?? 0;
	expect(markdown).toContain(`… and ${1000 - shown} more failed tests.`);
});
