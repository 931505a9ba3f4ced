/** Runs and failures to report, and the node that does it. */
import { type IDataObject, type INodeParameters } from 'n8n-workflow';

import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { buildFailure } from '../../core/model/buildFailure';
import type { RunFacts } from '../../core/model/buildRun';
import type { TestFailure } from '../../core/model/TestRun';
import { sampleRun } from '../unit/core/sampleRun';
import { nodeRun } from './harness';

export function failureOf(title: string, facts: Partial<TestFailure> = {}): TestFailure {
	return {
		...buildFailure({ project: 'shop', title, suite: 'checkout', status: 'failed', message: 'boom' }),
		...facts,
	};
}

export function run(failures: TestFailure[] | null, facts: Partial<RunFacts> = {}): IDataObject {
	const failed = failures?.length ?? 2;
	return sampleRun({
		platform: 'qase',
		platformName: 'Qase',
		id: '12',
		keyParts: ['SHOP', '12'],
		name: 'Nightly',
		url: 'https://example.com/run/12',
		counts: { total: 10, passed: 10 - failed, failed },
		failures,
		...facts,
	}) as unknown as IDataObject;
}

export async function report(items: IDataObject[], parameters: INodeParameters = {}, continueOnFail = false) {
	return await nodeRun({ node: new TestRunReport(), parameters, items, continueOnFail });
}

export const red = run([failureOf('pays by card'), failureOf('pays by voucher')]);

export const green = run([], { id: '13', keyParts: ['SHOP', '13'], name: 'Smoke' });
