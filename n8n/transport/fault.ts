/** The ways in which one attempt of a request can fail. */

/** Why an attempt did not return a usable response. */
export type Fault =
	/** The platform responded with 4xx or 5xx. */
	| { kind: 'refused'; status: number; words: string | null; retryAfter: unknown }
	/** No response. `neverOpened`: the connection failed, so the platform cannot have received the request. */
	| { kind: 'network'; code: string; neverOpened: boolean }
	/** A response with status 2xx that is not JSON or does not have the documented shape. */
	| { kind: 'unreadable'; status: number }
	/** A response with status 2xx about another run than the requested one. */
	| { kind: 'other'; status: number }
	| { kind: 'redirect'; status: number }
	/** The execution was stopped. */
	| { kind: 'canceled' }
	/** The credential is not usable as it is. */
	| { kind: 'setup'; words: string }
	/** A value in the path that would change which resource the URL addresses. */
	| { kind: 'id'; id: string };
