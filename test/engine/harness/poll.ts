import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData } from './additional-data';
import { noting } from './secrets';
import { instantiate } from './workflow-json';
import { triggerOf, TRIGGER_NAME, type TriggerOptions } from './trigger';

/** Options for the polls of a trigger. */
export interface PollingOptions extends TriggerOptions {
	/** What `getPollBudgetMs()` returns; `null` = a version of n8n without it. Default: 5 minutes, as n8n has. */
	budgetMs?: number | null;
}

/** A workflow with a polling trigger. */
export interface PollingTrigger {
	/** The node's static data in the database. */
	readonly stored: IDataObject;
	/** The node's static data in the memory of the active workflow. */
	readonly inMemory: IDataObject;
	/**
	 * What n8n does when the workflow is published, or when n8n starts: it loads the static data from the database, polls
	 * at once, and stores them whatever the poll gives. Throws what the poll throws.
	 */
	activate(mode?: WorkflowActivateMode): Promise<INodeExecutionData[] | null>;
	/**
	 * What n8n does at a poll time: the static data are stored only if the poll gives items.
	 *
	 * @param crash what is not written, since n8n is killed then
	 */
	tick(crash?: { data?: boolean }): Promise<INodeExecutionData[] | null>;
	/** What "Fetch Test Event" does: the static data are those of the database, and changes are thrown away. */
	test(): Promise<INodeExecutionData[] | null>;
	/** Changes parameters, as a user does between two activations. */
	set(parameters: TriggerOptions['parameters']): void;
}

/** Runs a node's poll() in n8n's PollContext, and stores static data as n8n 2.40 does by default. */
export function polling(options: PollingOptions): PollingTrigger {
	const trigger = triggerOf(options);
	const services = additionalData(options, { workflowId: trigger.stored.id });
	const load = () => instantiate(trigger.stored, trigger.nodeTypes, true, trigger.staticData.load());
	let active = load();

	const call = async (
		workflow: typeof active,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	) => {
		const node = workflow.getNode(TRIGGER_NAME) as INode;
		const context = new PollContext(workflow, node, services, mode, activation);
		const { budgetMs } = options;
		if (budgetMs === null) Object.assign(context, { getPollBudgetMs: undefined });
		else if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
		const outputs = await noting('poll()', async () => await trigger.node.poll?.call(context));
		return outputs?.[0] ?? null;
	};
	return {
		get stored() {
			return trigger.staticData.current;
		},
		get inMemory() {
			return active.getStaticData('node', active.getNode(TRIGGER_NAME) as INode);
		},
		async activate(mode = 'activate') {
			active = load();
			const items = await call(active, 'trigger', mode);
			trigger.staticData.save(active);
			return items;
		},
		async tick(crash = {}) {
			const items = await call(active, 'trigger', 'activate');
			if (items !== null && crash.data !== true) trigger.staticData.save(active);
			return items;
		},
		test: async () => await call(load(), 'manual', 'manual'),
		set(parameters) {
			const node = trigger.stored.nodes.find(({ name }) => name === TRIGGER_NAME) as INode;
			node.parameters = { ...node.parameters, ...parameters };
		},
	};
}
