import type { Spec, TestOutcome } from './world';

/** What a run and an instance alike tell of a spec file. `tests` and `overall` are all that are in it, run or not. */
export function specResults(spec: Spec) {
	return { stats: statsJson(spec), flaky: count(spec, 'flaky'), videoUrl: null };
}

function statsJson(spec: Spec) {
	return {
		overall: spec.tests.length,
		tests: spec.tests.length,
		passes: count(spec, 'passed', 'flaky'),
		failures: count(spec, 'failed'),
		pending: count(spec, 'pending'),
		skipped: count(spec, 'skipped'),
		flaky: count(spec, 'flaky'),
		...(spec.claimedAt ? { wallClockStartedAt: spec.claimedAt } : {}),
		...(spec.completedAt ? { wallClockEndedAt: spec.completedAt, wallClockDuration: duration(spec) } : {}),
	};
}

function count({ tests }: Spec, ...wanted: TestOutcome[]) {
	return tests.filter(({ outcome }) => wanted.includes(outcome)).length;
}

function duration({ tests }: Spec) {
	return tests.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
