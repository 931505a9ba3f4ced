/** The Test Run node in a workflow with a Gate, on an instance whose resume URLs can really be called. */
import type { IDataObject, INode, INodeParameters, INodeType } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../../nodes/TestRunGate/TestRunGate.node';
import {
	connect,
	startInstance,
	startWorkflow,
	toolRun,
	type EngineRun,
	type Instance,
	type WorkflowOptions,
} from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';

jest.setTimeout(30_000);

/** Name of the node under test. */
export const WAIT = 'Wait';

/** Outputs of the Gate, by their index. */
export const STILL_RUNNING = 3;

const TYPE = 'n8n-nodes-test-runs.testRun';
const GATE_TYPE = 'n8n-nodes-test-runs.testRunGate';

type More = Partial<Pick<WorkflowOptions, 'input' | 'credentials'>> & {
	continueOnFail?: boolean;
	/** Leads runs that have not ended from the Gate back to the node; or what comes out of another output of the Gate. */
	loop?: boolean | number;
	/** The node under test, where it is not the usual one. */
	node?: INodeType;
	/** Settings of the node beside its parameters, e.g. Retry On Fail. */
	settings?: Partial<INode>;
	/** Settings of the Gate beside its parameters. */
	gateSettings?: Partial<INode>;
};

/** A sandbox and an instance for the tests of a file. */
export function waitingForTests() {
	const sandbox = sandboxForTests();
	let instance: Instance;
	beforeAll(async () => {
		instance = await startInstance();
	});
	afterAll(async () => await instance.close());

	const common = () => ({ credentials: credentialsFor(sandbox()), credentialTypes });
	const start = (parameters: INodeParameters, more: More = {}) => {
		const { continueOnFail, loop = false, node = new TestRun(), settings, gateSettings, ...rest } = more;
		const back = loop === true ? STILL_RUNNING : loop;
		return startWorkflow({
			...common(),
			nodeTypes: { [TYPE]: node, [GATE_TYPE]: new TestRunGate() },
			workflow: {
				nodes: [
					{ name: 'Before', type: 'test.noOp' },
					{
						name: WAIT,
						type: TYPE,
						parameters,
						onError: continueOnFail ? 'continueRegularOutput' : undefined,
						...settings,
					},
					{ name: 'Gate', type: GATE_TYPE, ...gateSettings },
				],
				connections:
					back === false
						? connect(['Before', WAIT], [WAIT, 'Gate'])
						: connect(['Before', WAIT], [WAIT, 'Gate'], ['Gate', WAIT, back]),
			},
			instance,
			...rest,
		});
	};
	return {
		sandbox,
		start,
		run: async (parameters: INodeParameters, more?: More): Promise<EngineRun> =>
			await start(parameters, more).finished,
		asTool: async (parameters: INodeParameters, via: 'context' | 'engine') =>
			await toolRun({ ...common(), node: new TestRun(), parameters, via }),
		/** Calls to a platform, as `GET /path`. */
		calls: async (platform: 'qodex' | 'currents' | 'qase' | 'testclix' | 'preclinical') =>
			(await sandbox().control.calls({ platform })).map(({ method, path }) => `${method} ${path}`),
	};
}

/** The run that came out of the node at its last execution. */
export function outOf(run: EngineRun): IDataObject {
	const [json, ...more] = run.items(WAIT);
	expect(more).toEqual([]);
	return json ?? {};
}

/** What a person reads of an error. */
export function told({ error }: EngineRun): string {
	const { message, description } = (error ?? {}) as Error & { description?: string };
	return [message, description].filter(Boolean).join(' | ');
}

/** Resolves once `isSo` does, asked again and again. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
	while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}
