/** How a scenario ended, by its steps and hooks. */

import { isTimeout, nameOf, splitError } from '../errorText';
import type { ReadTest } from '../reader';

/** A step or hook. */
export interface Step {
	/** In small letters; empty where the report has none. */
	status: string;
	isHook: boolean;
	/** `Given a cart`, as it is written; empty for hooks. */
	name: string;
	message: string | null;
}

/** The statuses of steps from the worst on. One that is not known counts as none at all. */
const FROM_THE_WORST = [
	'failed',
	'ambiguous',
	'undefined',
	'pending',
	'unknown',
	'skipped',
	'passed',
] as const;

type StepStatus = (typeof FROM_THE_WORST)[number];

const STATUSES: Record<StepStatus, ReadTest['status']> = {
	failed: 'failed',
	ambiguous: 'error',
	undefined: 'error',
	pending: 'pending',
	unknown: 'other',
	skipped: 'skipped',
	passed: 'passed',
};

/** The outcome of a scenario is that of its worst step. */
export function outcomeOf(steps: Step[]): Pick<ReadTest, 'status' | 'message' | 'stack'> {
	const known = steps.map(knownStatus);
	const worst = FROM_THE_WORST.find((status) => known.includes(status)) ?? 'unknown';
	if (worst === 'failed') return failedOutcome(steps);
	if (worst === 'unknown') return { status: 'other', message: missingMessage(steps) };
	if (worst !== 'ambiguous' && worst !== 'undefined') return { status: STATUSES[worst] };
	const step = steps[known.indexOf(worst)] as Step;
	const error = splitError(step.message);
	return {
		status: 'error',
		...error,
		message: error.message ?? `The step is ${worst}: ${nameOf(step.name)}`,
	};
}

function knownStatus({ status }: Step): StepStatus {
	return FROM_THE_WORST.find((known) => known === status) ?? 'unknown';
}

/** A hook that failed is an error, unless a step failed too. */
function failedOutcome(steps: Step[]): Pick<ReadTest, 'status' | 'message' | 'stack'> {
	const failed = steps.filter(({ status }) => status === 'failed');
	const step = failed.find(({ isHook }) => !isHook) ?? (failed[0] as Step);
	const error = splitError(step.message);
	const status = step.isHook ? 'error' : isTimeout(error.message) ? 'timedOut' : 'failed';
	return { status, ...error };
}

function missingMessage(steps: Step[]): string {
	const odd = steps.find(({ status }) => status !== '' && !FROM_THE_WORST.some((known) => known === status));
	if (odd) return `The status of a step is "${odd.status}", which is not known.`;
	return steps.length === 0 ? 'The scenario has no steps.' : 'The report does not say how each step ended.';
}
