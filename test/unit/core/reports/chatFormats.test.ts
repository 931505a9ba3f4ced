/** What holds for a message of each chat: what it says at the top, what may act in it, and the limits of its receiver. */
import * as fc from 'fast-check';

import { safeUrl } from '../../../../core/reports/clean';
import { buildReport } from '../../../../core/reports/report';
import type { TestRun } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';
import { chatFormats } from './chatFormats';
import { hostileRun, NAMED_ATTACKS, reportOn, RUNS, withoutUnprintable } from './hostile';

const run = sampleRun({
	name: 'Nightly',
	url: 'https://example.com/runs/1',
	counts: { total: 12, passed: 9, failed: 3 },
	branch: 'main',
	failures: [sampleFailure('pays', { change: 'new', url: 'https://example.com/tests/1' })],
});

/** Letters that a format writes as more than one character or byte, or that could act in it. */
const LETTERS = ['"', '\\', '&', '<', '_', '`', '1.', '報', '🚀'];

const undecided = (runs: TestRun[]) => runs.map((one) => ({ run: one, decision: null }));

/** A run, each part of which is as long as it can be. */
function longRun(letter: string): TestRun {
	const long = letter.repeat(4000);
	const url = `https://example.com/${'x'.repeat(1900)}`;
	return {
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
}

describe.each(Object.entries(chatFormats))('%s', (_id, write) => {
	test.each([
		['inconclusive', { status: 'timedOut' }, '⚪ Inconclusive: N'],
		['pending', { status: 'queued' }, '⏳ Still running: N'],
		['passed', { platformVerdict: 'passed' }, '✅ Passed: N'],
	] as const)('a run that is %s says so at the top', async (_, facts, words) => {
		const { heading } = await write(await reportOn(sampleRun({ name: 'N', ...facts })), false);

		expect(heading).toBe(words);
	});

	test('the receiver accepts whatever a platform says, and links lead only where the run does', async () => {
		await fc.assert(
			fc.asyncProperty(hostileRun, async (hostile) => {
				const { violations, urls } = await write(await reportOn(hostile), false);
				const allowed = [hostile.url, ...(hostile.failures ?? []).map(({ url }) => url)].map(safeUrl);

				expect(violations).toEqual([]);
				for (const url of urls) expect(allowed).toContain(url);
			}),
			RUNS,
		);
	});

	test.each(NAMED_ATTACKS)('shows letter by letter: %s', async (_, attack) => {
		const withoutSpace = (text: string) => withoutUnprintable(text).replace(/\s/g, '');
		const { words } = await write(await reportOn({ ...run, name: attack }), false);

		expect(withoutSpace(words)).toContain(withoutSpace(attack).slice(0, 60));
	});

	test.each([false, true])(
		'1,000 failures with long errors keep within the limits (stack: %s)',
		async (includeStack) => {
			const failures = Array.from({ length: 1000 }, (_, index) =>
				sampleFailure(`test ${index} ${'long '.repeat(60)}`, {
					error: { message: 'expected "é" ```` '.repeat(500), stack: 'at a (b.ts:1:1)\n'.repeat(900) },
					url: `https://example.com/${'x'.repeat(300)}`,
				}),
			);
			const long = { ...run, failures, counts: { ...run.counts, failed: 1000 } };
			const options = { title: null, maxFailures: 1000, includeStack };
			const { violations, words } = await write(await buildReport(undecided([long]), options), includeStack);

			expect(violations).toEqual([]);
			const shown = [...words.matchAll(/checkout > test \d+ /g)].length;
			expect(shown).toBeGreaterThan(2);
			expect(words).toContain(`… and ${1000 - shown} more failed tests.`);
		},
	);

	test.each(LETTERS)('everything as long as it can be, made of %s, is within the limits', async (letter) => {
		const long = letter.repeat(4000);
		const decision = { verdict: 'failed' as const, reasons: Array.from({ length: 9 }, () => long) };
		const source = { run: longRun(letter), decision };
		for (const sources of [[source], Array.from({ length: 12 }, () => source)]) {
			const report = await buildReport(sources, { title: long, maxFailures: 20, includeStack: true });

			expect((await write(report, true)).violations).toEqual([]);
		}
	});

	test('200 runs keep within the limits, the failed ones shown', async () => {
		const runs = Array.from({ length: 200 }, (_, index) =>
			index === 150
				? { ...run, name: 'The bad one' }
				: sampleRun({ name: `Run ${index}`, platformVerdict: 'passed' }),
		);
		const options = { title: null, maxFailures: 20, includeStack: false };
		const { violations, words } = await write(await buildReport(undecided(runs), options), false);

		expect(violations).toEqual([]);
		expect(words).toContain('The bad one');
		expect(words).toMatch(/… and 19[01] more runs\./);
	});
});
