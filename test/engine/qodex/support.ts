/** The Qodex side of the sandbox, and the Test Run node set to Qodex. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import type { Control } from '../../../workshop/sandbox/control';
import { nodeRun, startNode, type NodeRun, type NodeRunOptions } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

// Some tests go through many combinations, and machines that are busy take their time.
jest.setTimeout(30_000);

/** What a test may set beside the operation and its parameters. */
export type More = Pick<NodeRunOptions, 'items' | 'continueOnFail' | 'credentials' | 'mode'>;

/** Starts all scenarios and polls quickly. */
export const ALL: INodeParameters = { environment: 'staging', scope: 'all' };

/** Polls as often as the node allows, with a limit of `seconds`. */
export function quickly(seconds = 30): INodeParameters {
	return { timeoutMinutes: seconds / 60, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } };
}

/** A sandbox for the tests of a file, with what Qodex tests ask of it. */
export function qodexForTests() {
	const sandbox = sandboxForTests();
	const options = (operation: string, parameters: INodeParameters, more: More): NodeRunOptions => ({
		node: new TestRun(),
		parameters: { resource: 'qodex', operation, ...parameters },
		credentials: credentialsFor(sandbox()),
		credentialTypes,
		...more,
	});
	const calls = async (method?: string) =>
		(await sandbox().control.calls({ platform: 'qodex' })).filter(
			(call) => !method || call.method === method,
		);
	return {
		sandbox,
		control: () => sandbox().control.qodex,
		run: async (operation: string, parameters: INodeParameters = {}, more: More = {}): Promise<NodeRun> =>
			await nodeRun(options(operation, parameters, more)),
		start: (operation: string, parameters: INodeParameters = {}, more: More = {}) =>
			startNode(options(operation, parameters, more)),
		setVariants: async (qodex: NonNullable<Parameters<Control['setVariants']>[0]['qodex']>) =>
			await sandbox().control.setVariants({ qodex }),
		/** A fault on starting (`POST`) or reading (`GET`) a run. */
		spoil: async (method: 'GET' | 'POST', rule: Omit<Parameters<Control['addFault']>[0], 'platform'>) =>
			await sandbox().control.addFault({ platform: 'qodex', match: { method }, ...rule }),
		/** Received calls, all or those of one method. */
		calls,
		/** Bodies of the calls that start a run. */
		startBodies: async () => (await calls('POST')).map(({ body }) => body as IDataObject),
		/** An ended run, by its id. */
		endedRun: async (
			outcome: Parameters<Control['qodex']['finishRun']>[0]['outcome'],
			failures?: number,
		): Promise<string> => {
			const { qodex } = sandbox().control;
			// One that does not end by itself meanwhile.
			await qodex.nextRuns({ outcome: 'stuck', runs: 1 });
			const { testRunId } = await qodex.startRun({});
			await qodex.finishRun({ testRunId, outcome, failures });
			return testRunId;
		},
	};
}

/** What a person reads of an error. */
export function told(run: NodeRun): string {
	const error = run.error as (Error & { description?: string }) | null;
	return [error?.message, error?.description].filter(Boolean).join(' | ');
}
