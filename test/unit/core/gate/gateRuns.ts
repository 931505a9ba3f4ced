/** Runs that the gate decides on. */
import type { GateRules } from '../../../../core/gate/rules';
import type { TestRun, Verdict } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

/** A case of the gate: what it is, the run, the rules, and the decision with its reasons. */
export type Row = [what: string, run: TestRun, rules: GateRules, verdict: Verdict, reasons: string[]];

export const green = sampleRun({ counts: { total: 40, passed: 40, failed: 0, flaky: 0 } });
export const flaky = sampleRun({ counts: { total: 40, passed: 40, failed: 0, flaky: 2 } });
export const flakyListed = sampleRun({
	counts: { total: 40, passed: 40, failed: 0, flaky: 2 },
	failures: [sampleFailure('wobbles', { flaky: true }), sampleFailure('sways', { flaky: true })],
});
export const two = [
	sampleFailure('pays with card'),
	sampleFailure('pays by invoice', { suite: null, file: 'tests/invoice.spec.ts' }),
];
export const red = sampleRun({ counts: { total: 40, passed: 38, failed: 2 }, failures: two });
export const muted = sampleRun({
	counts: { total: 40, passed: 38, failed: 2 },
	failures: two,
	platformVerdict: 'passed',
	trustsPass: true,
});
export const unlisted = sampleRun({ counts: { total: 40, passed: 38, failed: 2 } });
export const cut = sampleRun({
	counts: { total: 40, passed: 37, failed: 3 },
	failures: two,
	failuresTruncated: true,
});
export const compared = sampleRun({
	counts: { total: 40, passed: 38, failed: 2 },
	failures: [
		{ ...two[0], change: 'new' },
		{ ...two[1], change: 'stillFailing' },
	],
});
export const known = sampleRun({
	counts: { total: 40, passed: 38, failed: 2 },
	failures: two.map((failure) => ({ ...failure, change: 'stillFailing' as const })),
});
export const wordOnly = sampleRun({ platformVerdict: 'passed' });
export const redWordOnly = sampleRun({ platformVerdict: 'failed' });
export const unexplained = sampleRun({
	platformVerdict: 'failed',
	counts: { total: 40, passed: 40, failed: 0 },
});
export const empty = sampleRun({ platformVerdict: 'passed', counts: { total: 0 } });
export const silent = sampleRun({ counts: { total: 9, passed: 7 } });
export const canceled = sampleRun({ status: 'canceled', counts: { total: 40, passed: 38, failed: 2 } });
export const timedOut = sampleRun({ status: 'timedOut', counts: { total: 40, passed: 40, failed: 0 } });
export const budget = sampleRun({
	platformVerdict: 'inconclusive',
	platformWords: 'budget_exceeded',
	counts: { total: 5, passed: 5, failed: 0 },
});
export const unknown = sampleRun({
	status: 'unknown',
	platformWords: 'odd',
	counts: { total: 40, passed: 40, failed: 0 },
});
export const unknownRed = sampleRun({ status: 'unknown', counts: { total: 40, passed: 38, failed: 2 } });
export const allRed = sampleRun({ counts: { total: 2, passed: 0, failed: 2 }, failures: two });
export const uncounted = sampleRun({ platformVerdict: 'failed', failures: two });

export const NOT_COMPARED = 'The failures were not compared with an earlier run, so each counts as new.';
export const EXPLAINED = 'No failing test explains it, so no limit on failures can allow it.';
