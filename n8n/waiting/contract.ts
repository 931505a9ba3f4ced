/** What a wait needs of whoever knows the platform: the run to be awaited, and how it is read. */
import type { IWebhookFunctions } from 'n8n-workflow';

import type { KnownRun, OperationCall, RunReading, StartedRun } from '../items/contract';

/** How a run comes to be awaited. */
export interface Awaiting {
	/**
	 * Names or starts the run; `null` when nothing is to be awaited, since the start-once key was used before and no item
	 * is wanted then.
	 *
	 * @param callbackUrl what the platform is to call when the run has ended, in wait mode `callback`
	 */
	begin(call: OperationCall, callbackUrl?: string): Promise<AwaitedRun | null>;
	/** Names a run that `begin` started earlier. Present where `begin` starts runs. */
	resume?(call: OperationCall, run: KnownRun): Promise<AwaitedRun>;
	/** Present when the platform calls a URL of our choice once the run has ended. */
	callback?: CallbackSupport;
}

/** What the wait mode `callback` needs beside `begin`. */
export interface CallbackSupport {
	/** Name of the platform, for messages. */
	platform: string;
	/** Base URL of its API, which tells whether it could call a loopback address. */
	apiUrl(call: OperationCall): Promise<string>;
	/** Reads the run again when the call has come: what the call itself says does not count. */
	read(ctx: IWebhookFunctions, runId: string): Promise<RunReading>;
}

/** A run that is being awaited; how it was started is known where this node started it. */
export interface AwaitedRun extends Partial<StartedRun> {
	/** Reads the run's present state; the `isLast` time nothing that was read before will do. */
	read(isLast?: boolean): Promise<RunReading>;
	/** How long to keep looking before a reading that is `late` is taken for what it is, in milliseconds. */
	settlingMs?: number;
	/** Cancels the run. Called after the execution was stopped, which must not stop the requests of this. */
	cancel?(): Promise<void>;
	/** The list that shows the run while it is going on; `null` when this reading does not tell which. */
	list?(reading: RunReading): RunList | null;
}

/** A list by which several runs can be awaited at once. */
export interface RunList {
	/** Equal for runs that stand in the same list. */
	key: string;
	/**
	 * Reads, page by page, which of these runs are going on; by run id. Runs that have ended are left out, and so may
	 * be others: they are read one by one then.
	 */
	readGoing(runIds: string[]): Promise<Map<string, RunReading>>;
}
