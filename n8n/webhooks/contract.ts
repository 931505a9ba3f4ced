/** Deliveries (webhook requests from a platform), and what a platform provides for receiving them. */
import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import type { RunEvent, TestRun, TestRunEvent } from '../../core/model/TestRun';
import type { ApiContext } from '../transport/contract';
import type { ExpectedSignature } from './hmac';

/** What receiving deliveries needs to know about a platform. */
export interface DeliverySource {
	/** Value of the trigger's Platform parameter. It is in saved workflows: do not change it. */
	id: string;
	/** The platform's name as it spells it, for messages. */
	name: string;
	trigger: PlatformTrigger;
	/**
	 * Loads the code that handles deliveries. Only done for the first delivery: n8n loads every node when it starts, so
	 * the start should load as little as possible.
	 */
	deliveries(): Promise<Deliveries>;
}

/** A sample delivery, in the shape of the platform's own. */
export interface SampleDelivery {
	body: object;
	/** Names in lower case. */
	headers?: Delivery['headers'];
	scope?: DeliveryScope;
	/** The run it is about, as {@link Deliveries.readRun} would return it. */
	read?: RunFacts;
}

/** A platform as the Test Run Trigger shows it. */
export interface PlatformTrigger {
	credential: string;
	/** Events that can be chosen, as shown under "Trigger On". */
	events: Array<{ value: string; name: string; description: string }>;
	defaultEvents: RunEvent[];
	/** Parameters besides the events, e.g. the project. */
	fields: INodeProperties[];
	/**
	 * Steps for setting up the webhook by hand, for a platform without an API for it. The editor displays only the HTML
	 * elements a, ul and li.
	 */
	setupNotice?: string;
	/** True if the platform sends one delivery per group of a run instead of one per run. */
	sendsPerGroup?: boolean;
	/** Filters for which its deliveries or runs contain the data. */
	filters: FilterName[];
	/** Options that other platforms do not have. `trustVerdict` is the only one that code outside the platform reads. */
	options?: INodeProperties[];
}

/** How to verify and read a platform's deliveries, and how to register for them. */
export interface Deliveries {
	/**
	 * Whether a request looks like a delivery of this platform, by its headers and body. This does not verify the
	 * sender.
	 */
	detects(delivery: Delivery): boolean;
	/**
	 * Events that may end a run with groups instead of the end event of its last group. If groups are merged, these are
	 * accepted even when the user has not chosen them.
	 */
	otherEnds?: string[];
	/**
	 * True if the sender is verified by reading the run from the platform. Then an unknown run means that no event is
	 * emitted, and an unreachable platform means an inconclusive run.
	 */
	readVerifies: boolean;
	/** Present if webhooks can be registered through the platform's API. */
	registrar?(ctx: RegistrarContext): Promise<WebhookRegistrar>;
	/**
	 * Throws if deliveries cannot be verified with the current settings. Called at activation, unless unverified
	 * deliveries are allowed.
	 */
	checkSetup?(ctx: IHookFunctions): Promise<void>;
	/** The secret that the user entered. Without this method, the secret made at registration is used. */
	enteredSecret?(ctx: IWebhookFunctions): Promise<string | null>;
	/** How deliveries are signed, for platforms where only the user knows this; `null` if the user has not set it. */
	expectedSignature?(ctx: IWebhookFunctions): Promise<ExpectedSignature | null>;
	/** Facts from the trigger's parameters that apply to all deliveries, e.g. the project. */
	scope(ctx: IWebhookFunctions): Promise<DeliveryScope>;
	/** Verifies the sender from the delivery alone: secret, signature, age. Sends no requests to the platform. */
	verify(delivery: Delivery, secrets: DeliverySecrets): Verification;
	/**
	 * Reads only ids and names from a delivery, however large it is. Until the platform has confirmed the run, no more
	 * of an unverified body is read. Throws {@link DeliveryError} if it is not a delivery. Pure. Present if
	 * `readVerifies` is true.
	 */
	identify?(delivery: Delivery, scope: DeliveryScope): DeliveredEvent;
	/**
	 * Reads a delivery. Throws {@link DeliveryError} if it is not one. Pure. May leave out failures that are not
	 * wanted.
	 */
	parse(delivery: Delivery, scope: DeliveryScope, want: WantedDetails): DeliveredEvent;
	/** The failed tests in a delivery, for platforms whose deliveries may list many of them. */
	listFailures?(delivery: Delivery, scope: DeliveryScope, want: WantedDetails): Promise<FailureList>;
	/** The delivery key of the event for a whole run, if groups are merged. Otherwise it is that of the delivery. */
	mergedDeliveryKey?(event: string, run: TestRun): string;
	/**
	 * Reads the run of an event from the platform; `null` if there is no such run. Throws {@link DeliveryError} if the
	 * run is not one that the trigger is for, so that no event is emitted, and any other error if the run cannot be
	 * read.
	 */
	readRun(ctx: ApiContext, event: DeliveredEvent, want: WantedDetails): Promise<RunFacts | null>;
}

/** The n8n context for registering webhooks. */
export type RegistrarContext = IHookFunctions;

/** A webhook as the platform lists it. */
export interface RemoteWebhook {
	id: string;
	url: string;
	events: string[];
	/** Whether the platform sends exactly this secret; `true` if the platform does not display secrets. */
	sendsSecret(secret: string): boolean;
}

/** The webhook that we want to have registered. */
export interface WantedWebhook {
	url: string;
	events: string[];
	secret: string;
	/**
	 * Contains the name of the workflow, so that a person at the platform can find out which workflow the webhook
	 * belongs to.
	 */
	label: string;
}

/** A platform's webhook API for one place (project, agent) that has its own webhooks. */
export interface WebhookRegistrar {
	/** Name of the platform, for messages. */
	platform: string;
	/** Base URL of its API. */
	apiUrl: string;
	/** Identifies the place, e.g. a project id. If it changes, the webhook of the old place must be removed. */
	scope: string;
	list(): Promise<RemoteWebhook[]>;
	create(wanted: WantedWebhook): Promise<{ id: string }>;
	update(id: string, wanted: WantedWebhook): Promise<void>;
	/** Throws NodeApiError with status 404 if there is no such webhook. */
	remove(id: string): Promise<void>;
	/** Events to register in addition to those that the user has chosen. */
	alsoTo?: string[];
}

/** Names in the trigger's `filters` collection. */
export type FilterName = 'verdicts' | 'branches' | 'tags' | 'environments' | 'projects' | 'testIds';

/** Facts that are known although the delivery does not contain them. */
export interface DeliveryScope {
	projectId?: string;
	/** Web address of the platform, for links. */
	origin?: string;
}

/** Which details of the run are wanted. */
export interface WantedDetails {
	/** Maximum number of failures; 0 = none. */
	maxFailures: number;
	/** Whether the platform's own verdict "passed" counts more than failed tests. */
	trustVerdict?: boolean;
	/** Whether only one event per run is wanted. Then it matters whether other groups of the run are still running. */
	mergeGroups?: boolean;
}

/** Failed tests of a run, with a note about those that are missing. */
export type FailureList = Pick<RunFacts, 'failures' | 'failuresTruncated' | 'failuresNote'>;

/** A webhook request, as it arrived. */
export interface Delivery {
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	query: Record<string, unknown>;
	/** The body as bytes, which a signature covers; `null` if n8n has not kept them. */
	rawBody: Buffer | null;
	/** The parsed body: any value, including `undefined`. */
	body: unknown;
	/** ISO 8601 */
	receivedAt: string;
}

/** What a delivery is verified against. */
export interface DeliverySecrets {
	/** Made by us at registration, or entered by the user. */
	secret: string | null;
	/** Maximum age of a delivery in milliseconds; `null` = any age. */
	maxAgeMs: number | null;
	/** A signature that is required in addition to the secret. */
	signature?: ExpectedSignature | null;
}

/** Result of verifying the sender. `reason` is for the log and must not be sent to the sender. */
export type Verification = { ok: true } | { ok: false; reason: string };

/** An event whose run has no verdict yet, and the data that filters need. */
export interface DeliveredEvent extends Omit<TestRunEvent, 'run' | 'receivedAt' | 'raw'> {
	run: RunFacts | null;
	/** Id or code of the project; also set for events without a run. */
	projectId?: string | null;
	/** Id of the test, on platforms where a run consists of one test. */
	testId?: string | null;
	/** True for a test delivery that the platform sends on request. */
	isTest?: boolean;
}

/** Value of the event for all event names that the platform has not documented. */
export const OTHER_EVENTS = 'other';

/** Thrown for a request that is not a delivery of the platform; answered with status 400. */
export class DeliveryError extends Error {}
