import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData, type EngineSettings } from './additional-data';
import { engineRun, type EngineRun } from './engine-run';
import type { Execution } from './execution';
import type { Instance } from './instance';
import { nodeTypesOf, type NodeCatalog, type ThrownErrors } from './node-types';
import { serveResumeUrl, type WaitingEntry } from './waiting';
import { instantiate, storedWorkflow, type WorkflowJson } from './workflow-json';

/** Options of {@link runWorkflow}. */
export interface WorkflowOptions extends EngineSettings {
	/** The nodes under test, by full type name. */
	nodeTypes: NodeCatalog;
	workflow: WorkflowJson;
	/** Items for the start node, as plain objects; the default is one empty item. */
	input?: IDataObject[];
	/** The files of each of these items, by field; their data is base64. */
	files?: IBinaryKeyData;
	/** The default is `trigger`, i.e. a production execution. */
	mode?: WorkflowExecuteMode;
	/** The default is the first node of the workflow. */
	startNode?: string;
	/** Serves the execution's resume URL; the base URL of the instance is then used. */
	instance?: Instance;
	/** Stops the execution like the Stop button, this many milliseconds after its start. */
	abortAfterMs?: number;
	/** Stops the execution like the Stop button when this signal is aborted. */
	signal?: AbortSignal;
}

/** An execution that has started. */
export interface RunningExecution {
	executionId: string;
	/** Stops it, like the Stop button. */
	cancel(): void;
	/** Resolves when the execution has ended or was stored to wait; never rejects. */
	finished: Promise<EngineRun>;
}

/** Runs a workflow in n8n's engine until it ends or waits. Does not reject if the workflow fails. */
export async function runWorkflow(options: WorkflowOptions): Promise<EngineRun> {
	return await startWorkflow(options).finished;
}

/** Like {@link runWorkflow}, but returns the running execution, so that it can be canceled at the right moment. */
export function startWorkflow(options: WorkflowOptions): RunningExecution {
	const settings = options.instance ? { ...options, baseUrl: options.instance.baseUrl } : options;
	const execution = prepare(settings);
	const running = begin(execution, freshData(execution, options), options.instance);
	if (options.abortAfterMs !== undefined) {
		const timer = setTimeout(running.cancel, options.abortAfterMs);
		void running.finished.then(() => clearTimeout(timer));
	}
	if (options.signal?.aborted) running.cancel();
	options.signal?.addEventListener('abort', running.cancel, { once: true });
	return running;
}

/** Runs an execution, and runs it again each time it is resumed. */
function begin(execution: Execution, data: IRunExecutionData, instance?: Instance): RunningExecution {
	let onResumed: (outcome: EngineRun) => void = () => undefined;
	const entry: WaitingEntry = {
		execution,
		resumeToken: data.resumeToken,
		run: null,
		continueWith: (again) => void proceed(again, true),
	};
	const proceed = (next: IRunExecutionData, isResumed: boolean): RunningExecution => {
		const announce = onResumed;
		const resumed = new Promise<EngineRun>((resolve) => (onResumed = resolve));
		const rerun = async (again: IRunExecutionData) => await proceed(again, true).finished;
		entry.run = null;
		const process = run(execution, next, isResumed);
		const finished = process.result.then((result) => {
			entry.run = engineRun(execution, result, { rerun, resumed });
			announce(entry.run);
			return entry.run;
		});
		return { executionId: execution.id, cancel: process.cancel, finished };
	};
	if (instance) serveResumeUrl(instance, entry);
	return proceed(data, false);
}

/**
 * Runs the engine. With data of a waiting execution, this is what happens when its wait ends: the waiting node outputs
 * its input.
 */
function run(execution: Execution, data: IRunExecutionData, isResumed: boolean) {
	try {
		const workflow = instantiate(execution.stored, execution.nodeTypes, execution.mode !== 'manual');
		const engine = new WorkflowExecute(services(execution, isResumed), execution.mode, data);
		const process = engine.processRunExecutionData(workflow);
		const result = process.then((ended) => ({
			...ended,
			status: process.isCanceled ? 'canceled' : ended.status,
		}));
		return { result: result as Promise<IRun>, cancel: () => process.cancel() };
	} catch (error) {
		return { result: Promise.resolve(notStarted(execution, data, error as Error)), cancel: () => undefined };
	}
}

let executions = 0;

function prepare(options: WorkflowOptions): Execution {
	const thrown: ThrownErrors = [];
	const nodeTypes = nodeTypesOf(options.nodeTypes, thrown);
	return {
		id: String(++executions),
		settings: options,
		stored: storedWorkflow(options.workflow, nodeTypes, options),
		nodeTypes,
		thrown,
		mode: options.mode ?? 'trigger',
	};
}

function services({ id, settings, stored, mode }: Execution, isResumed: boolean) {
	return additionalData(settings, {
		hooks: new ExecutionLifecycleHooks(mode, id, stored as unknown as IWorkflowBase),
		executionId: id,
		workflowId: stored.id,
		restartExecutionId: isResumed ? id : undefined,
	});
}

function freshData(execution: Execution, options: WorkflowOptions): IRunExecutionData {
	const items: INodeExecutionData[] = (options.input ?? [{}]).map((json) => ({
		json,
		...(options.files ? { binary: options.files } : {}),
	}));
	const node = startNode(execution, options.startNode);
	return createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
		resultData: execution.mode === 'manual' ? { pinData: execution.stored.pinData } : undefined,
	});
}

function startNode({ stored, nodeTypes }: Execution, name = stored.nodes[0]?.name ?? ''): INode {
	const node = instantiate(stored, nodeTypes).getNode(name);
	if (node === null) throw new Error(`The workflow has no node "${name}" to start from`);
	return node;
}

function notStarted(execution: Execution, data: IRunExecutionData, error: Error): IRun {
	data.resultData.error = error as IRunExecutionData['resultData']['error'];
	const now = new Date();
	return { data, mode: execution.mode, startedAt: now, stoppedAt: now, storedAt: 'db', status: 'error' };
}
