/** What polling needs from a platform: how its runs are listed, followed and read. */
import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import type { RunEvent } from '../../core/model/TestRun';
import type { Budget } from '../transport/budget';
import type { FilterName, WantedDetails } from '../webhooks/contract';

/** A platform whose runs can be polled. */
export interface PolledPlatform {
	/** Value of the Platform parameter; saved workflows contain it. */
	id: string;
	/** The platform's name as it spells it, for messages. */
	name: string;
	polling: PollTrigger;
}

/** A platform as the Test Run Polling Trigger shows it. */
export interface PollTrigger {
	credential: string;
	/** Events that can be chosen, as shown under "Trigger On". */
	events: Array<{ value: RunEvent; name: string; description: string }>;
	defaultEvents: RunEvent[];
	/** Parameters that say whose runs are polled, e.g. the project. */
	fields: INodeProperties[];
	/** Filters for which its runs contain the data. */
	filters: FilterName[];
	/** Options that other platforms do not have. */
	options?: INodeProperties[];
	/** Loads the code that polls. n8n loads every node when it starts, so the start should load as little as possible. */
	poller(): Promise<OpenPoller>;
}

/**
 * Prepares one poll. All requests of the poll share `budget`.
 *
 * @throws NodeOperationError if a parameter is not usable
 */
export type OpenPoller = (ctx: IPollFunctions, budget: Budget, want: WantedDetails) => Promise<Poller>;

/** Reads the runs of one project (or agent, ...). All requests throw NodeApiError. */
export interface Poller {
	/** Whose runs these are: base URL and project. When it changes, polling starts anew. Contains no secret. */
	scope: string;
	/**
	 * True if `order` is the time of creation in epoch milliseconds, false if it is a number that the platform counts up.
	 */
	ordersByTime: boolean;
	/** One page of the newest runs, in any order, and whether there are no others. */
	newest(): Promise<PolledPage & { isAll: boolean }>;
	/** The runs that have not ended, as far as one list tells; `null` if the platform has no such list. */
	unfinished(): Promise<PolledRun[] | null>;
	/**
	 * The runs whose `order` is about `mark` or more, page by page: contiguous, and later pages contain newer runs. A few
	 * older runs come with them, since a run may become visible late. Usually one request.
	 *
	 * @param hint what the last page of an earlier call returned as hint
	 */
	since(mark: number, hint: number | null): AsyncIterable<PolledPage>;
	/**
	 * The current state of runs that had not ended and were not on the pages of {@link since}, by id. `null` = there is no
	 * such run any more. Runs that could not be looked at this time are missing.
	 *
	 * @param turn differs from poll to poll, so that each of many runs has its turn
	 */
	follow(ids: string[], turn: number): Promise<Map<string, PolledRun | null>>;
	/**
	 * Looks closer at runs that have not ended for long although the platform lists them, and returns those that have
	 * ended after all. Absent if a platform leaves no run unfinished.
	 */
	lookCloser?(runs: PolledRun[], turn: number): Promise<PolledRun[]>;
	/** A run that is to be emitted, with its failures if they are wanted; `null` = there is no such run any more. */
	read(id: string): Promise<Reading | null>;
	/** The run of a list with its failures. Called only if failures are wanted. */
	detailed(run: PolledRun): Promise<RunFacts>;
	/** What an event of a run that is not known any more can tell. */
	facts(id: string): RunFacts;
	/** Key of an event, the same that a webhook delivery of it has. */
	deliveryKey(event: RunEvent, run: Pick<PolledRun, 'id' | 'owner' | 'content'>): string;
	/** The platform's own name for the event. */
	platformEvent(event: RunEvent): string;
}

/** One page of {@link Poller.since}. */
export interface PolledPage {
	runs: PolledRun[];
	/** Stored, and passed to the next call; e.g. where the list ended. */
	hint: number | null;
	/**
	 * The orders of the oldest and the newest run on the page, if it had others that are of no interest; `null` = it had
	 * none.
	 */
	span?: [number, number] | null;
}

/** A run for the output. */
export interface Reading {
	facts: RunFacts;
	/** As the platform sent it. */
	raw: IDataObject;
}

/** A run as a list shows it. */
export interface PolledRun extends Reading {
	id: string;
	/** Newer runs have a higher one. `null` = not known. */
	order: number | null;
	/** Whose run it is, as far as that differs from run to run and is part of the delivery key; otherwise empty. */
	owner: string;
	/**
	 * What tells one end of this run from another one, for a run that can end again; otherwise empty. Part of the
	 * delivery key of the event that its present state means.
	 */
	content: string;
}
