/** Types for a request: the calling context, the service, and the call. */
import type {
	BinaryHelperFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Budget } from './budget';
import type { FormFile } from './multipart';
import type { Query } from './query';
import type { RepeatRule } from './retry';

/** The n8n contexts that can send requests to a platform. */
export type ApiContext =
	IExecuteFunctions | IHookFunctions | IWebhookFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What sending requests needs to know about a platform's API. */
export interface Service {
	/** The platform's name, for messages, e.g. `Currents`. */
	name: string;
	/** The credential type with which requests are authenticated. */
	credential: string;
	/** Credential fields whose values must not appear in messages or outputs. */
	secretFields: string[];
	/**
	 * Base URL without a trailing slash. Throws an error with a plain sentence if the URL in the credential is not
	 * usable.
	 */
	baseUrl(credentials: ICredentialDataDecryptedObject): string;
	/** The error text in the body of an error response; `null` if there is none. */
	errorText(body: unknown): string | null;
	/** Whether a response with a 2xx status is an error all the same, for platforms that report errors in the body. */
	refuses?(body: unknown): boolean;
	/**
	 * Describes an error response, as in "TestCLIX did not accept the key", if the status alone is not enough for that.
	 */
	refusal?(status: number, words: string | null): string | undefined;
	/**
	 * What the user can do about an error response, if there is better advice for this platform than the general one.
	 * Secrets of the credential are masked in it.
	 */
	advice?(
		status: number,
		words: string | null,
		credentials: ICredentialDataDecryptedObject,
	): string | undefined;
}

/** One request to an API whose result is a `T`. */
export interface Call<T = unknown> {
	/** Completes the message "Could not …", e.g. `cancel the run`. */
	purpose: string;
	method: IHttpRequestMethods;
	/** Begins with a slash. Values in it are already percent-encoded. */
	path: string;
	query?: Query;
	body?: IDataObject;
	/** Files to send as a form, instead of a JSON body. */
	files?: FormFile[];
	/**
	 * Extracts the result from the parsed JSON (`null` if the body is empty); `undefined` = the response is not usable.
	 * `text` is the body as it is, if it is plain text and {@link plainTextToo} is set.
	 */
	pick(json: unknown, text?: string): T | undefined;
	/** Whether the response is about the requested run. If it is not, the call fails. */
	isAbout?(picked: T): boolean;
	/** Error statuses whose body is a usable answer all the same, if `pick` accepts it. */
	answersToo?: number[];
	/** For a response that is a file: its body goes here instead of to `pick`. */
	file?: FileReceiver<T>;
	/** Secrets in the request that are not in the credential. They are masked in error messages. */
	secrets?: string[];
	/** Whether a 2xx response may also be plain text: `pick` then receives `null`. HTML is never accepted. */
	plainTextToo?: boolean;
	/** One sentence that says where the user can check whether a write was carried out, if its response was lost. */
	inDoubt?: string;
	/** When the request may be sent again; the default is `reads` for GET and `undelivered` for all other methods. */
	repeat?: RepeatRule;
	/** Set if one attempt may take the whole time limit, e.g. because a language model makes the response. */
	slow?: true;
	/** Time limit for all attempts together, if not the usual one. */
	budget?: Budget;
}

/** The body of a response, as it arrives. */
export type FileContent = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** Receives a file that a platform sends. */
export interface FileReceiver<T> {
	/** The media type that the file must have: anything else, such as a sign-in page, is not the file. */
	mediaType: string;
	/** Stores the file and returns the result of the call. What it throws by itself is passed on as it is. */
	store(content: FileContent): Promise<T>;
}
