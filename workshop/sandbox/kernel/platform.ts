import type { Actions, ActionRoutes } from './actions';
import type { Answer, ApiCall, Endpoint } from './contract';
import type { Outgoing, Delivery } from './deliveries';
import type { VariantSpecs, VariantValues } from './variants';

/** What the kernel lends a platform. */
export interface PlatformTools<Variants> {
	/** The variant values in force; changes in place. */
	variants: Variants;
	/** URL of the sandbox, without a trailing slash. */
	url: () => string;
	/** Sends a webhook call and logs it. */
	deliver: (outgoing: Omit<Outgoing, 'platform'>) => Promise<Delivery>;
	/** Runs `work` later, unless the sandbox is reset or closed before. */
	later: (ms: number, work: () => void) => void;
}

/** A platform with its state. Opened anew on every reset. */
export interface OpenPlatform<Handlers extends Actions = Actions> {
	endpoints: Endpoint[];
	/** The refusal of a call whose credential does not do, else null. `breach` names a departure from the contract. */
	authorize: (call: ApiCall, endpoint: Endpoint) => Refusal | null;
	/** An error in the platform's own envelope. */
	errorAnswer: (status: number, message: string) => Answer;
	/** What control can do to this platform. */
	actions: Handlers;
}

/** A refused call. */
export interface Refusal {
	status: number;
	message: string;
	/** Set when the call departs from the contract, and not just holds a wrong key. */
	breach?: string;
}

/** One simulated platform. */
export interface PlatformModule<
	Specs extends VariantSpecs = VariantSpecs,
	Handlers extends Actions = Actions,
	Addresses = unknown,
> {
	name: string;
	/** First path segment in the sandbox, e.g. `/currents`. Whatever arrives below it is this platform's. */
	mount: string;
	/** What follows the mount in the base URL, e.g. `/v1`, or empty. */
	basePath: string;
	/** File name of its contract, for messages. */
	contract: string;
	/** Lower-case names of headers that carry credentials. */
	secretHeaders: string[];
	variants: Specs;
	actionRoutes: ActionRoutes<Handlers>;
	open(tools: PlatformTools<VariantValues<Specs>>): OpenPlatform<Handlers>;
	/** The addresses and placeholder keys a client is configured with. */
	addresses(url: string): Addresses;
}
