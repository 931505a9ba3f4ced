/** What a request needs: who asks, of which service, for what. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Budget } from './budget';
import type { FormFile } from './multipart';
import type { Query } from './query';
import type { RepeatRule } from './retry';

/** The n8n contexts that can talk to a platform. */
export type ApiContext = IExecuteFunctions | IHookFunctions | IWebhookFunctions | ILoadOptionsFunctions;

/** A platform's API, as far as requests are concerned. */
export interface Service {
	/** Name for messages, e.g. `Currents`. */
	name: string;
	/** Credential type that authenticates the request. */
	credential: string;
	/** Credential fields that must never be seen. */
	secretFields: string[];
	/** Base URL without a trailing slash. Throws with a plain sentence when the credential's is unusable. */
	baseUrl(credentials: ICredentialDataDecryptedObject): string;
	/** The platform's own words in the body of a refusal; `null` when there are none. */
	errorText(body: unknown): string | null;
	/** Whether a 2xx answer is a refusal all the same, for platforms that say so in the body. */
	refuses?(body: unknown): boolean;
	/** What a refusal says, as in "TestCLIX did not accept the key", where the status alone does not tell. */
	refusal?(status: number, words: string | null): string | undefined;
	/** What to do about a refusal, where the platform's rules allow a better answer than the general one. */
	advice?(status: number, words: string | null): string | undefined;
}

/** One call that gives a `T`. */
export interface Call<T = unknown> {
	/** Completes "Could not …", e.g. `cancel the run`. */
	purpose: string;
	method: IHttpRequestMethods;
	/** Begins with a slash; path values already percent-encoded. */
	path: string;
	query?: Query;
	body?: IDataObject;
	/** Files of a form, which is sent in the place of a JSON body. */
	files?: FormFile[];
	/** Takes what is wanted from the parsed JSON (`null` when empty); `undefined` = not a usable answer. */
	pick(json: unknown): T | undefined;
	/** Whether the answer is about the run that was asked for; an answer about another one is an error. */
	isAbout?(picked: T): boolean;
	/** Plain text will do as a 2xx answer, too: `pick` then gets `null`. A web page never does. */
	plainTextToo?: boolean;
	/** Where to look for what a write may have done whose answer was lost; one sentence. */
	inDoubt?: string;
	/** When the call may be sent again; by default `reads` for GET and `undelivered` for all others. */
	repeat?: RepeatRule;
	/** Time for all attempts together, where it is not the usual one. */
	budget?: Budget;
}
