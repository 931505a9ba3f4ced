import http from 'node:http';
import { fileURLToPath } from 'node:url';

const REDIRECT = fileURLToPath(new URL('../../redirect.cjs', import.meta.url));

/** The address that the built-in nodes have for Currents; it cannot be changed in them. */
const HOST = 'api.currents.dev';

/**
 * Has the sandbox answer what n8n sends to the address of Currents.
 *
 * @param {import('../../../../scripts/lib/playground.mjs').Playground} playground
 */
export async function redirectToSandbox(playground) {
	const server = http.createServer((request, response) => forward(playground.sandbox.url, request, response));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	playground.services.push({
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	});
	Object.assign(playground.env, {
		NODE_OPTIONS: `--require ${JSON.stringify(REDIRECT)}`,
		STAND_IN_HOSTS: HOST,
		STAND_IN_PORT: String(server.address().port),
	});
}

/** The sandbox has the paths of Currents below `/currents`. */
function forward(sandboxUrl, request, response) {
	const { method, headers, url } = request;
	const onward = http.request(`${sandboxUrl}/currents${documented(url)}`, { method, headers }, (answer) => {
		response.writeHead(answer.statusCode, answer.headers);
		answer.pipe(response);
	});
	onward.once('error', (error) => response.destroy(error));
	request.pipe(onward);
}

/**
 * The built-in node has the project of Run: Get Many in the path and once more in the query, where it is not documented.
 * The sandbox refuses what is not documented, so it is left out here: the rest of the question can be compared.
 */
function documented(url) {
	const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
	if (!/^\/v1\/projects\/[^/]+\/runs$/.test(pathname)) return url;
	searchParams.delete('projectId');
	return `${pathname}?${searchParams}`;
}
