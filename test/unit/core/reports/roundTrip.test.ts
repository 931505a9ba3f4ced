/** A run that is written to a file and read again is the same run. */
import * as fc from 'fast-check';

import { ctrfJson } from '../../../../core/reports/ctrf';
import { WRITTEN_BY } from '../../../../core/model/writtenBy';
import { buildReport, type Report } from '../../../../core/reports/report';
import { junitXml } from '../../../../core/reports/junit';
import type { TestRun } from '../../../../core/model/TestRun';
import { runOf } from '../readers/reading';
import { generatedRun } from './generatedRun';

const WRITERS: Record<string, (report: Report) => Promise<string>> = { CTRF: ctrfJson, JUnit: junitXml };

const written = async (
	write: (report: Report) => Promise<string>,
	run: TestRun,
	includeStack = true,
	decision: unknown = null,
) =>
	await write(
		await buildReport([{ run, decision: decision as never }], { title: null, maxFailures: 20, includeStack }),
	);

/** All but what comes from the file itself, and the name of a tool where the run knew none. */
function comparable(run: TestRun): Partial<TestRun> {
	return { ...run, id: '', key: '', tool: run.tool ?? { name: run.platformName, version: null } };
}

/** What a file tells by its tests, failures and facts, and nothing beside. */
const isToldByTests = (run: TestRun) => run.verdict !== 'failed' || isBad(run);

const isBad = ({ counts }: TestRun) => (counts.failed ?? 0) + (counts.other ?? 0) > 0;

describe.each(Object.entries(WRITERS))('%s', (_, write) => {
	test('written and read again is the same run', async () => {
		await fc.assert(
			fc.asyncProperty(generatedRun.filter(isToldByTests), async (run) => {
				const again = runOf(await written(write, run), { repeats: 'each' });
				expect(comparable(again)).toEqual(comparable(run));
				expect(runOf(await written(write, run))).toEqual(again);
			}),
			{ numRuns: 400 },
		);
	});

	// A message that says little is told apart by its stack, so without that the problem may be another one.
	test('without stacks it is the same run but for these', async () => {
		await fc.assert(
			fc.asyncProperty(generatedRun.filter(isToldByTests), async (run) => {
				const failures = (run.failures ?? []).map((failure) => {
					const { message, stack } = failure.error;
					return { ...failure, error: { message, stack: message === null ? stack : null } };
				});
				const again = runOf(await written(write, run, false));
				const fingerprint = expect.stringMatching(/^[0-9a-f]{16}$/) as string;
				const expected = failures.map((failure) => ({ ...failure, fingerprint }));
				expect(comparable(again)).toEqual(comparable({ ...run, failures: expected }));
			}),
		);
	});

	test('read by somebody who does not know this package, it has the same counts and is never better', async () => {
		await fc.assert(
			fc.asyncProperty(generatedRun, async (run) => {
				const text = (await written(write, run)).replaceAll(WRITTEN_BY, 'somebody');
				const again = runOf(text, { repeats: 'each' });
				const entry = run.verdict === 'passed' || isBad(run) ? 0 : 1;
				const { total, passed, skipped, pending } = run.counts;
				expect(again.counts.total).toBe((total ?? 0) + entry);
				expect(again.counts.passed).toBe(passed);
				expect((again.counts.skipped ?? 0) + (again.counts.pending ?? 0)).toBe(
					(skipped ?? 0) + (pending ?? 0),
				);
				expect(again.verdict === 'passed').toBe(run.verdict === 'passed');
			}),
		);
	});

	test('what a Gate has decided is never read as better', async () => {
		await fc.assert(
			fc.asyncProperty(
				generatedRun,
				fc.constantFrom('failed', 'inconclusive', 'pending'),
				async (run, verdict) => {
					const decision = { verdict, reasons: ['Not enough.'] };
					expect(runOf(await written(write, run, true, decision)).verdict).not.toBe('passed');
				},
			),
		);
	});
});

test.each(['passed', 'skipped', 'pending', 'nonsense', 7])(
	'a failure that is said beside to be %s stays one',
	(status) => {
		const told = JSON.stringify({ status }).replaceAll('"', '&quot;');
		const property = `<properties><property name="${WRITTEN_BY}" value="${told}"/></properties>`;
		const none = `<properties><property name="${WRITTEN_BY}" value="{}"/></properties>`;
		const xml = `<testsuite name="a">${none}<testcase name="pays" classname="cart">${property}<failure/></testcase></testsuite>`;
		const results = {
			tool: { name: 'toolbox' },
			summary: { failed: 1 },
			tests: [{ name: 'pays', status: 'failed', extra: { status } }],
		};
		const json = JSON.stringify({ reportFormat: 'CTRF', generatedBy: WRITTEN_BY, results });
		for (const report of [xml, json])
			expect(runOf(report)).toMatchObject({ verdict: 'failed', counts: { failed: 1 } });
	},
);

test('an entry for a verdict counts where the verdict itself is not told', () => {
	const extra = { isVerdict: true };
	const results = { tool: { name: 'toolbox' }, summary: {}, tests: [{ name: 'a', status: 'failed', extra }] };
	expect(runOf(JSON.stringify({ reportFormat: 'CTRF', generatedBy: WRITTEN_BY, results })).verdict).toBe(
		'failed',
	);
});
