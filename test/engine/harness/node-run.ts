import type { IDataObject, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import type { EngineRun } from './engine-run';
import { startWorkflow, type WorkflowOptions } from './run-workflow';
import { typeNameOf } from './trigger';
import { connect } from './workflow-json';

/** Options of {@link nodeRun}. */
export interface NodeRunOptions extends Omit<
	WorkflowOptions,
	'nodeTypes' | 'workflow' | 'input' | 'startNode'
> {
	node: INodeType;
	/** Full type name; default `n8n-nodes-test-runs.<name>`. */
	type?: string;
	parameters?: INodeParameters;
	/** Input items as plain objects; the default is one empty item. */
	items?: IDataObject[];
	/** Whether the node has the setting On Error: Continue. */
	continueOnFail?: boolean;
	/** Any value of that setting; with `continueErrorOutput` the node has an error output. */
	onError?: INode['onError'];
	/** Settings of the node besides its parameters, e.g. Retry On Fail. */
	settings?: Partial<INode>;
}

/** The outcome of one node. */
export interface NodeRun extends EngineRun {
	/** Items on each output. */
	outputs: INodeExecutionData[][];
	/** `json` of the items on output 0. */
	json: IDataObject[];
}

/** Name of the node under test in the workflow of {@link nodeRun}. */
export const NODE_NAME = 'Node under test';

/** Runs one node in the workflow Start -> node. Does not throw if the node fails: see `error`. */
export async function nodeRun(options: NodeRunOptions): Promise<NodeRun> {
	return await startNode(options).finished;
}

/** Like {@link nodeRun}, but returns the running execution, so that it can be canceled at the right moment. */
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
