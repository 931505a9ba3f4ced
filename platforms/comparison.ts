/** Comparing a run with an earlier one: which run can be the earlier one, and what an operation puts out. Pure. */
import type { IDataObject } from 'n8n-workflow';

import { compareFailures } from '../runs/compare';
import { failedOrOther } from '../runs/counts';
import type { TestFailure, TestRun } from '../runs/TestRun';
import { toMilliseconds } from '../runs/time';
import type { Input } from './input';

const NONE_EARLIER = 'There is no earlier run to compare with.';

/** Which run it is, and when it began in any form that `toDate` reads. */
export interface BegunRun {
	id: string | number;
	startedAt: unknown;
}

/**
 * Refuses the run chosen by a field where it is the run itself or began later: against these a failure looks known
 * that is new.
 */
export function refuseUnlessEarlier(
	input: Input,
	current: BegunRun,
	chosen: BegunRun,
	field = 'previousRunId',
): void {
	if (String(chosen.id) === String(current.id)) input.refuse(field, 'is the run itself');
	const [began, chosenBegan] = [toMilliseconds(current.startedAt), toMilliseconds(chosen.startedAt)];
	if (began === null || chosenBegan === null || chosenBegan <= began) return;
	input.refuse(
		field,
		'is a run that started later',
		'Choose one that started before the run, or exchange the two.',
	);
}

/**
 * The current run; its failures carry `change`; flaky tests and those that recovered follow at the end. `comparison` counts them
 * and names the earlier run. Without an earlier run nothing is compared: the failures carry no `change`, `comparison`
 * is `null`, and `comparisonNote` says why, in the words of `noneEarlier` where they are given.
 *
 * Of a run whose failures were not all read it is not known what is missing: nothing is called new against it, or
 * recovered in it, that number is `null`, and `comparisonNote` says so.
 */
export function comparedRun(
	current: TestRun,
	previous: TestRun | null,
	noneEarlier = NONE_EARLIER,
): IDataObject {
	if (previous === null)
		return { ...current, comparison: null, comparisonNote: noneEarlier } as unknown as IDataObject;
	const { failures, recovered, flaky } = compareFailures(current.failures ?? [], previous.failures ?? []);
	const [knowsNow, knewBefore] = [isWhole(current), isWhole(previous)];
	const { key, id, name, url, status, verdict, startedAt } = previous;
	const stillFailing = failures.filter(({ change }) => change === 'stillFailing').length;
	const comparison = {
		previousRun: { key, id, name, url, status, verdict, startedAt },
		newFailures: knewBefore ? failures.length - stillFailing : null,
		stillFailing,
		recovered: knowsNow ? recovered.length : null,
	};
	return {
		...current,
		failures: [
			...(knewBefore ? failures : failures.map(withoutNew)),
			...flaky,
			...(knowsNow ? recovered : []),
		],
		comparison,
		comparisonNote: noteOn(current, previous),
	} as unknown as IDataObject;
}

/** Whether all failures of the run are known. A run that lists none, and did not count that there are none, may have any. */
function isWhole({ failures, failuresTruncated, counts }: TestRun): boolean {
	return !failuresTruncated && (failures !== null || failedOrOther(counts) === 0);
}

function withoutNew({ change, ...failure }: TestFailure): TestFailure {
	return change === 'new' ? failure : { ...failure, change };
}

function noteOn(current: TestRun, previous: TestRun): string | null {
	const notes = [
		!isWhole(current) && 'Not all failures of this run could be read, so it is not known what recovered.',
		!isWhole(previous) &&
			`Not all failures of the earlier run could be read, so it is not known what is new. ${previous.failuresNote ?? ''}`,
	];
	return notes.filter(Boolean).join(' ').trim() || null;
}
