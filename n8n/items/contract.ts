/** What an operation is given for an item, and how it tells of a run. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { Input } from '../parameters/input';

/** What an operation is given for one input item. */
export interface OperationCall {
	ctx: IExecuteFunctions;
	itemIndex: number;
	/** Reads this item's parameters, with errors that name the parameter. */
	input: Input;
	/** Whether an AI agent called. */
	byAgent: boolean;
}

/** A run as the model shows it, and as the platform sent it. */
export interface RunReading {
	run: TestRun;
	raw: IDataObject;
	/**
	 * Set when the platform cannot tell yet whether this is about the awaited run or an earlier one: one more sentence
	 * for the reason when the time limit of a wait passes with this reading.
	 */
	late?: string;
}

/** A run that an operation started, or goes on with since it started it earlier. */
export interface StartedRun {
	runId: string;
	/** The answer to the start; absent where that is long ago, so that the run has to be read. */
	started?: RunReading;
	/** When this process started the run, in epoch milliseconds: at first the platform may not find it. */
	startedAt?: number;
	/** Set when nothing was started now. */
	isResumed?: true;
	/** Set when the run was started by an earlier use of the same start-once key. */
	startedBefore?: true;
	/** Why what was started is not all that was asked for, as the answer to the start told; holds until the run has ended. */
	doubt?: string;
}

/** A run that was started earlier, by this node or by another. */
export type KnownRun = Pick<StartedRun, 'runId' | 'doubt'>;
