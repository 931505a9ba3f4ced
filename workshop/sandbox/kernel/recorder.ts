/** One call a platform of the sandbox received. */
export interface RecordedCall {
	id: number;
	/** ISO time of arrival. */
	at: string;
	platform: string;
	method: string;
	/** Path below the platform's base URL, percent-encoded; credentials in it are cut. */
	path: string;
	query: Record<string, string[]>;
	/** Lower-case names; values of credential headers are cut to 6 characters. */
	headers: Record<string, string>;
	/** Parsed JSON, of a form with files their names by field, else the text; null when empty. */
	body: unknown;
	/** Status answered; null when no answer was given (yet). */
	status: number | null;
	/** Kind of the fault that met this call. */
	fault: string | null;
}

/** A departure from a contract, as found in one call. */
export interface Violation {
	callId: number;
	platform: string;
	method: string;
	path: string;
	message: string;
}

/** Keeps what arrived and what was wrong with it, until it is cleared. */
export interface Recorder {
	calls: RecordedCall[];
	violations: Violation[];
	add(call: Omit<RecordedCall, 'id' | 'at' | 'status' | 'fault'>): RecordedCall;
	violate(call: RecordedCall, message: string): void;
}

/** A recorder with empty lists. Ids go on counting over `clear`, so that no two calls share one. */
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

/** The first 6 characters of a credential: enough to tell keys apart, too little to use one. */
export function cut(secret: string): string {
	return `${secret.slice(0, 6)}…`;
}
