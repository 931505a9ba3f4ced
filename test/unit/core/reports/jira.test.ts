import * as fc from 'fast-check';

import { safeUrl } from '../../../../core/reports/clean';
import { jiraIssue, jiraTicket } from '../../../../core/reports/jira';
import { buildReport } from '../../../../core/reports/report';
import { problemsOf, type Problem } from '../../../../core/reports/tickets';
import { wikiText } from '../../../../core/reports/wikiText';
import type { TestFailure, TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { adfViolations } from './adfRules';
import { harmless, hostileRun, reportOn, RUNS } from './hostile';

function problem(failure: TestFailure, run: TestRun | null = null): Problem {
	return { failure, run, tests: [failure], seenIn: [0] };
}

const run = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3 },
	branch: 'main',
	failures: [sampleFailure('pays', { url: 'https://example.com/tests/1', attempts: 2 })],
});

/** A document without its texts: what markup in a text would change. */
const skeletonOf = (adf: unknown) =>
	JSON.stringify(adf, (key, value: unknown) =>
		key === 'text' && typeof value === 'string' ? 'text' : value,
	);

const hrefsOf = (adf: unknown) =>
	[...JSON.stringify(adf).matchAll(/"href":("[^"]*")/g)].map(([, url]) => JSON.parse(url) as string);

/** The texts of a document, a line for each paragraph, heading and block of code. */
function linesOf(node: { type: string; text?: string; content?: unknown[] }): string[] {
	if (['paragraph', 'heading', 'codeBlock'].includes(node.type)) {
		return [(node.content as Array<{ text: string }>).map(({ text }) => text).join('')];
	}
	return (node.content ?? []).flatMap((inner) => linesOf(inner as Parameters<typeof linesOf>[0]));
}

test('the issue for a run', async () => {
	const { summary, adf, labels } = await jiraIssue(await reportOn(run), false);

	expect(adfViolations(adf)).toEqual([]);
	expect(summary).toBe('Failed: Nightly. 3 of 12 tests failed: checkout > pays');
	expect(labels).toEqual(['tr-0123456789abcdef', 'tt-fedcba9876543210']);
	expect(linesOf(adf)).toEqual([
		'Failed. 3 of 12 tests failed.',
		...['Passed', 'Failed', 'Total', '9', '3', '12'],
		...['Pass rate: 75%', 'Branch: main'],
		'Open the run',
		'Failed tests',
		'checkout > pays (2 attempts) tests/checkout.spec.ts',
		'boom',
		'3 failed tests are counted, but only 1 could be read.',
	]);
	expect(hrefsOf(adf)).toEqual(['https://example.com/runs/1', 'https://example.com/tests/1']);
});

test('the issue for several runs', async () => {
	const sources = [run, sampleRun({ name: 'Smoke', status: 'timedOut' })].map((one) => ({
		run: one,
		decision: null,
	}));
	const { summary, adf } = await jiraIssue(
		await buildReport(sources, { title: 'Release 1.2', maxFailures: 20, includeStack: false }),
		false,
	);

	expect(adfViolations(adf)).toEqual([]);
	expect(summary).toBe('Failed: Release 1.2. 1 of 2 runs failed, 1 is inconclusive: Nightly');
	expect(linesOf(adf)).toEqual(expect.arrayContaining(['Smoke', 'Inconclusive', '–']));
});

test('the ticket for a failed test', () => {
	const failure = sampleFailure('pays', {
		change: 'new',
		error: { message: 'boom\nat once', stack: 'boom\n  at a.ts:1' },
	});
	const { adf, description, ...ticket } = jiraTicket(problem(failure, run), false);

	expect(adfViolations(adf)).toEqual([]);
	expect(ticket).toEqual({
		title: 'checkout > pays',
		text: 'Failed: checkout > pays: boom',
		url: 'https://example.com/runs/1',
		summary: 'checkout > pays: boom',
		labels: ['tr-0123456789abcdef', 'tt-fedcba9876543210'],
		fingerprint: '0123456789abcdef',
		testKey: 'fedcba9876543210',
		change: 'new',
		jql: 'labels in ("tr-0123456789abcdef", "tt-fedcba9876543210") AND statusCategory != Done ORDER BY created DESC',
	});
	expect(description).toBe(wikiText(adf));
	expect(linesOf(adf)).toEqual([
		...['Test: checkout > pays', 'File: tests/checkout.spec.ts', 'State: new'],
		'boom\nat once',
		...['Seen in', 'Nightly', 'Pass rate: 75%', 'Branch: main'],
	]);
});

test('a ticket without a run or an error, and one with its stack', () => {
	const bare = jiraTicket(problem(sampleFailure('pays', { error: { message: null, stack: null } })), false);
	expect(adfViolations(bare.adf)).toEqual([]);
	expect(bare).toMatchObject({ summary: 'checkout > pays', url: null });
	expect(bare).not.toHaveProperty('change');
	expect(linesOf(bare.adf)).toContain('The platform gave no error text.');

	const failure = sampleFailure('pays', { error: { message: 'boom', stack: 'boom\n  at a.ts:1' } });
	const stack = jiraTicket(problem(failure), true);
	expect(linesOf(stack.adf)).toContain('boom\n  at a.ts:1');
});

test('one ticket holds all groups of a problem, and is found by each of its tests', () => {
	const [firefox, webkit] = ['Firefox', 'WebKit'].map((group, index) =>
		sampleFailure('pays', { group, testKey: `fedcba987654321${index}` }),
	);
	const [found] = problemsOf([
		{ itemIndex: 0, run, failures: [firefox, webkit] },
		{ itemIndex: 1, run, failures: [firefox] },
	]);
	const { summary, labels, jql, adf } = jiraTicket(found, false);

	expect(found.seenIn).toEqual([0, 1]);
	expect(summary).toBe('checkout > pays: boom');
	expect(labels).toEqual(['tr-0123456789abcdef', 'tt-fedcba9876543210', 'tt-fedcba9876543211']);
	expect(jql).toContain(
		'labels in ("tr-0123456789abcdef", "tt-fedcba9876543210", "tt-fedcba9876543211") AND',
	);
	expect(linesOf(adf)).toContain('Group: Firefox, WebKit');
	expect(adfViolations(adf)).toEqual([]);
});

test('a key that is none makes no label, and asks for nothing', () => {
	const { labels, jql } = jiraTicket(problem(sampleFailure('pays', { testKey: '") OR (1=1' })), false);

	expect(labels).toEqual(['tr-0123456789abcdef']);
	expect(jql).toBe('labels in ("tr-0123456789abcdef") AND statusCategory != Done ORDER BY created DESC');
});

test('a label that is no fingerprint is never written', async () => {
	const failures = [
		sampleFailure('pays', { fingerprint: 'a b" OR project = X', testKey: 'short' }),
		sampleFailure('logs in', { fingerprint: '', testKey: '" OR 1' }),
	];
	expect((await jiraIssue(await reportOn({ ...run, failures }), false)).labels).toEqual([]);
});

test('nothing that a platform tells acts as markup, within all limits', async () => {
	const issuesOf = async (one: TestRun) => [
		await jiraIssue(await reportOn(one), false),
		...(one.failures ?? []).map((failure) => jiraTicket(problem(failure, one), false)),
	];
	await fc.assert(
		fc.asyncProperty(hostileRun, async (hostile) => {
			const allowed = [hostile.url, ...(hostile.failures ?? []).map(({ url }) => url)].map(safeUrl);
			const tame = await issuesOf(harmless(hostile));
			for (const [index, { summary, adf, labels }] of (await issuesOf(hostile)).entries()) {
				expect(adfViolations(adf)).toEqual([]);
				expect(skeletonOf(adf)).toBe(skeletonOf(tame[index].adf));
				for (const href of hrefsOf(adf)) expect(allowed).toContain(href);
				expect(summary.length).toBeLessThanOrEqual(255);
				expect(summary).toMatch(/^[^\p{Cc}\p{Surrogate}]+$/u);
				for (const label of labels) expect(label).toMatch(/^t[rt]-[0-9a-f]{16}$/);
			}
		}),
		RUNS,
	);
});

test.each([false, true])(
	'1,000 failures with long errors keep within the limit (stack: %s)',
	async (includeStack) => {
		const failures = Array.from({ length: 1000 }, (_, index) =>
			sampleFailure(`test ${index}`, {
				error: { message: '"\n'.repeat(5000), stack: '\\at a\n'.repeat(5000) },
			}),
		);
		const report = await buildReport([{ run: { ...run, failures }, decision: null }], {
			title: null,
			maxFailures: 1000,
			includeStack,
		});
		const { adf, labels } = await jiraIssue(report, includeStack);

		expect(adfViolations(adf)).toEqual([]);
		const shown = linesOf(adf).filter((words) => /^checkout > test/.test(words)).length;
		expect(shown).toBeGreaterThan(1);
		expect(labels).toHaveLength(2);
		expect(linesOf(adf).at(-1)).toMatch(`… and ${1000 - shown} more failed tests.`);
	},
);
