/** A service over HTTP that answers as a test tells it, for what no platform of the sandbox would do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Asked {
	method: string;
	/** With the query. */
	path: string;
	body: string;
}

/** What is answered; a text is sent as it is, anything else as JSON. */
export interface Said {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** The running service. */
export interface PlainService {
	url: string;
	/** All requests so far, as `GET /runs/1`. */
	log: string[];
	close(): Promise<void>;
}

/** Starts one on a free port; what it has no answer to is a 404. `count` is the number of requests, this one included. */
export async function plainService(
	answer: (asked: Asked, count: number) => Said | undefined | Promise<Said | undefined>,
): Promise<PlainService> {
	const log: string[] = [];
	const server = createServer(async (request, response) => {
		const asked = { method: String(request.method), path: String(request.url), body: '' };
		log.push(`${asked.method} ${asked.path}`);
		const count = log.length;
		for await (const chunk of request) asked.body += String(chunk);
		const { status = 200, body = {}, headers } = (await answer(asked, count)) ?? { status: 404 };
		const isText = typeof body === 'string';
		response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
		response.end(isText ? body : JSON.stringify(body));
	});
	await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		log,
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

/** Services of the tests of a file, which end with each test. */
export function plainServices(): typeof plainService {
	const open: PlainService[] = [];
	afterEach(async () => {
		for (const service of open.splice(0)) await service.close();
	});
	return async (answer) => {
		const service = await plainService(answer);
		open.push(service);
		return service;
	};
}

/** Credentials of all platforms that lead to this address. */
export function credentialsAt(url: string) {
	return {
		testRunCurrentsApi: { apiKey: 'currents-placeholder', baseUrl: `${url}/v1` },
		testRunPreclinicalApi: {
			flavour: 'hosted',
			apiKey: 'sk_live_placeholder',
			baseUrl: `${url}/api/v1`,
		},
		testRunQaseApi: {
			token: 'qase-placeholder',
			origin: url,
			webhookSecret: 'a-placeholder-for-the-webhook-secret',
		},
		testRunQodexApi: { apiKey: 'qk_placeholder', projectSlug: 'web', origin: url },
		testRunQodexScheduleApi: { scheduleUrl: `${url}/api/webhooks/schedules/placeholder` },
		testRunTestClixApi: {
			apiKey: 'clix-placeholder',
			baseUrl: url,
			webhookSecret: 'a-placeholder-for-the-signing-secret',
		},
	};
}
