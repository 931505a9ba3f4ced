import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LoggerProxy } from 'n8n-workflow';
import { expressRequest, expressResponse, type WebhookRequest, type WebhookResponse } from './express';

/** Handles one request for a path of the instance. */
export type Route = (req: WebhookRequest, res: WebhookResponse) => Promise<void>;

/**
 * The HTTP server of a simulated n8n on 127.0.0.1. Pass it as `instance` to runWorkflow or listen, so that other
 * servers can call the webhook and resume URLs of nodes.
 */
export interface Instance {
	/** Public base URL, without a trailing slash. */
	baseUrl: string;
	/** Serves a path of the instance for all methods, e.g. `/webhook-waiting/7`. */
	serve(path: string, route: Route): void;
	/** Stops serving a path. */
	unserve(path: string): void;
	/** Closes the server and its connections. */
	close(): Promise<void>;
}

/** Starts an instance on a free port. Close it in `afterEach` or `afterAll`. */
export async function startInstance(): Promise<Instance> {
	const routes = new Map<string, Route>();
	const server = createServer((plainRequest, plainResponse) => {
		const req = expressRequest(plainRequest);
		const res = expressResponse(plainResponse);
		const route = routes.get(decodeURI(req.path)) ?? notFound;
		route(req, res).catch((error: Error) => {
			LoggerProxy.error(`Error in handling webhook request ${req.method} ${req.path}: ${error.message}`);
			if (res.headersSent) res.destroy();
			else res.status(500).json({ code: 0, message: error.message });
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		serve: (path, route) => void routes.set(decodeURI(path), route),
		unserve: (path) => void routes.delete(decodeURI(path)),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** n8n's response for a webhook that is not registered. */
export async function notFound(req: WebhookRequest, res: WebhookResponse): Promise<void> {
	const message = `The requested webhook "${req.method} ${req.path}" is not registered.`;
	res.status(404).json({ code: 404, message });
}
