import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { sleep } from './sleep';

// Only Qase documents how long it waits. For the others, this limit keeps a receiver that never responds from blocking
// the control API.
const RECEIVER_TIMEOUT_MS = 30_000;

/** A webhook request to be sent. */
export interface Outgoing {
	platform: string;
	/** The event in the platform's words, e.g. `RUN_FINISH`. */
	kind: string;
	url: string;
	headers: Record<string, string>;
	body: Buffer;
	/** How long the platform waits for a response, in milliseconds; default 30,000. */
	timeoutMs?: number;
	/** If omitted, the request is sent only once. */
	retries?: { times: number; afterMs: number; accepted: (status: number) => boolean };
}

/** One attempt of a delivery. */
export interface Attempt {
	/** ISO time. */
	at: string;
	/** Status of the receiver's response; null if there was none. */
	status: number | null;
	/** Body of the receiver's response. */
	answer: string | null;
	/** Why there was no response. */
	error: string | null;
}

/** A logged delivery. Its headers are not masked, since the receiver has set them itself. */
export interface Delivery {
	id: number;
	platform: string;
	kind: string;
	url: string;
	headers: Record<string, string>;
	/** The sent bytes, decoded as UTF-8. */
	body: string;
	/** Id of the delivery that this one repeats. */
	repeats: number | null;
	attempts: Attempt[];
}

/** Options for sending a delivery again. */
export interface Redelivery {
	/** Default 1. */
	times?: number;
	/** Send all of them at the same time instead of one after the other. */
	parallel?: boolean;
	/**
	 * Headers to set, or to remove if the value is null. All others remain unchanged, including timestamps and
	 * signatures.
	 */
	headers?: Record<string, string | null>;
	/** Another body, sent unchanged. */
	body?: string;
	/** Another receiver. */
	url?: string;
}

/** Sends deliveries and keeps a log of them. */
export interface DeliverySender {
	log: Delivery[];
	send(outgoing: Outgoing, repeats?: number): Promise<Delivery>;
	redeliver(id: number, how: Redelivery): Promise<Delivery[]>;
	/** Resolves when no delivery is being sent. */
	settle(): Promise<void>;
	/** Cancels deliveries that are being sent, and clears the log. */
	stop(): void;
}

/** Creates a sender that sends only to loopback addresses, so that a made-up URL never leaves this machine. */
export function createDeliverySender(): DeliverySender {
	let count = 0;
	let stopper = new AbortController();
	const sent = new Map<number, Outgoing>();
	const underWay = new Set<Promise<unknown>>();

	const sender: DeliverySender = {
		log: [],
		send(outgoing, repeats) {
			count += 1;
			const { platform, kind, url, headers, body } = outgoing;
			const text = body.toString('utf8');
			const delivery: Delivery = {
				id: count,
				platform,
				kind,
				url,
				headers,
				body: text,
				repeats: repeats ?? null,
				attempts: [],
			};
			sender.log.push(delivery);
			sent.set(delivery.id, outgoing);
			const work = attemptAll(outgoing, delivery.attempts, stopper.signal).then(() => delivery);
			underWay.add(work);
			void work.finally(() => underWay.delete(work));
			return work;
		},
		async redeliver(id, how) {
			const original = sent.get(id);
			if (!original) throw new Error(`no delivery ${id}`);
			const again = changed(original, how);
			const times = how.times ?? 1;
			if (how.parallel) return await Promise.all(Array.from({ length: times }, () => sender.send(again, id)));
			const deliveries: Delivery[] = [];
			while (deliveries.length < times) deliveries.push(await sender.send(again, id));
			return deliveries;
		},
		async settle() {
			while (underWay.size > 0) await Promise.all(underWay);
		},
		stop() {
			stopper.abort();
			stopper = new AbortController();
			sender.log = [];
			sent.clear();
		},
	};
	return sender;
}

function changed(original: Outgoing, { headers = {}, body, url }: Redelivery): Outgoing {
	const names = Object.keys(headers).map((name) => name.toLowerCase());
	const kept = Object.entries(original.headers).filter(([name]) => !names.includes(name.toLowerCase()));
	const set = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
	return {
		...original,
		url: url ?? original.url,
		headers: Object.fromEntries([...kept, ...set]),
		body: body === undefined ? original.body : Buffer.from(body),
		retries: undefined,
	};
}

async function attemptAll(outgoing: Outgoing, attempts: Attempt[], signal: AbortSignal) {
	const { times, afterMs, accepted } = outgoing.retries ?? { times: 0, afterMs: 0, accepted: () => true };
	for (let attempt = 0; attempt <= times && !signal.aborted; attempt += 1) {
		if (attempt > 0) await sleep(afterMs, signal);
		const made = await attemptOnce(outgoing, signal);
		attempts.push(made);
		if (made.status !== null && accepted(made.status)) return;
	}
}

async function attemptOnce(outgoing: Outgoing, signal: AbortSignal): Promise<Attempt> {
	const at = new Date().toISOString();
	const refused = refuse(outgoing.url);
	if (refused) return { at, status: null, answer: null, error: refused };
	try {
		return { at, ...(await post(outgoing, signal)), error: null };
	} catch (error) {
		return { at, status: null, answer: null, error: error instanceof Error ? error.message : String(error) };
	}
}

/**
 * Uses `http.request` because it sends exactly the given bytes and header names. It does not keep the connection open.
 */
async function post({ url, headers, body, timeoutMs = RECEIVER_TIMEOUT_MS }: Outgoing, signal: AbortSignal) {
	return await new Promise<{ status: number | null; answer: string }>((resolve, reject) => {
		const start = url.startsWith('https:') ? httpsRequest : httpRequest;
		const request = start(url, {
			method: 'POST',
			agent: false,
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
			headers: { ...headers, 'content-length': body.length },
		});
		request.on('error', reject);
		request.on('response', (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('error', reject);
			answer.on('end', () => {
				resolve({ status: answer.statusCode ?? null, answer: Buffer.concat(chunks).toString('utf8') });
			});
		});
		request.end(body);
	});
}

function refuse(url: string): string | null {
	if (!URL.canParse(url)) return `not sent: ${url} is no URL`;
	const { hostname, protocol } = new URL(url);
	if (protocol !== 'http:' && protocol !== 'https:') return `not sent: ${protocol} is neither http nor https`;
	const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
	return loopback ? null : `not sent: ${hostname} is not a loopback address`;
}
