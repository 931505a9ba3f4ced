/** Both flavours of Preclinical in the sandbox, and the Test Run node set to them. */
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import type { Control } from '../../../workshop/sandbox/control';
import { NODE_NAME, nodeRun, type NodeRun, type NodeRunOptions } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

/** Which API a test speaks to. */
export type Flavour = 'hosted' | 'selfHosted';

/** For `describe.each` and `test.each`. */
export const FLAVOURS: Flavour[] = ['hosted', 'selfHosted'];

/** What a test may set beside the operation and its parameters. */
export type More = Pick<NodeRunOptions, 'items' | 'continueOnFail' | 'credentials'>;

/** How many scenarios of a run do not pass, or which. */
interface Ending {
	failures?: number;
	errors?: number;
	failedGradings?: number;
	failingScenarios?: string[];
}

/** What a run is made with. */
interface Plan {
	agentId?: string;
	createdAt?: string;
	scenarios?: number;
}

/** Polls as often as the node allows, with a limit of `seconds`. */
export function quickly(seconds = 30, options: INodeParameters = {}): INodeParameters {
	return { timeoutMinutes: seconds / 60, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1, ...options } };
}

/** A sandbox for the tests of a file, with what Preclinical tests ask of it. */
export function preclinicalForTests() {
	const sandbox = sandboxForTests();
	const nameOf = (flavour: Flavour) => (flavour === 'hosted' ? 'preclinical' : 'preclinicalOss');
	const credentials = (flavour: Flavour, changes: ICredentialDataDecryptedObject = {}) => ({
		...credentialsFor(sandbox()),
		testRunPreclinicalApi: {
			...(flavour === 'hosted'
				? credentialsFor(sandbox()).testRunPreclinicalApi
				: { flavour, baseUrl: sandbox().preclinicalOss.baseUrl }),
			...changes,
		},
	});
	const calls = async (flavour: Flavour) => await sandbox().control.calls({ platform: nameOf(flavour) });
	const control = (flavour: Flavour): Control['preclinicalOss'] => sandbox().control[nameOf(flavour)];
	return {
		sandbox,
		credentials,
		/** Control of that flavour, as far as both have it. */
		control,
		/** Makes a run of six scenarios that has completed; returns its ID. */
		endedRun: async (flavour: Flavour, ending: Ending, plan: Plan = {}): Promise<string> => {
			const { id } = await control(flavour).createRun({ scenarios: 6, ...plan });
			await control(flavour).finishRun({ runId: id, outcome: 'completed', ...ending });
			return id;
		},
		run: async (
			flavour: Flavour,
			operation: string,
			parameters: INodeParameters = {},
			more: More = {},
		): Promise<NodeRun> =>
			await nodeRun({
				node: new TestRun(),
				parameters: { resource: 'preclinical', operation, ...parameters },
				credentials: credentials(flavour),
				credentialTypes,
				...more,
			}),
		/** `agentId` as the panel stores it; the first agent unless another is named. */
		agent: (agentId = sandbox().preclinical.agentId): INodeParameters => ({
			agentId: { __rl: true, mode: 'id', value: agentId },
		}),
		/** What a start needs: an agent, and scenarios, which a self-hosted server must be told. */
		toStart: (flavour: Flavour, agentId = sandbox().preclinical.agentId): INodeParameters => ({
			agentId: { __rl: true, mode: 'id', value: agentId },
			scenarioSelection: flavour === 'selfHosted' ? 'all' : 'suite',
		}),
		setVariants: async (preclinical: NonNullable<Parameters<Control['setVariants']>[0]['preclinical']>) =>
			await sandbox().control.setVariants({ preclinical }),
		spoil: async (flavour: Flavour, rule: Omit<Parameters<Control['addFault']>[0], 'platform'>) =>
			await sandbox().control.addFault({ platform: nameOf(flavour), ...rule }),
		calls,
		/** `METHOD /path` of every call, in order. */
		asked: async (flavour: Flavour) => (await calls(flavour)).map(({ method, path }) => `${method} ${path}`),
	};
}

/** What a person reads of an error. */
export function told(run: NodeRun): string {
	const error = run.error as (Error & { description?: string }) | null;
	return [error?.message, error?.description].filter(Boolean).join(' | ');
}

/** What the node hints at below its output. */
export function hintsOf(run: NodeRun): string {
	return (run.runData[NODE_NAME]?.at(-1)?.hints ?? []).map(({ message }) => message).join('\n');
}
