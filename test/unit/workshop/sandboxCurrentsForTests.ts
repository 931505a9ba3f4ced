/** A sandbox for the tests of a file, calls of its Currents, and a receiver of its deliveries. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../../workshop/sandbox';

interface Reply {
	status: number;
	json: Record<string, unknown>;
}

interface Received {
	headers: IncomingHttpHeaders;
	body: Record<string, unknown>;
}

/** Starts the sandbox and a receiver before the tests of the file, resets both before each, and ends them after all. */
export function sandboxCurrentsForTests() {
	let sandbox: Sandbox;
	let receiver: Server;
	let receiverUrl: string;
	let received: Received[];
	beforeAll(async () => {
		sandbox = await startSandbox();
		receiver = receiving((delivery) => received.push(delivery));
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});
	beforeEach(async () => {
		received = [];
		await sandbox.control.reset();
	});
	afterAll(async () => {
		await sandbox.close();
		await new Promise((resolve) => receiver.close(resolve));
	});

	return {
		sandbox: () => sandbox,
		receiverUrl: () => receiverUrl,
		/** What was delivered since the test began. */
		received: () => received,
		call: async (method: string, path: string, body?: unknown, key = sandbox.currents.apiKey) =>
			await call(sandbox.currents.baseUrl + path, method, key, body),
		/** A webhook that calls the receiver. */
		hook: () => ({
			url: receiverUrl,
			hookEvents: ['RUN_FINISH', 'RUN_CANCELED'],
			headers: JSON.stringify({ 'x-webhook-secret': 'placeholder' }),
			label: 'n8n',
		}),
	};
}

function receiving(take: (delivery: Received) => void): Server {
	return createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			take({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
			response.writeHead(202).end('taken');
		});
	});
}

async function call(url: string, method: string, key: string, body?: unknown): Promise<Reply> {
	const headers: Record<string, string> = { authorization: `Bearer ${key}` };
	if (body !== undefined) headers['content-type'] = 'application/json';
	const answer = await fetch(url, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
