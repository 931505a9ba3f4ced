/** What can go wrong with one attempt of a request. */

/** Why an attempt gave no answer to work with. */
export type Fault =
	/** The platform answered with 4xx or 5xx. */
	| { kind: 'refused'; status: number; words: string | null; retryAfter: unknown }
	/** No answer. `neverOpened`: the platform cannot have received the request. */
	| { kind: 'network'; code: string; neverOpened: boolean }
	/** A 2xx answer that is not JSON, or not of the documented shape. */
	| { kind: 'unreadable'; status: number }
	/** A 2xx answer about another run than the one asked for. */
	| { kind: 'other'; status: number }
	| { kind: 'redirect'; status: number }
	/** The execution was stopped. */
	| { kind: 'canceled' }
	/** The credential cannot be used as it is. */
	| { kind: 'setup'; words: string }
	/** A value that stands in the path, and would lead to another place than the one meant. */
	| { kind: 'id'; id: string };
