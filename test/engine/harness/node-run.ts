import type { IDataObject, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import type { EngineRun } from './engine-run';
import { startWorkflow, type WorkflowOptions } from './run-workflow';
import { typeNameOf } from './trigger';
import { connect } from './workflow-json';

/** What {@link nodeRun} needs. */
export interface NodeRunOptions extends Omit<
	WorkflowOptions,
	'nodeTypes' | 'workflow' | 'input' | 'startNode'
> {
	node: INodeType;
	/** Full type name; default `n8n-nodes-test-runs.<name>`. */
	type?: string;
	parameters?: INodeParameters;
	/** Input items as plain objects; default one empty item. */
	items?: IDataObject[];
	/** The node's "On Error: Continue" setting. */
	continueOnFail?: boolean;
	/** Any choice of that setting; the node gets an error output with `continueErrorOutput`. */
	onError?: INode['onError'];
	/** Settings of the node beside its parameters, e.g. Retry On Fail. */
	settings?: Partial<INode>;
}

/** The outcome of one node. */
export interface NodeRun extends EngineRun {
	/** Items on each output. */
	outputs: INodeExecutionData[][];
	/** `json` of the items on output 0. */
	json: IDataObject[];
}

/** The name of the node under test in the workflow of {@link nodeRun}. */
export const NODE_NAME = 'Node under test';

/** Runs one node in the workflow Start -> node. A failure is a result: see `error`. */
export async function nodeRun(options: NodeRunOptions): Promise<NodeRun> {
	return await startNode(options).finished;
}

/** Like {@link nodeRun}, but hands over the running execution, to cancel it at the right moment. */
export function startNode(options: NodeRunOptions) {
	const { node, type = typeNameOf(node), parameters, items, continueOnFail, settings, ...rest } = options;
	const onError = options.onError ?? (continueOnFail ? 'continueRegularOutput' : undefined);
	const running = startWorkflow({
		...rest,
		nodeTypes: { [type]: node },
		input: items,
		workflow: {
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ ...settings, name: NODE_NAME, type, parameters, onError },
			],
			connections: connect(['Start', NODE_NAME]),
		},
	});
	return { ...running, finished: running.finished.then(withOutputs) };
}

function withOutputs(run: EngineRun): NodeRun {
	const outputs = (run.runData[NODE_NAME]?.at(-1)?.data?.main ?? []).map((items) => items ?? []);
	return Object.assign(run, { outputs, json: run.items(NODE_NAME) });
}
