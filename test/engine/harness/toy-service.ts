import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the toy service received. */
export interface SeenRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A local HTTP service that responds to the paths in {@link ToyService.answers}, and with 404 to all others. */
export interface ToyService {
	url: string;
	seen: SeenRequest[];
	/** Path -> function that returns the response. It may wait, or never resolve, so that there is no response. */
	answers: Record<string, (request: SeenRequest) => Promise<ToyAnswer> | ToyAnswer>;
	close(): Promise<void>;
}

interface ToyAnswer {
	status?: number;
	body: object;
}

/** Starts the service on a free port. */
export async function startToyService(): Promise<ToyService> {
	const seen: SeenRequest[] = [];
	const answers: ToyService['answers'] = {};
	const server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => {
			const { method = '', url = '', headers } = req;
			const request = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
			seen.push(request);
			const answer = answers[url] ?? (() => ({ status: 404, body: { message: 'There is no such thing' } }));
			void Promise.resolve(answer(request)).then(({ status = 200, body }) => {
				res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		answers,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
