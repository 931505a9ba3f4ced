/** Results of scenario runs. Pure. */
import type { RunCounts } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { textOf, type JsonMap } from '../../core/text/json';

/** Whether a scenario run failed or ended in error; not if it has not been graded yet. */
export function isFailed(scenario: JsonMap): boolean {
	return ['failed', 'error'].includes(statusOf(scenario) ?? '') || scenario.passed === false;
}

/** Whether a scenario run passed. */
export function hasPassed(scenario: JsonMap): boolean {
	return outcomeOf(scenario) === 'passed';
}

/** The result of a scenario run; `open` if it may still change or its status is unknown. */
export type Outcome = 'passed' | 'failed' | 'error' | 'canceled' | 'open';

/** The {@link Outcome} of a scenario run. */
export function outcomeOf(scenario: JsonMap): Outcome {
	const status = statusOf(scenario);
	if (isFailed(scenario)) return status === 'error' ? 'error' : 'failed';
	return status === 'passed' || status === 'canceled' ? status : 'open';
}

/** The counts of scenario runs. Scenarios in `total` that are not among them count as not run. */
export function countOutcomes(outcomes: Outcome[], total: number | null): RunCounts {
	const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
	const [passed, failed, other] = [count('passed'), count('failed'), count('error')];
	const all = Math.max(total ?? 0, outcomes.length);
	return {
		total: all,
		passed,
		failed,
		other,
		pending: all - passed - failed - other,
		skipped: null,
		flaky: null,
	};
}

/** When a scenario run ended or was canceled. */
export function endOf(scenario: JsonMap): string | null {
	return toIso(scenario.completed_at) ?? toIso(scenario.canceled_at);
}

/** undocumented: the hosted list may have the status `completed` and the result in `passed`, as its filter does. */
export function statusOf({ status, passed }: JsonMap): string | null {
	const word = textOf(status)?.toLowerCase() ?? null;
	if (word !== 'completed' || typeof passed !== 'boolean') return word;
	return passed ? 'passed' : 'failed';
}
