/** The TestCLIX side of the sandbox, and the two nodes set to TestCLIX. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { Control } from '../../../workshop/sandbox/control';
import { nodeRun, type NodeRun, type NodeRunOptions } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

/** What a test may set beside the operation and its parameters. */
export type More = Pick<NodeRunOptions, 'items' | 'continueOnFail' | 'credentials' | 'mode'>;

/** Polls as often as the node allows; `settle` and `limit` are seconds. */
export function quickly({ settle = 0.3, limit = 30 } = {}): INodeParameters {
	return {
		timeoutMinutes: limit / 60,
		options: { minPollSeconds: 0.1, maxPollSeconds: 0.1, settleSeconds: settle },
	};
}

/** A sandbox for the tests of a file, with what TestCLIX tests ask of it. */
export function testclixForTests() {
	const sandbox = sandboxForTests();
	const calls = async (method?: string) =>
		(await sandbox().control.calls({ platform: 'testclix' })).filter(
			(call) => !method || call.method === method,
		);
	return {
		sandbox,
		control: () => sandbox().control.testclix,
		testId: () => sandbox().testclix.testId,
		run: async (operation: string, parameters: INodeParameters = {}, more: More = {}): Promise<NodeRun> =>
			await nodeRun({
				node: new TestRun(),
				parameters: { resource: 'testclix', operation, ...parameters },
				credentials: credentialsFor(sandbox()),
				credentialTypes,
				...more,
			}),
		/** The Test Run Trigger set to TestCLIX, with its event chosen. */
		settings: (parameters: INodeParameters = {}) => ({
			node: new TestRunTrigger(),
			parameters: { platform: 'testclix', events: ['RUN_FINISH'], ...parameters },
			credentials: credentialsFor(sandbox()),
			credentialTypes,
		}),
		setVariants: async (testclix: NonNullable<Parameters<Control['setVariants']>[0]['testclix']>) =>
			await sandbox().control.setVariants({ testclix }),
		/** A fault on starting (`POST`) or reading (`GET`). */
		spoil: async (method: 'GET' | 'POST', rule: Omit<Parameters<Control['addFault']>[0], 'platform'>) =>
			await sandbox().control.addFault({ platform: 'testclix', match: { method }, ...rule }),
		/** Received calls, all or those of one method. */
		calls,
		/** Credentials with some of their values changed. */
		withCredential: (changes: Record<string, string>) => ({
			testRunTestClixApi: { ...credentialsFor(sandbox()).testRunTestClixApi, ...changes },
		}),
	};
}

/** What a person reads of an error. */
export function told(run: NodeRun): string {
	const error = run.error as (Error & { description?: string }) | null;
	return [error?.message, error?.description].filter(Boolean).join(' | ');
}
