/** What a platform provides for a wait: which run to wait for, and how to read it. */
import type { IWebhookFunctions } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { KnownRun, OperationCall, RunReading, StartedRun } from '../items/contract';

/** How an operation starts or names the run to wait for. */
export interface Awaiting {
	/**
	 * Names or starts the run; `null` when there is nothing to wait for, since the start-once key was used before and
	 * the user wants no item then.
	 *
	 * @param callbackUrl the URL that the platform should call when the run has ended; only in wait mode `callback`
	 */
	begin(call: OperationCall, callbackUrl?: string): Promise<AwaitedRun | null>;
	/** Continues to wait for a run that `begin` started earlier. Present only if `begin` starts runs. */
	resume?(call: OperationCall, run: KnownRun): Promise<AwaitedRun>;
	/** Present if the platform can call a URL of our choice once the run has ended. */
	callback?: CallbackSupport;
}

/** What wait mode `callback` needs besides `begin`. */
export interface CallbackSupport {
	/** Name of the platform, for messages. */
	platform: string;
	/** Base URL of the platform's API. If it is on this machine, the platform can call a loopback address. */
	apiUrl(call: OperationCall): Promise<string>;
	/** Reads the run again after the callback: the content of the callback itself is not trusted. */
	read(ctx: IWebhookFunctions, runId: string): Promise<RunReading>;
}

/** A run that a wait reads until it has ended. The fields of {@link StartedRun} are set if this node started the run. */
export interface AwaitedRun extends Partial<StartedRun> {
	/** Reads the current state of the run. With `isLast` it must be read anew; a cached result is not enough. */
	read(isLast?: boolean): Promise<RunReading>;
	/** How long to keep reading, in milliseconds, before a reading with `late` is accepted. */
	settlingMs?: number;
	/**
	 * Cancels the run. Called after the execution was stopped, so its requests must not use the abort signal of the
	 * execution.
	 */
	cancel?(): Promise<void>;
	/** The list that shows the run while it is running; `null` if this reading does not say which list that is. */
	list?(reading: RunReading): RunList | null;
	/**
	 * The runs that have ended, from which a wait guesses the duration of this one; `null` if this reading does not say
	 * where they are listed. Present if the platform lists them with their durations.
	 */
	earlier?(reading: RunReading): EarlierRuns | null;
}

/** The latest runs of a list that have ended. */
export interface EarlierRuns {
	/** The same for all runs of the same list. */
	key: string;
	/** The kind of the awaited run. */
	kind: string;
	/** Reads them with one request that is not repeated, in any order and of any kind and status. */
	read(): Promise<EarlierRun[]>;
}

/** A run from a list. */
export interface EarlierRun {
	run: TestRun;
	/** The same for runs that executed the same tests, as far as can be seen. */
	kind: string;
}

/** A list request that returns the state of several runs at once. */
export interface RunList {
	/** The same for all runs of the same list. */
	key: string;
	/**
	 * Reads, page by page, which of these runs are still running, by run id. Runs that have ended are left out, and
	 * others may be missing too: those are then read one by one.
	 */
	readGoing(runIds: string[]): Promise<Map<string, RunReading>>;
}
