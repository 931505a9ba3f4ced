/** What a delivery is, and what receiving deliveries needs of whoever knows the platform. */
import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import type { RunEvent, TestRunEvent } from '../../core/model/TestRun';
import type { ApiContext } from '../transport/contract';
import type { ExpectedSignature } from './hmac';
import type { RegistrarContext, WebhookRegistrar } from './lifecycle';

/** The events of a platform that a trigger can be set to. */
export function eventsOf({ trigger }: Pick<DeliverySource, 'trigger'>): string[] {
	return trigger.events.map(({ value }) => value);
}

/** A platform as far as receiving its deliveries is concerned. */
export interface DeliverySource {
	/** Value of the trigger's Platform parameter; pinned, saved workflows hold it. */
	id: string;
	/** As the platform spells it, for messages. */
	name: string;
	trigger: PlatformTrigger;
	/** What takes its deliveries; loaded with the first one, since n8n requires every node at its start. */
	deliveries(): Promise<Deliveries>;
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

/** A platform as the Test Run Trigger shows it. */
export interface PlatformTrigger {
	credential: string;
	/** Events that can be chosen, as shown under "Trigger On". */
	events: Array<{ value: string; name: string; description: string }>;
	defaultEvents: RunEvent[];
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

/**
 * An hour lets late retries and clocks that are off through. The secret is what proves the sender;
 * the age only limits how long a stolen delivery can be replayed.
 */
export const DEFAULT_MAX_AGE_MINUTES = 60;

/** The request is not a delivery of the platform; answered with 400. */
export class DeliveryError extends Error {}
