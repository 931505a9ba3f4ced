import type { ExecutionStatus, IDataObject, INodeExecutionData, IRun, IRunData } from 'n8n-workflow';
import type { IRunExecutionData } from 'n8n-workflow';
import { deserialize, serialize, type Execution } from './execution';
import { cameOut } from './secrets';

/** The outcome of an execution, as n8n would store it. */
export interface EngineRun {
	executionId: string;
	/** `success`, `error`, `waiting` or `canceled`; `running` after a waiting execution has been resumed. */
	status: ExecutionStatus;
	/** The error instance that the failing node threw (NodeApiError, NodeOperationError), or n8n's own error. */
	error: Error | null;
	/** Items of a node's last run on one output; empty if it did not run or output nothing there. */
	output(nodeName: string, outputIndex?: number): INodeExecutionData[];
	/** The `json` of the items on output 0, see {@link EngineRun.output}. */
	items(nodeName: string): IDataObject[];
	/** How many times the node ran. */
	timesRun(nodeName: string): number;
	runData: IRunData;
	/** The time until which the execution waits, if `status` is `waiting`. */
	waitTill: Date | null;
	/** What nodes have stored with the execution by `customData`. */
	metadata: Record<string, string>;
	/** The execution's data as JSON, as in the database; for checking that it contains no secrets. */
	stored: string;
	/** The token in `$execution.resumeUrl`. */
	resumeToken: string | undefined;
	/** Resolves with the next outcome, after a webhook or {@link EngineRun.resume} has continued this execution. */
	resumed: Promise<EngineRun>;
	/** Ends the wait as n8n does when `waitTill` is reached. Rejects if the execution is not waiting. */
	resume(): Promise<EngineRun>;
	/** Stops a waiting execution, so that it can no longer be resumed. Throws if it is not waiting. */
	cancel(): void;
}

/** How to continue a stored execution. */
export interface Continuation {
	/** Runs it again from the stored data. */
	rerun(data: IRunExecutionData): Promise<EngineRun>;
	/** Settles with the outcome of the next run, no matter what starts it. */
	resumed: Promise<EngineRun>;
}

/** Converts the raw result of the engine. */
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
		metadata: data.resultData.metadata ?? {},
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

/** Marks a waiting execution as running, so that it is resumed only once. Throws if it is not waiting. */
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
