/** Facts that n8n stores with the execution, beside its items: a list of executions can be filtered by them. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Verdict } from '../../core/model/TestRun';

/** A run, and what was decided about it. */
export interface DecidedRun extends Record<'platform' | 'branch' | 'key', string | null> {
	verdict: Verdict;
}

/** For an item about which nothing could be decided. */
export const UNDECIDED: DecidedRun = { platform: null, branch: null, key: null, verdict: 'inconclusive' };

/** The worst first. */
const VERDICTS: Verdict[] = ['failed', 'inconclusive', 'pending', 'passed'];

/**
 * Stores `verdict`, `platform`, `branch` and `run` (its key), where n8n can (not in version 1). Of several runs the
 * verdict is the worst one, and the other facts are stored only if all runs share them.
 */
export function noteRuns(ctx: IExecuteFunctions, decided: DecidedRun[]): void {
	const facts = {
		verdict: VERDICTS.find((verdict) => decided.some((one) => one.verdict === verdict)),
		platform: shared(decided.map(({ platform }) => platform)),
		branch: shared(decided.map(({ branch }) => branch)),
		run: shared(decided.map(({ key }) => key)),
	};
	for (const [key, value] of Object.entries(facts)) if (value) store(ctx, key, value);
}

function shared(values: Array<string | null>): string | null {
	return values.every((value) => value === values[0]) ? (values[0] ?? null) : null;
}

/** n8n stores at most ten facts, and may throw for more: that must not keep a decision from being made. */
function store(ctx: IExecuteFunctions, key: string, value: string): void {
	try {
		(ctx as Partial<IExecuteFunctions>).customData?.set(key, value);
	} catch {
		// What the other nodes of the workflow have stored stays.
	}
}
