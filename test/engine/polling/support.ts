/** The Test Run Polling Trigger in n8n's engine, against the sandbox. */
import type { INodeExecutionData } from 'n8n-workflow';

import type { TestRunEvent } from '../../../core/model/TestRun';
import { forgetAll } from '../../../n8n/polling/memory';
import { TestRunPollingTrigger } from '../../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { polling, type PollingOptions, type PollingTrigger } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

/** The node; every test begins in a new process. */
export const node = new TestRunPollingTrigger();

/** The sandbox, and how to make a trigger for it. */
export function pollingTests() {
	const sandbox = sandboxForTests();
	beforeEach(forgetAll);
	return {
		sandbox,
		trigger: (
			parameters: PollingOptions['parameters'],
			options: Partial<PollingOptions> = {},
		): PollingTrigger =>
			polling({ node, parameters, credentials: credentialsFor(sandbox()), credentialTypes, ...options }),
		/** Paths and queries of the calls since the last {@link Sandbox.control.clearCalls}. */
		calls: async () =>
			(await sandbox().control.calls()).map(({ path, query }) => {
				const names = Object.entries(query).map(([name, values]) => `${name}=${values.join(',')}`);
				return [path, ...names].join(' ');
			}),
	};
}

/** The events in a node's output. */
export function eventsIn(items: INodeExecutionData[] | null): TestRunEvent[] {
	return (items ?? []).map(({ json }) => json as unknown as TestRunEvent);
}
