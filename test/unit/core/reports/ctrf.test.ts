/** CTRF as others read it. */
import { ctrfJson } from '../../../../core/reports/ctrf';
import { buildReport, type ReportSource } from '../../../../core/reports/report';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { junit } from '../../../smallReports';
import { runOf } from '../readers/reading';

interface Ctrf {
	reportFormat: string;
	specVersion: string;
	results: {
		tool: object;
		summary: Record<string, number>;
		environment: object;
		tests: Array<Record<string, unknown>>;
	};
}

async function ctrfOf(
	runs: TestRun[],
	decision: ReportSource['decision'] = null,
	includeStack = false,
): Promise<Ctrf> {
	const sources = runs.map((run) => ({ run, decision }));
	return JSON.parse(
		await ctrfJson(await buildReport(sources, { title: null, maxFailures: 1, includeStack })),
	) as Ctrf;
}

const names = ({ results }: Ctrf) => results.tests.map(({ name, status, suite }) => [name, status, suite]);

test('has what the schema asks for, and every test', async () => {
	const run = runOf(junit('+adds -pays ?refunds'));
	const ctrf = await ctrfOf([{ ...run, branch: 'main', startedAt: '2026-03-01T10:00:00.000Z' }], null, true);

	expect(ctrf).toMatchObject({
		reportFormat: 'CTRF',
		specVersion: '1.0.0',
		results: {
			tool: { name: 'JUnit' },
			summary: {
				...{ tests: 3, passed: 1, failed: 1, skipped: 1, pending: 0, other: 0, flaky: 0 },
				start: Date.parse('2026-03-01T10:00:00.000Z'),
			},
			environment: { branchName: 'main' },
		},
	});
	expect(ctrf.results.tests).toMatchObject([
		{ name: 'adds', status: 'passed', duration: 1000, suite: ['cart'] },
		{ name: 'pays', status: 'failed', duration: 1000, suite: ['cart'], message: 'no', trace: 'stack' },
		{ name: 'refunds', status: 'skipped', duration: 1000, suite: ['cart'] },
	]);
	for (const { start, stop } of [ctrf.results.summary])
		expect([start, stop].every(Number.isInteger)).toBe(true);
});

test('has stacks only where they are asked for', async () => {
	const [, pays] = (await ctrfOf([runOf(junit('+adds -pays'))])).results.tests;
	expect(pays).toMatchObject({ message: 'no' });
	expect(pays).not.toHaveProperty('trace');
});

test('of a run without a list of tests holds the failures, whatever the limit for reports', async () => {
	const failures = [
		sampleFailure('pays', { status: 'timedOut' }),
		sampleFailure('crashes', { status: 'error' }),
		sampleFailure('wobbles', { flaky: true, attempts: 2 }),
		sampleFailure('was broken', { change: 'recovered' }),
	];
	const ctrf = await ctrfOf([sampleRun({ counts: { total: 9, passed: 7, failed: 1, other: 1 }, failures })]);

	expect(names(ctrf)).toEqual([
		['pays', 'failed', ['checkout']],
		['crashes', 'failed', ['checkout']],
		['wobbles', 'passed', ['checkout']],
	]);
	expect(ctrf.results.tests[0]).toMatchObject({ rawStatus: 'timedOut' });
	expect(ctrf.results.tests[2]).toMatchObject({
		flaky: true,
		retries: 1,
		retryAttempts: [{ status: 'failed' }],
	});
});

test('failures that the list of tests lacks are in it all the same', async () => {
	const run = runOf(junit('+adds'));
	const ctrf = await ctrfOf([{ ...run, failures: [sampleFailure('pays')], verdict: 'failed' }]);
	expect(names(ctrf)).toEqual([
		['adds', 'passed', ['cart']],
		['pays', 'failed', ['checkout']],
	]);
});

test('a run that has not passed, and of which no test failed, has one that did', async () => {
	const green = runOf(junit('+adds'));
	const decision = { verdict: 'failed' as const, reasons: ['Too few tests.'] };
	const { results } = await ctrfOf([green], decision);
	expect(results.summary).toMatchObject({ tests: 2, passed: 1, failed: 1 });
	expect(results.tests[1]).toMatchObject({ status: 'failed', message: 'Failed: Too few tests.' });

	const skipped = await ctrfOf([runOf(junit('?adds'))]);
	expect(skipped.results.summary).toMatchObject({ tests: 2, failed: 1, skipped: 1 });
	expect((await ctrfOf([green])).results.summary).toMatchObject({ tests: 1, passed: 1, failed: 0 });
});

test('tests of several runs stand under the names of these', async () => {
	const [one, two] = ['one', 'two'].map((name) => ({ ...runOf(junit('+adds')), name }));
	expect(names(await ctrfOf([one as TestRun, two as TestRun]))).toEqual([
		['adds', 'passed', ['one', 'cart']],
		['adds', 'passed', ['two', 'cart']],
	]);
});
