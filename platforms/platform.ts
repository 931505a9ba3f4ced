/**
 * The one interface a platform implements. Nodes are built from it and name no platform themselves:
 * a new platform is a folder beside this file and a line in the registry (`index.ts`).
 */
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { RunFacts } from '../core/model/buildRun';
import type { TestRun, TestRunEvent, Verdict } from '../core/model/TestRun';
import type { ApiContext } from '../n8n/transport/request';
import type { ExpectedSignature } from '../n8n/webhooks/hmac';
import type { RegistrarContext, WebhookRegistrar } from '../n8n/webhooks/lifecycle';
import type { Input } from '../n8n/parameters/input';

/** Operations that stand under one entry of the Test Run node's Platform list. */
export interface ActionGroup {
	/** Value of the `resource` parameter; pinned, saved workflows hold it. */
	id: string;
	/** Name in the list. */
	name: string;
	/** Credential type that its operations use unless they name another; absent when they need none. */
	credential?: string;
	operations: Operation[];
	/** Searches behind its resource locators; names start with the group's id, since a node has one name space. */
	listSearch?: Record<string, ListSearch>;
	/** Lists behind its fields of several choices, named alike. */
	loadOptions?: Record<string, LoadOptions>;
}

/** A test platform as the nodes see it; `name` is spelled as the platform does, e.g. `TestCLIX`. */
export interface Platform extends ActionGroup {
	credential: string;
	trigger: PlatformTrigger;
	/** What takes its deliveries; loaded with the first one, since n8n requires every node at its start. */
	deliveries(): Promise<Deliveries>;
	/** A made-up delivery about a run with this verdict; `null` when the platform never tells of one. */
	sample?(verdict: Verdict, at: Date): Promise<SampleDelivery | null>;
}

/** The events of a platform that a trigger can be set to. */
export function eventsOf({ trigger }: Pick<Platform, 'trigger'>): string[] {
	return trigger.events.map(({ value }) => value);
}

/** A made-up delivery, shaped like the platform's own. */
export interface SampleDelivery {
	body: object;
	/** Names in lower case. */
	headers?: Delivery['headers'];
	scope?: DeliveryScope;
	/** The run behind it, as {@link Deliveries.readRun} would give it. */
	read?: RunFacts;
}

/** Answers a resource locator's "From List" search. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Answers which choices a field has. */
export type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

interface OperationHead {
	/** Value of the `operation` parameter; pinned, saved workflows hold it. */
	value: string;
	/** Title Case, shown in the Operation list. */
	name: string;
	/** Sentence case, shown in the node panel's action list. */
	action: string;
	description: string;
	/** Parameters of this operation; the node adds for which platform and operation they show. */
	fields: INodeProperties[];
	/** Credential type, where it is not the platform's usual one. */
	credential?: string;
	/** An AI agent may do it only where a person allows it: it cannot be undone, changes what others see, or costs money. */
	needsAllowance?: true;
	/** The allowance stands until a person takes it back, for operations that a tool is made for, such as starting runs. */
	allowedByDefault?: true;
}

/** An operation that does its work item by item. Like those below it imports what it executes when it is called. */
export interface ItemOperation extends OperationHead {
	/** Gives the items that come out for one input item. Throws NodeApiError or NodeOperationError. */
	run(call: OperationCall): Promise<IDataObject | IDataObject[]>;
}

/** An operation that waits until a run has ended; the runs of all items are awaited together. */
export interface AwaitOperation extends OperationHead {
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

/** An operation that lets items through unchanged, or holds them back. */
export interface FilterOperation extends OperationHead {
	/** Reads the parameters of an item, before any item is decided on. Throws a NodeOperationError that names the parameter. */
	check(call: OperationCall): Promise<void>;
	/** Whether the item goes on. Called item by item, in their order. */
	keeps(call: OperationCall): Promise<boolean>;
	/** Takes back what was decided on these items, since the node fails and none of them comes out. Never throws. */
	takeBack(calls: OperationCall[]): Promise<void>;
}

/** One entry of a platform's Operation list. */
export type Operation = ItemOperation | AwaitOperation | FilterOperation;

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

/** A platform as the Test Run Trigger shows it. */
export interface PlatformTrigger {
	credential: string;
	/** Events that can be chosen, as shown under "Trigger On". */
	events: Array<{ value: string; name: string; description: string }>;
	defaultEvents: string[];
	/** Parameters beside the events, e.g. the project. */
	fields: INodeProperties[];
	/** Steps to set the webhook up by hand, for a platform that has no API for it. Of HTML the editor shows a, ul and li only. */
	setupNotice?: string;
	/** True when a run with several groups is told group by group. */
	sendsPerGroup?: boolean;
	/** Filters that its deliveries or reads can answer. */
	filters: FilterName[];
	/** Fields of the Options that other platforms do not have; `trustVerdict` is one that all code knows. */
	options?: INodeProperties[];
}

/** How a platform's deliveries are verified and read, and how it is told to send them. */
export interface Deliveries {
	/** Whether a request looks like a delivery of this platform, by its headers and body; says nothing of the sender. */
	detects?(delivery: Delivery): boolean;
	/** Events that end a run with groups in the place of its last group's end: where groups are merged, chosen or not. */
	otherEnds?: string[];
	/**
	 * True when reading the run back is how the sender is verified: then no such run means no event,
	 * and an unreachable platform means an inconclusive one.
	 */
	readVerifies: boolean;
	/** Present when the platform registers webhooks by API. */
	registrar?(ctx: RegistrarContext): Promise<WebhookRegistrar>;
	/** Throws when deliveries could not be verified with what is set. Called at activation, unless unverified ones are allowed. */
	checkSetup?(ctx: IHookFunctions): Promise<void>;
	/** The secret that the user entered; without this method the one made at registration is taken. */
	enteredSecret?(ctx: IWebhookFunctions): Promise<string | null>;
	/** How deliveries are signed, where only the user knows; `null` when nothing was said. */
	expectedSignature?(ctx: IWebhookFunctions): Promise<ExpectedSignature | null>;
	/** What the trigger's parameters say about all its deliveries, e.g. the project. */
	scope(ctx: IWebhookFunctions): Promise<DeliveryScope>;
	/** Decides on the sender from the delivery alone: secret, signature, age. No calls to the platform. */
	verify(delivery: Delivery, secrets: DeliverySecrets): Verification;
	/**
	 * What a delivery is about, by ids and names alone, however large it is; no more is looked at of a stranger's body
	 * until the platform has confirmed the run. Throws {@link DeliveryError} when it is no delivery. Pure. Present where
	 * `readVerifies` is true.
	 */
	identify?(delivery: Delivery, scope: DeliveryScope): DeliveredEvent;
	/** Reads a delivery. Throws {@link DeliveryError} when it is not one. Pure. Failures that are not wanted may be left out. */
	parse(delivery: Delivery, scope: DeliveryScope, want: WantedDetails): DeliveredEvent;
	/** The failed tests that a delivery lists, for platforms whose deliveries list many. */
	listFailures?(delivery: Delivery, scope: DeliveryScope, want: WantedDetails): Promise<FailureList>;
	/**
	 * Reads the run of an event again; `null` when the platform has no such run. Throws {@link DeliveryError} when it is
	 * none of the trigger's runs, so that no event comes of it, and anything else when it cannot be read.
	 */
	readRun(ctx: ApiContext, event: DeliveredEvent, want: WantedDetails): Promise<RunFacts | null>;
}

/** Names in the trigger's `filters` collection. */
export type FilterName = 'verdicts' | 'branches' | 'tags' | 'environments' | 'projects' | 'testIds';

/** Known facts that a delivery itself does not carry. */
export interface DeliveryScope {
	projectId?: string;
	/** Web address of the platform, for links. */
	origin?: string;
}

/** How much is wanted of the run behind a delivery. */
export interface WantedDetails {
	/** At most so many failures; 0 = none asked for. */
	maxFailures: number;
	/** Whether a pass that the platform gave counts for more than failed tests. */
	trustVerdict?: boolean;
	/** One event per run: whether groups of the run still go on matters then. */
	mergeGroups?: boolean;
}

/** Failed tests of a run, with what is said of those that are missing. */
export type FailureList = Pick<RunFacts, 'failures' | 'failuresTruncated' | 'failuresNote'>;

/** A webhook request, as it arrived. */
export interface Delivery {
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	query: Record<string, unknown>;
	/** The bytes that a signature covers; `null` when n8n kept none. */
	rawBody: Buffer | null;
	/** The parsed body; anything, even `undefined`. */
	body: unknown;
	/** ISO 8601 */
	receivedAt: string;
}

/** What is at hand to verify a delivery with. */
export interface DeliverySecrets {
	/** Made by us at registration, or typed in by the user. */
	secret: string | null;
	/** Oldest acceptable delivery in milliseconds; `null` = any age. */
	maxAgeMs: number | null;
	/** A signature that is required besides the secret. */
	signature?: ExpectedSignature | null;
}

/** Outcome of a check of the sender; `reason` is for the log, never for the sender. */
export type Verification = { ok: true } | { ok: false; reason: string };

/** An event before its run is judged, and what filters need to know of it. */
export interface DeliveredEvent extends Omit<TestRunEvent, 'run' | 'receivedAt' | 'raw'> {
	run: RunFacts | null;
	/** Id or code of the project, for events without a run as well. */
	projectId?: string | null;
	/** Id of the test, for platforms that run one test at a time. */
	testId?: string | null;
	/** A sample that the platform sends on request, not something that happened. */
	isTest?: boolean;
}

/** Value of the event that stands for all names that a platform has not published. */
export const OTHER_EVENTS = 'other';

/** The request is not a delivery of the platform; answered with 400. */
export class DeliveryError extends Error {}
