import type { ExecutionStatus, IDataObject, INodeExecutionData, IRun, IRunData } from 'n8n-workflow';
import type { IRunExecutionData } from 'n8n-workflow';
import { deserialize, serialize, type Execution } from './execution';
import { cameOut } from './secrets';

/** The outcome of an execution, as n8n would store it. */
export interface EngineRun {
	executionId: string;
	/** `success`, `error`, `waiting` or `canceled`. */
	status: ExecutionStatus;
	/** The instance that the failing node threw (NodeApiError, NodeOperationError), or n8n's own error. */
	error: Error | null;
	/** Items of a node's last run on one output; empty when it did not run or emitted nothing there. */
	output(nodeName: string, outputIndex?: number): INodeExecutionData[];
	/** The `json` of {@link EngineRun.output} on output 0. */
	items(nodeName: string): IDataObject[];
	/** How often the node ran. */
	timesRun(nodeName: string): number;
	runData: IRunData;
	/** Until when the execution waits, when `status` is `waiting`. */
	waitTill: Date | null;
	/** The execution's data as JSON, as the database holds it; search it for secrets. */
	stored: string;
	/** The token in `$execution.resumeUrl`. */
	resumeToken: string | undefined;
	/** Resolves with the outcome once a webhook or {@link EngineRun.resume} has continued this execution. */
	resumed: Promise<EngineRun>;
	/** Lets the wait time out: what n8n does when `waitTill` is reached. Rejects unless it waits. */
	resume(): Promise<EngineRun>;
	/** Stops a waiting execution, so that it cannot be resumed any more. Throws unless it waits. */
	cancel(): void;
}

/** How a stored execution goes on. */
export interface Continuation {
	/** Runs it again from stored data. */
	rerun(data: IRunExecutionData): Promise<EngineRun>;
	/** Settles with the outcome of the next run, whoever starts it. */
	resumed: Promise<EngineRun>;
}

/** Wraps the engine's raw result. */
export function engineRun(execution: Execution, result: IRun, { rerun, resumed }: Continuation): EngineRun {
	const { data } = result;
	const { runData } = data.resultData;
	const stored = cameOut('stored execution', serialize(data));
	const output = (nodeName: string, outputIndex = 0) =>
		runData[nodeName]?.at(-1)?.data?.main?.[outputIndex] ?? [];
	const outcome: EngineRun = {
		executionId: execution.id,
		status: result.status,
		error: cameOut('error of execution', errorOf(execution, data)),
		output,
		items: (nodeName) => output(nodeName).map((item) => item.json),
		timesRun: (nodeName) => runData[nodeName]?.length ?? 0,
		runData,
		waitTill: result.waitTill ?? null,
		stored,
		resumeToken: data.resumeToken,
		resumed,
		resume: async () => {
			claim(outcome);
			return await rerun(deserialize(stored));
		},
		cancel: () => {
			claim(outcome);
			outcome.status = 'canceled';
		},
	};
	return outcome;
}

/** Takes a waiting execution, so that it is resumed once. Throws when it does not wait (any more). */
export function claim(outcome: EngineRun): void {
	if (outcome.status !== 'waiting') {
		throw new Error(`Execution ${outcome.executionId} does not wait: it is ${outcome.status}`);
	}
	outcome.status = 'running';
}

function errorOf(execution: Execution, data: IRunExecutionData): Error | null {
	const { error, lastNodeExecuted } = data.resultData;
	if (error === undefined) return null;
	const thrown = execution.thrown.filter(({ node }) => node === lastNodeExecuted).at(-1);
	return thrown?.error ?? (error as unknown as Error);
}
