/**
 * Reports that were whole and are damaged in many ways: whatever is left of them ends in a run that agrees with itself or
 * in the one typed error, and what is cut off or changed in one place never passes. `FUZZ_REPORTS` changes how many of
 * each format.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';

import { reportFormats } from '../../core/readers';
import { damaged, damages, type Damage } from './damage';
import { grown } from './growth';
import { checkRun, heapInUse, prototypes, runOf } from './runChecks';
import { sampleReports, type SampleReport } from './sampleReports';

const REPORTS = Number(process.env.FUZZ_REPORTS ?? 300);
const SEED = 20_260_501;
/** Ten times what is seen, and a small part of what the reports are together. */
const HEAP_GROWTH = 1_500_000;

const cases = sampleReports.map(
	(sample) => [`${sample.format}${sample.shape ? ` (${sample.shape})` : ''}`, sample] as const,
);

/** How a file is made from a sample, and what is read with it. */
interface Recipe {
	hasFailed: boolean;
	damage: Damage;
	isText: boolean;
	repeats: 'retries' | 'each';
	/** Index of a whole sample that is read as well. */
	beside: number | null;
}

const recipes: fc.Arbitrary<Recipe> = fc.record({
	hasFailed: fc.boolean(),
	damage: damages,
	isText: fc.boolean(),
	repeats: fc.constantFrom('retries', 'each'),
	beside: fc.oneof(
		{ weight: 3, arbitrary: fc.constant(null) },
		{ weight: 1, arbitrary: fc.nat(sampleReports.length - 1) },
	),
});

const whole = (sample: SampleReport) => [true, false].map((hasFailed) => sample.text(hasFailed));

test('every format has a sample', () => {
	expect(new Set(sampleReports.map(({ format }) => format))).toEqual(
		new Set(reportFormats.map(({ id }) => id)),
	);
});

describe.each(cases)('%s', (_, sample) => {
	test('as it is, fails with failures and passes without', () => {
		const [failed, passed] = whole(sample).map((text) => runOf([text], { format: sample.format }));
		expect(failed).toMatchObject({ verdict: 'failed', doubt: null });
		expect(passed).toMatchObject({ verdict: 'passed', doubt: null });
	});

	test('never passes when it was cut off', () => {
		const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		const check = (hasFailed: boolean, at: number) => {
			const bytes = Buffer.from(sample.text(hasFailed).trimEnd());
			const run = runOf([bytes.subarray(0, Math.floor(at * bytes.length))]);
			if (run) checkRun(run);
			assert.notEqual(run?.verdict, 'passed', 'cut off, and a pass all the same: see undecidedBecause');
		};
		fc.assert(fc.property(fc.boolean(), place, check), { numRuns: REPORTS, seed: SEED });
	});

	test('with failures, never passes for a single byte', () => {
		if (sample.tellsOnce) return;
		const edit = fc.record({
			kind: fc.constantFrom('flip' as const, 'put' as const, 'remove' as const, 'repeat' as const),
			at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
			length: fc.constant(1),
			byte: fc.nat(255),
			text: fc.constant(''),
		});
		const text = sample.text(true);
		const check = (edits: Damage['edits']) => {
			const run = runOf([damaged(text, { changes: [], swaps: [], edits })]);
			if (run) checkRun(run);
			assert.notEqual(run?.verdict, 'passed');
		};
		fc.assert(fc.property(fc.tuple(edit), check), { numRuns: REPORTS, seed: SEED });
	});

	test('ends in an error or in a run that agrees with itself, however one part of it has grown', () => {
		const check = (hasFailed: boolean, at: number) => {
			const run = runOf([grown(sample.text(hasFailed), at)]);
			if (run) checkRun(run);
		};
		fc.assert(fc.property(fc.boolean(), fc.nat(5_000), check), {
			numRuns: Math.ceil(REPORTS / 50),
			seed: SEED,
		});
	});

	test('ends in an error or in a run that agrees with itself, however it was damaged', () => {
		const tally = { error: 0, passed: 0, failed: 0, inconclusive: 0, pending: 0 };
		const before = prototypes();
		const check = ({ hasFailed, damage, isText, repeats, beside }: Recipe) => {
			const bytes = damaged(sample.text(hasFailed), damage);
			const content = isText ? Buffer.from(bytes).toString() : bytes;
			const other = beside === null ? [] : [sampleReports[beside]!.text(!hasFailed)];
			const run = runOf([content, ...other], { repeats });
			if (run) checkRun(run);
			tally[run ? run.verdict : 'error'] += 1;
		};
		const run = (numRuns: number, seed: number) => fc.assert(fc.property(recipes, check), { numRuns, seed });

		const warmUp = Math.ceil(REPORTS / 4);
		run(warmUp, SEED);
		const heap = heapInUse();
		run(REPORTS - warmUp, SEED + 1);

		expect(heapInUse() - heap).toBeLessThan(HEAP_GROWTH);
		expect(prototypes()).toEqual(before);
		expect(Math.min(tally.error, tally.failed + tally.passed + tally.inconclusive)).toBeGreaterThan(
			REPORTS / 20,
		);
	});
});
