import { once } from 'node:events';
import http from 'node:http';
import { json } from 'node:stream/consumers';
import { createGithub } from './github.mjs';
import { createJira } from './jira.mjs';
import { createSlack } from './slack.mjs';

/**
 * A request that a service supports. Segments of the path that begin with a colon are parameters. `run` throws a
 * Refusal if the real service would refuse the request.
 *
 * @typedef {object} Route
 * @property {'GET' | 'POST' | 'PATCH' | 'DELETE'} method
 * @property {string} path
 * @property {(call: { params: any, query: any, body: any }) => { status?: number, headers?: http.OutgoingHttpHeaders, body?: unknown }} run
 */

/**
 * A service that the templates call.
 *
 * @typedef {object} Service
 * @property {string} host its public host name
 * @property {(headers: http.IncomingHttpHeaders) => void} authenticate throws a Refusal
 * @property {Route[]} routes
 */

/**
 * Simulates Slack, Jira Cloud and GitHub, as far as the templates use them, on one loopback port; the Host header
 * selects the service. It refuses what the real services would refuse and records that in `violations`. The services'
 * state is public for assertions.
 *
 * @typedef {object} StandIn
 * @property {number} port
 * @property {string[]} hosts host names of the services
 * @property {ReturnType<typeof createSlack>} slack
 * @property {ReturnType<typeof createJira>} jira
 * @property {ReturnType<typeof createGithub>} github
 * @property {string[]} violations
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<StandIn>} */
export async function startStandIn() {
	const [slack, jira, github] = [createSlack(), createJira(), createGithub()];
	const services = [slack, jira, github, github.storage];
	const violations = [];
	const server = http.createServer(async (request, response) => {
		const { status, headers, body, violation } = await answer(services, request);
		if (violation) violations.push(`${request.method} ${request.headers.host}${request.url}: ${violation}`);
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return {
		port: server.address().port,
		hosts: services.map(({ host }) => host),
		slack,
		jira,
		github,
		violations,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function answer(services, request) {
	try {
		const { pathname, searchParams } = new URL(request.url, 'http://localhost');
		const service = services.find(({ host }) => host === request.headers.host);
		const found = service && match(service.routes, request.method, pathname);
		if (!found) return { status: 404, body: {}, violation: 'no such call is known' };
		service.authenticate(request.headers);
		const body = request.method === 'POST' || request.method === 'PATCH' ? await json(request) : undefined;
		const query = Object.fromEntries(searchParams);
		return { status: 200, ...found.route.run({ params: found.params, query, body }) };
	} catch (error) {
		return {
			status: error.status ?? 500,
			body: error.answer ?? { message: error.message },
			violation: error.message,
		};
	}
}

function match(routes, method, pathname) {
	for (const route of routes.filter((candidate) => candidate.method === method)) {
		const params = paramsOf(route.path, pathname);
		if (params) return { route, params };
	}
	return undefined;
}

/** The parameters in a path; undefined if it does not match the pattern. */
function paramsOf(pattern, pathname) {
	const [wanted, given] = [pattern.split('/'), pathname.split('/')];
	if (wanted.length !== given.length) return undefined;
	const params = {};
	for (const [index, part] of wanted.entries()) {
		if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[index]);
		else if (part !== given[index]) return undefined;
	}
	return params;
}
