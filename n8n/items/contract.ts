/** What an operation receives for an item, and the shapes in which it passes on a run. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { Input } from '../parameters/input';
import type { WithFiles } from './withFiles';

/** What an operation receives for one input item. */
export interface OperationCall {
	ctx: IExecuteFunctions;
	itemIndex: number;
	/** Reads this item's parameters, with errors that name the parameter. */
	input: Input;
	/** Whether an AI agent called the node. */
	byAgent: boolean;
}

/** A run, converted to our model and as the platform sent it. */
export interface RunReading {
	run: TestRun;
	raw: IDataObject;
	/**
	 * Set while it is not yet certain that this reading is about the awaited run and not an earlier one. It is a
	 * sentence that is added to the reason if the time limit of the wait passes with this reading.
	 */
	late?: string;
}

/** A run that an operation started, or continues with because it was started earlier. */
export interface StartedRun {
	runId: string;
	/** The response to the start. Missing if the run was started earlier: then it has to be read. */
	started?: RunReading;
	/** When this process started the run, in epoch milliseconds. The platform may not find a new run at first. */
	startedAt?: number;
	/** Set if this call did not start the run but continues with an earlier one. */
	isResumed?: true;
	/** Set if the run was started by an earlier use of the same start-once key. */
	startedBefore?: true;
	/**
	 * Why the platform may have started less than was asked for, according to its response. Applies until the run has
	 * ended.
	 */
	doubt?: string;
}

/** A run that was started earlier, by this node or another one. */
export type KnownRun = Pick<StartedRun, 'runId' | 'doubt'>;

/** What an operation returns for an input item: one output item, or several without files. */
export type Output = IDataObject | IDataObject[] | WithFiles;
