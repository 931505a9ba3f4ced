import * as fc from 'fast-check';

import { noCounts, unaccounted, unexplained } from '../../../../core/model/counts';
import type { RunStatus } from '../../../../core/model/TestRun';
import { judge, type VerdictFacts } from '../../../../core/model/verdict';
import { rows, type Row } from './verdictRows';

function judged({ counts, ...facts }: Row[0]) {
	return judge({ ...facts, counts: { ...noCounts(), ...counts } });
}

describe('judge', () => {
	it.each(rows)('%j is %s', (facts, verdict, verdictReason) => {
		expect(judged(facts)).toEqual({ verdict, verdictReason });
	});

	it('goes by a pass of the platform where that is trusted, and says what failed all the same', () => {
		const counts = { failed: 1, other: 1, passed: 8, total: 10 };
		expect(judged({ status: 'finished', platformVerdict: 'passed', trustsPass: true, counts })).toEqual({
			verdict: 'passed',
			verdictReason:
				'The platform says the run passed, although 1 of 10 tests failed and 1 ended in error or was blocked.',
			passedDespiteFailures: true,
		});
	});

	it('quotes the words of a platform on one line, cut to a readable length', () => {
		const { verdictReason } = judged({ status: 'unknown', platformWords: `a\n\u0007b ${'x'.repeat(500)}` });
		expect(verdictReason).toContain('"a b xxx');
		expect(verdictReason).toContain('x…"');
		expect(verdictReason.length).toBeLessThan(200);
	});
});

const count = fc.option(fc.nat(5), { nil: null });

const facts: fc.Arbitrary<VerdictFacts> = fc.record({
	status: fc.constantFrom<RunStatus>('queued', 'running', 'finished', 'canceled', 'timedOut', 'unknown'),
	counts: fc.record({
		total: count,
		passed: count,
		failed: count,
		skipped: count,
		flaky: count,
		pending: count,
		other: count,
	}),
	platformVerdict: fc.constantFrom('passed', 'failed', 'inconclusive', null),
	platformWords: fc.option(fc.string(), { nil: null }),
	undecidedBecause: fc.constantFrom('The report ends early.', null, null),
});

describe('judge, whatever it is told', () => {
	it('passes only a finished run without a known failure in which something may have passed', () => {
		fc.assert(
			fc.property(facts, (given) => {
				if (judge(given).verdict !== 'passed') return;
				const { status, counts, platformVerdict, undecidedBecause } = given;
				expect(undecidedBecause).toBeNull();
				expect(status).toBe('finished');
				expect(counts.failed ?? 0).toBe(0);
				expect(counts.other ?? 0).toBe(0);
				expect(counts.total).not.toBe(0);
				if (platformVerdict === 'passed') expect(counts.passed !== 0 || unaccounted(counts) > 0).toBe(true);
				else expect([(counts.passed ?? 0) > 0, unexplained(counts)]).toEqual([true, 0]);
			}),
			{ numRuns: 3000 },
		);
	});

	it('is pending just for queued and running runs', () => {
		fc.assert(
			fc.property(facts, (given) => {
				const going = given.status === 'queued' || given.status === 'running';
				expect(judge(given).verdict === 'pending').toBe(going);
			}),
		);
	});

	it('gives one sentence', () => {
		fc.assert(
			fc.property(facts, (given) => {
				const { verdictReason } = judge(given);
				expect(verdictReason).toMatch(/^[A-Z0-9].*\.$/);
				expect(verdictReason).not.toContain('null');
			}),
		);
	});
});
