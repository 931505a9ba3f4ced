/** The package's nodes on Currents, set up against a sandbox. */
import type { INodeParameters, IDataObject, NodeApiError } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import type { TestRun as Run } from '../../../core/model/TestRun';
import type { Control } from '../../../workshop/sandbox/control';
import type { FaultRule } from '../../../workshop/sandbox/kernel/faults';
import { nodeRun, startNode, type NodeRun, type NodeRunOptions } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

/** The seeded project with most runs. */
export const PROJECT = 'shop01';

/** An id that the sandbox never gives. */
export const NO_RUN = '00000000000000000000000000000000';

type CurrentsControl = Control['currents'];
type RunPlan = Partial<Parameters<CurrentsControl['createRun']>[0]>;
type RunEnd = Partial<Parameters<CurrentsControl['finishRun']>[0]>;

/** Requests are repeated after a random part of a growing delay: here after none, so that tests stay short. */
export function withoutRetryDelays(): void {
	beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
	afterEach(() => void jest.restoreAllMocks());
}

/** The shapes of spec files that a run of Currents can have; `version2` unless a test says otherwise. */
export const INSTANCES = ['version2', 'old', 'mixed'] as const;

/** What a test may set beside the operation and its parameters. */
export type RunOptions = Omit<NodeRunOptions, 'node' | 'parameters'> & { apiKey?: string; baseUrl?: string };

/** A sandbox for the tests of a file, and the nodes on it. */
export function useCurrents() {
	const sandbox = sandboxForTests();
	const settings = (changes: { apiKey?: string; baseUrl?: string } = {}) => {
		const all = credentialsFor(sandbox());
		const currents = { ...all.testRunCurrentsApi, ...definedOnly(changes) };
		return { credentials: { ...all, testRunCurrentsApi: currents }, credentialTypes };
	};
	const nodeOptions = (operation: string, parameters: INodeParameters, options: RunOptions) => {
		const { apiKey, baseUrl, ...rest } = options;
		return {
			node: new TestRun(),
			parameters: { resource: 'currents', operation, ...parameters },
			...settings({ apiKey, baseUrl }),
			...rest,
		};
	};
	return {
		sandbox,
		/** The control of Currents alone. */
		control: () => sandbox().control.currents,
		settings,
		/** Runs an operation for one empty item, or for `items`. */
		run: async (operation: string, parameters: INodeParameters = {}, options: RunOptions = {}) =>
			await nodeRun(nodeOptions(operation, parameters, options)),
		/** Like `run`, but hands over the running execution. */
		start: (operation: string, parameters: INodeParameters = {}, options: RunOptions = {}) =>
			startNode(nodeOptions(operation, parameters, options)),
		/** The calls Currents received, as `GET /runs/find`; those of the control are not among them. */
		calls: async () => (await sandbox().control.calls()).map(({ method, path }) => `${method} ${path}`),
		/** The next `times` calls that match meet the fault. */
		fault: async (rule: Omit<FaultRule, 'platform'>) =>
			await sandbox().control.addFault({ platform: 'currents', ...rule }),
		/** A run that has ended, delivered to nobody. */
		async endedRun(plan: RunPlan = {}, end: RunEnd = {}) {
			const { currents } = sandbox().control;
			const { run } = await currents.createRun({ projectId: PROJECT, deliver: false, ...plan });
			const finish = { outcome: 'passed' as const, deliver: false, ...end };
			return (await currents.finishRun({ runId: run.runId, ...finish })).run;
		},
	};
}

/** The runs that a node put out. */
export function runsOf({ json }: Pick<NodeRun, 'json'>): Run[] {
	return json as unknown as Run[];
}

/** The error that stopped the node, in the words the user sees. */
export function complaint({ error }: Pick<NodeRun, 'error'>): { message: string; description: string } {
	const { message = '', description } = (error ?? {}) as Partial<NodeApiError>;
	return { message, description: description ?? '' };
}

/** A resource locator that names a project by its id. */
export function project(value = PROJECT): IDataObject & INodeParameters {
	return { __rl: true, mode: 'id', value };
}

function definedOnly<T extends object>(values: T): Partial<T> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
