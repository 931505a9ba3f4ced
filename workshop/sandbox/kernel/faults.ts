import type { FastifyReply } from 'fastify';
import type { Answer } from './contract';

/** The ways in which a response can be damaged. */
export type Fault =
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	| { kind: 'delay'; ms: number }
	| { kind: 'closeSocket' }
	| { kind: 'halfBody' }
	| { kind: 'html'; status: number }
	| { kind: 'invalidJson' }
	| { kind: 'hang' }
	| { kind: 'redirect'; location: string; status?: number };

/** A fault and the requests that it applies to. */
export interface FaultRule {
	platform: string;
	/** `path` is a prefix of the path below the base URL, or a regular expression if it begins with `^`. */
	match?: { method?: string; path?: string };
	/** Number of matching requests that are not affected before the fault begins. Default 0. */
	skip?: number;
	/** Number of matching requests that are affected. Default 1. */
	times?: number;
	fault: Fault;
	/** Set if the request is executed first and only its response is damaged. Default false. */
	afterEffect?: boolean;
}

/** An active rule, with the numbers of requests that remain. */
export interface ActiveFault extends FaultRule {
	id: number;
	skip: number;
	times: number;
}

/** All kinds of faults, for checking input. */
export const faultKinds: ReadonlyArray<Fault['kind']> = [
	'status',
	'delay',
	'closeSocket',
	'halfBody',
	'html',
	'invalidJson',
	'hang',
	'redirect',
];

/** Returns the first rule that applies to a request and counts it down; null if the request is not affected. */
export function takeFault(
	rules: ActiveFault[],
	call: { platform: string; method: string; path: string },
): ActiveFault | null {
	for (const rule of rules) {
		if (rule.times === 0 || !meets(rule, call)) continue;
		if (rule.skip > 0) {
			rule.skip -= 1;
			continue;
		}
		rule.times -= 1;
		return rule;
	}
	return null;
}

/**
 * Sends the damaged response. `genuine` is the platform's real response (null if the request was not executed);
 * `errorAnswer` builds an error in the platform's format. Returns the HTTP status that was sent, or null if there was
 * none.
 */
export function sendFault(
	fault: Exclude<Fault, { kind: 'delay' }>,
	reply: FastifyReply,
	genuine: Answer | null,
	errorAnswer: (status: number, message: string) => Answer,
): number | null {
	switch (fault.kind) {
		case 'status': {
			const { status, headers, body } = fault;
			if (body !== undefined) return send(reply, { status, headers, body });
			const answer = errorAnswer(status, `Sandbox fault ${status}`);
			return send(reply, { ...answer, headers: { ...answer.headers, ...headers } });
		}
		case 'html':
			return send(reply, { status: fault.status, text: { contentType: 'text/html', content: errorPage } });
		case 'redirect':
			return send(reply, { status: fault.status ?? 302, headers: { location: fault.location } });
		case 'invalidJson': {
			const content = '{"status": "OK", "data": [';
			return send(reply, { status: 200, text: { contentType: 'application/json', content } });
		}
		case 'halfBody':
			return sendHalf(reply, genuine ?? { status: 200, body: { half: 'of a body' } });
		case 'closeSocket':
			reply.hijack();
			reply.raw.socket?.destroy();
			return null;
		case 'hang':
			reply.hijack();
			return null;
	}
}

/** Sends a response unchanged. */
export function send(reply: FastifyReply, { status, body, text, headers }: Answer): number {
	void reply.code(status).headers(headers ?? {});
	if (text) void reply.type(text.contentType).send(text.content);
	else if (typeof body === 'string') void reply.type('text/plain; charset=utf-8').send(body);
	else if (body !== undefined) void reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
	else void reply.send();
	return status;
}

const errorPage =
	'<!doctype html><html><head><title>Bad gateway</title></head><body>Bad gateway</body></html>';

function sendHalf(reply: FastifyReply, genuine: Answer): number {
	const content = Buffer.from(genuine.text?.content ?? JSON.stringify(genuine.body ?? { half: 'of a body' }));
	reply.hijack();
	reply.raw.writeHead(genuine.status, {
		'content-type': 'application/json; charset=utf-8',
		'content-length': content.length,
	});
	reply.raw.write(content.subarray(0, Math.floor(content.length / 2)), () => reply.raw.socket?.destroy());
	return genuine.status;
}

function meets({ platform, match }: FaultRule, call: { platform: string; method: string; path: string }) {
	if (platform !== call.platform) return false;
	if (match?.method && match.method.toUpperCase() !== call.method) return false;
	const path = match?.path ?? '';
	return path.startsWith('^') ? new RegExp(path).test(call.path) : call.path.startsWith(path);
}
