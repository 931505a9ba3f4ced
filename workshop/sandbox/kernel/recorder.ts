/** One request that a platform of the sandbox has received. */
export interface RecordedCall {
	id: number;
	/** ISO 8601 time of arrival. */
	at: string;
	platform: string;
	method: string;
	/** Path below the platform's base URL, percent-encoded. Credentials in it are shortened. */
	path: string;
	query: Record<string, string[]>;
	/** Names in lower case. Values of headers with credentials are shortened to 6 characters. */
	headers: Record<string, string>;
	/** The parsed JSON; for a form with files, their names by field; otherwise the text; null if empty. */
	body: unknown;
	/** Status of the response; null if there has been none (yet). */
	status: number | null;
	/** Kind of the fault that affected this request. */
	fault: string | null;
}

/** A violation of a contract by one request. */
export interface Violation {
	callId: number;
	platform: string;
	method: string;
	path: string;
	message: string;
}

/** Keeps all requests and violations until they are cleared. */
export interface Recorder {
	calls: RecordedCall[];
	violations: Violation[];
	add(call: Omit<RecordedCall, 'id' | 'at' | 'status' | 'fault'>): RecordedCall;
	violate(call: RecordedCall, message: string): void;
}

/**
 * Creates an empty recorder. Ids continue to increase after the lists have been cleared, so that no two requests have
 * the same one.
 */
export function createRecorder(): Recorder {
	let count = 0;
	const recorder: Recorder = {
		calls: [],
		violations: [],
		add(call) {
			count += 1;
			const recorded = { id: count, at: new Date().toISOString(), ...call, status: null, fault: null };
			recorder.calls.push(recorded);
			return recorded;
		},
		violate({ id, platform, method, path }, message) {
			recorder.violations.push({ callId: id, platform, method, path, message });
		},
	};
	return recorder;
}

/** The first 6 characters of a credential: enough to distinguish keys, too few to use one. */
export function cut(secret: string): string {
	return `${secret.slice(0, 6)}…`;
}
