import http from 'node:http';
import { once } from 'node:events';
import { freePort } from '../../../../scripts/lib/processes.mjs';

/** What a webhook process answers; the test URLs of the editor stay with the main process. */
const FOR_WEBHOOK_PROCESSES = /^\/webhook(-waiting)?\//;

/**
 * The reverse proxy in front of n8n, as a user has one: production webhooks go to the webhook processes in turn,
 * everything else to the main process.
 *
 * @typedef {object} Router
 * @property {string} url without a slash at its end
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
