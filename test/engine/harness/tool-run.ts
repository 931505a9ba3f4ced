import type { EngineRequest, EngineResponse, IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import type { EngineRun } from './engine-run';
import type { NodeRunOptions } from './node-run';
import { startWorkflow } from './run-workflow';
import { typeNameOf } from './trigger';

/** Options of {@link toolRun}. */
export interface ToolRunOptions extends Omit<NodeRunOptions, 'items'> {
	/** The arguments that the language model chose; parameters read them with `$fromAI('name')`. */
	arguments?: IDataObject;
	/**
	 * How the agent calls the tool. `context` (default): inside the agent's own execution, with SupplyDataContext,
	 * where `isToolExecution()` is true. `engine`: the agent asks the engine to run the tool as a node, as n8n's
	 * current agent does; then `isToolExecution()` is false.
	 */
	via?: 'context' | 'engine';
	/** How many times the agent calls the tool in its turn, one after the other; the default is once. */
	times?: number;
}

/** The outcome of an agent's turn with its tool calls. */
export interface ToolRun extends EngineRun {
	/** What the tool returned to the agent: the `json` of its items; null if the turn did not get that far. */
	response: unknown;
}

const AGENT = 'Agent';
const TOOL = 'Tool under test';

interface InvokableTool {
	invoke(toolArguments: IDataObject): Promise<string>;
}

/** Runs a minimal agent that calls the node as a tool, through n8n's own code for tools. */
export async function toolRun(options: ToolRunOptions): Promise<ToolRun> {
	const { node, type = typeNameOf(node), parameters, via = 'context', times = 1, ...rest } = options;
	const agent = agentThatCalls(options.arguments ?? {}, via, times);
	const run = await startWorkflow({
		...rest,
		nodeTypes: { [type]: node, 'test.agent': agent },
		workflow: {
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ name: AGENT, type: 'test.agent' },
				{ ...options.settings, name: TOOL, type: `${type}Tool`, parameters, onError: options.onError },
			],
			connections: {
				Start: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
				[TOOL]: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
			},
		},
	}).finished;
	return Object.assign(run, { response: run.items(AGENT)[0]?.response ?? null });
}

function agentThatCalls(toolArguments: IDataObject, via: 'context' | 'engine', times: number): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: 'Calls its tool',
			defaults: { name: 'Agent' },
			inputs: ['main', 'ai_tool'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions, engineResponse?: EngineResponse) {
			if (via === 'context') return [[{ json: { response: await invoke(this, toolArguments, times) } }]];
			if (!engineResponse?.actionResponses.length) return request(toolArguments, times);
			const items = engineResponse.actionResponses.flatMap(({ data }) => data.data?.ai_tool?.[0] ?? []);
			return [[{ json: { response: items.map(({ json }) => json) } }]];
		},
	};
}

async function invoke(
	agent: IExecuteFunctions,
	toolArguments: IDataObject,
	times: number,
): Promise<IDataObject[]> {
	const [tool] = (await agent.getInputConnectionData('ai_tool', 0)) as InvokableTool[];
	const items: IDataObject[] = [];
	for (let call = 0; call < times; call++) {
		items.push(...(JSON.parse((await tool?.invoke(toolArguments)) ?? '[]') as IDataObject[]));
	}
	return items;
}

function request(toolArguments: IDataObject, times: number): EngineRequest {
	const call = { nodeName: TOOL, input: toolArguments, type: 'ai_tool' as const };
	const actions = Array.from({ length: times }, (_, index) => ({
		...call,
		id: `call-${index + 1}`,
		actionType: 'ExecutionNodeAction' as const,
		metadata: { itemIndex: 0 },
	}));
	return { actions, metadata: {} };
}
