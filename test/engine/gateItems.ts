/** Runs for the gate, and what becomes of them. */
import { type IDataObject, type INodeParameters } from 'n8n-workflow';

import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { buildFailure } from '../../core/model/buildFailure';
import type { RunFacts } from '../../core/model/buildRun';
import type { TestFailure } from '../../core/model/TestRun';
import { sampleRun } from '../unit/core/sampleRun';
import { nodeRun } from './harness';

export const OUTPUTS = ['Passed', 'Failed', 'Inconclusive', 'Still Running'];

export interface Judged {
	gate: {
		verdict: string;
		reasons: string[];
		checks: Array<{ rule: string; expected: unknown; actual: unknown; ok: boolean }>;
	};
	error?: string;
}

export function failureOf(
	title: string,
	change?: TestFailure['change'],
	file = 'checkout.spec.ts',
): TestFailure {
	const failure = buildFailure({ project: 'shop', title, file, status: 'failed', message: 'boom' });
	return change ? { ...failure, change } : failure;
}

/** A finished run of ten tests. */
export function item(failed: number, facts: Partial<RunFacts> = {}): IDataObject {
	const counts = { total: 10, passed: 10 - failed, failed, skipped: 0, flaky: 0 };
	return sampleRun({
		platform: 'qodex',
		platformName: 'Qodex',
		id: 'run_1',
		counts,
		...facts,
	}) as unknown as IDataObject;
}

export async function judge(items: IDataObject[], parameters: INodeParameters = {}, continueOnFail = false) {
	return await nodeRun({ node: new TestRunGate(), parameters, items, continueOnFail });
}

/** The name of the one output that one item goes to, and the item as it comes out. */
export async function judgeOne(one: IDataObject, rules: INodeParameters = {}) {
	const run = await judge([one], { rules });
	expect(run.error).toBeNull();
	const taken = run.outputs.flatMap((items, index) => (items.length > 0 ? [OUTPUTS[index]] : []));
	expect(taken).toHaveLength(1);
	return { output: taken[0], json: run.outputs.flat()[0]?.json as unknown as Judged };
}
