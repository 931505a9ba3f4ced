import http from 'node:http';
import { once } from 'node:events';
import { freePort } from '../../../../scripts/lib/processes.mjs';

/** Paths that webhook processes serve; the editor's test URLs are served by the main process. */
const FOR_WEBHOOK_PROCESSES = /^\/webhook(-waiting)?\//;

/**
 * A reverse proxy in front of n8n, like that of a user: it distributes production webhooks to the webhook processes in
 * turn, and sends everything else to the main process.
 *
 * @typedef {object} Router
 * @property {string} url without a trailing slash
 * @property {{ main: string, webhook: string[] }} targets URLs; may be changed at any time
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a router without targets.
 *
 * @returns {Promise<Router>}
 */
export async function startRouter() {
	const targets = { main: '', webhook: [] };
	const agent = new http.Agent({ keepAlive: true });
	let turn = 0;
	const server = http.createServer((request, response) => {
		const isForWebhook = FOR_WEBHOOK_PROCESSES.test(request.url);
		const target = isForWebhook ? targets.webhook[turn++ % targets.webhook.length] : targets.main;
		forward({ request, response, target, agent });
	});
	const port = await freePort();
	await once(server.listen(port, '127.0.0.1'), 'listening');
	const stop = async () => {
		agent.destroy();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://127.0.0.1:${port}`, targets, stop };
}

function forward({ request, response, target, agent }) {
	const { method, headers, url } = request;
	const onward = http.request(new URL(url, target), { method, headers, agent }, (answer) => {
		response.writeHead(answer.statusCode, answer.headers);
		answer.pipe(response);
	});
	onward.on('error', () => response.writeHead(502).end());
	request.pipe(onward);
}
