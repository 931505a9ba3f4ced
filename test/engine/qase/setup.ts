/** The package's nodes on Qase, set up against a sandbox. */
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import type { TestFailure, TestRun as Run } from '../../../core/model/TestRun';
import type { Control } from '../../../workshop/sandbox/control';
import type { FaultRule } from '../../../workshop/sandbox/kernel/faults';
import { listSearch, nodeRun, startNode, type NodeRun, type NodeRunOptions } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

/** The seeded project with most runs. */
export const PROJECT = 'SHOP';

/** A run number that the sandbox never gives. */
export const NO_RUN = '9999';

type QaseControl = Control['qase'];
type RunPlan = Partial<Parameters<QaseControl['createRun']>[0]>;
type RunEnd = Partial<Parameters<QaseControl['finishRun']>[0]>;

/** What a test may set beside the operation and its parameters. */
export type RunOptions = Omit<NodeRunOptions, 'node' | 'parameters'> & {
	token?: string;
	origin?: string;
	appUrl?: string;
};

/** What the editor sends to get a list. */
interface PickOptions {
	filter?: string;
	page?: string;
	project?: string;
	/** Path of the parameter, for lists that depend on others of the same row. */
	path?: string;
	parameters?: INodeParameters;
}

/** Requests are repeated after a random part of a growing delay: here after none, so that tests stay short. */
export function withoutRetryDelays(): void {
	beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
	afterEach(() => void jest.restoreAllMocks());
}

/** A sandbox for the tests of a file, and the nodes on it. */
export function useQase() {
	const sandbox = sandboxForTests();
	const settings = (
		changes: { token?: string; origin?: string; appUrl?: string; webhookSecret?: string } = {},
	) => {
		const all = credentialsFor(sandbox());
		const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
		return {
			credentials: { ...all, testRunQaseApi: { ...all.testRunQaseApi, ...given } },
			credentialTypes,
		};
	};
	const nodeOptions = (operation: string, parameters: INodeParameters, options: RunOptions) => {
		const { token, origin, appUrl, ...rest } = options;
		return {
			node: new TestRun(),
			parameters: { resource: 'qase', operation, projectCode: byId(PROJECT), ...parameters },
			...settings({ token, origin, appUrl }),
			...rest,
		};
	};
	return {
		sandbox,
		/** The control of Qase alone. */
		control: () => sandbox().control.qase,
		settings,
		/** Runs an operation in the seeded project for one empty item, or for `items`. */
		run: async (operation: string, parameters: INodeParameters = {}, options: RunOptions = {}) =>
			await nodeRun(nodeOptions(operation, parameters, options)),
		/** Like `run`, but hands over the running execution. */
		start: (operation: string, parameters: INodeParameters = {}, options: RunOptions = {}) =>
			startNode(nodeOptions(operation, parameters, options)),
		/** What a picker lists. */
		pick: async (method: string, { filter, page, project = PROJECT, path, parameters }: PickOptions = {}) =>
			await listSearch({
				node: new TestRun(),
				method,
				filter,
				paginationToken: page,
				path,
				parameters: { resource: 'qase', projectCode: byId(project), ...parameters },
				...settings(),
			}),
		/** The calls Qase received. */
		calls: async () => await sandbox().control.calls({ platform: 'qase' }),
		/** The next `times` calls that match meet the fault. */
		fault: async (rule: Omit<FaultRule, 'platform'>) =>
			await sandbox().control.addFault({ platform: 'qase', ...rule }),
		setVariants: async (qase: NonNullable<Parameters<Control['setVariants']>[0]['qase']>) =>
			await sandbox().control.setVariants({ qase }),
		/** A run in progress, delivered to nobody. */
		async openRun(plan: RunPlan = {}) {
			const given = { project: PROJECT, title: 'Checkout', planId: 1, deliver: false, ...plan };
			return (await sandbox().control.qase.createRun(given)).run;
		},
		/** A run that has ended, delivered to nobody. */
		async endedRun(end: RunEnd = {}, plan: RunPlan = {}) {
			const { id } = await this.openRun(plan);
			const finish = { outcome: 'passed' as const, deliver: false, ...end };
			return (await sandbox().control.qase.finishRun({ project: PROJECT, runId: id, ...finish })).run;
		},
	};
}

/** A resource locator's value, typed in. */
export function byId(value: string | number): INodeParameters {
	return { __rl: true, mode: 'id', value: String(value) };
}

/** The runs that a node put out. */
export function runsOf({ json }: Pick<NodeRun, 'json'>): Run[] {
	return json as unknown as Run[];
}

/** The failures that a node put out, one an item. */
export function failuresOf({ json }: Pick<NodeRun, 'json'>): TestFailure[] {
	return json as unknown as TestFailure[];
}

/** The error that stopped the node, in the words the user sees. */
export function complaint({ error }: Pick<NodeRun, 'error'>): string {
	const { message, description } = (error ?? {}) as Partial<NodeApiError>;
	return [message, description].filter(Boolean).join(' | ');
}
