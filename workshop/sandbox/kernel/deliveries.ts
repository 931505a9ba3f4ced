import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { sleep } from './sleep';

// No platform but Qase documents how long it waits; this only keeps a silent receiver from holding up control.
const RECEIVER_TIMEOUT_MS = 30_000;

/** A webhook call to be sent. */
export interface Outgoing {
	platform: string;
	/** What is delivered, in the platform's words, e.g. `RUN_FINISH`. */
	kind: string;
	url: string;
	headers: Record<string, string>;
	body: Buffer;
	/** How long the platform waits for an answer, in milliseconds; default 30,000. */
	timeoutMs?: number;
	/** Absent: sent once. */
	retries?: { times: number; afterMs: number; accepted: (status: number) => boolean };
}

/** One attempt of a delivery. */
export interface Attempt {
	/** ISO time. */
	at: string;
	/** Status the receiver answered; null when it did not. */
	status: number | null;
	/** Body the receiver answered. */
	answer: string | null;
	/** Why there was no answer. */
	error: string | null;
}

/** A delivery as logged. The headers are shown whole, for they are the receiver's own. */
export interface Delivery {
	id: number;
	platform: string;
	kind: string;
	url: string;
	headers: Record<string, string>;
	/** The bytes sent, read as UTF-8. */
	body: string;
	/** Id of the delivery this one repeats. */
	repeats: number | null;
	attempts: Attempt[];
}

/** How a delivery is sent again. */
export interface Redelivery {
	/** Default 1. */
	times?: number;
	/** All at once instead of one after the other. */
	parallel?: boolean;
	/** Headers to set, or with null to leave out. Other headers stay, timestamps and signatures included. */
	headers?: Record<string, string | null>;
	/** Another body, sent as it stands. */
	body?: string;
	/** Another receiver. */
	url?: string;
}

/** Sends deliveries and keeps the log of them. */
export interface DeliverySender {
	log: Delivery[];
	send(outgoing: Outgoing, repeats?: number): Promise<Delivery>;
	redeliver(id: number, how: Redelivery): Promise<Delivery[]>;
	/** Resolves when nothing is under way. */
	settle(): Promise<void>;
	/** Ends whatever is under way and forgets the log. */
	stop(): void;
}

/** A sender that reaches loopback addresses alone, so that a made-up URL never leaves the machine. */
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

/** Plain `http.request`, for it sends exactly the bytes and header names it is given, and keeps no connection. */
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
