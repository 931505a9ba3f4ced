import type { Actions, ActionRoutes } from './actions';
import type { Answer, ApiCall, Endpoint } from './contract';
import type { Outgoing, Delivery } from './deliveries';
import type { VariantSpecs, VariantValues } from './variants';

/** The functions that the kernel provides to a platform. */
export interface PlatformTools<Variants> {
	/** The current values of the variants. The object is changed in place. */
	variants: Variants;
	/** URL of the sandbox, without a trailing slash. */
	url: () => string;
	/** Sends a webhook request and logs it. */
	deliver: (outgoing: Omit<Outgoing, 'platform'>) => Promise<Delivery>;
	/** Runs `work` later, unless the sandbox is reset or closed before that. */
	later: (ms: number, work: () => void) => void;
}

/** A platform with its state. A reset creates a new one. */
export interface OpenPlatform<Handlers extends Actions = Actions> {
	endpoints: Endpoint[];
	/**
	 * Returns the refusal of a request whose credential is not valid, otherwise null. `breach` describes a violation of
	 * the contract.
	 */
	authorize: (call: ApiCall, endpoint: Endpoint) => Refusal | null;
	/** Builds an error response in the platform's format. */
	errorAnswer: (status: number, message: string) => Answer;
	/** The platform's actions in the control API. */
	actions: Handlers;
}

/** The refusal of a request. */
export interface Refusal {
	status: number;
	message: string;
	/** Set if the request violates the contract. A wrong key alone does not. */
	breach?: string;
}

/** One simulated platform. */
export interface PlatformModule<
	Specs extends VariantSpecs = VariantSpecs,
	Handlers extends Actions = Actions,
	Addresses = unknown,
> {
	name: string;
	/** First path segment in the sandbox, e.g. `/currents`. All requests below it are for this platform. */
	mount: string;
	/** The part of the base URL after the mount, e.g. `/v1`; may be empty. */
	basePath: string;
	/** File name of its contract, for messages. */
	contract: string;
	/** Names of headers that contain credentials, in lower case. */
	secretHeaders: string[];
	variants: Specs;
	actionRoutes: ActionRoutes<Handlers>;
	open(tools: PlatformTools<VariantValues<Specs>>): OpenPlatform<Handlers>;
	/** The URLs and placeholder keys that a client has to be configured with. */
	addresses(url: string): Addresses;
}
