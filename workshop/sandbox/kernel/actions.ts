import type { FastifyInstance } from 'fastify';
import { isObject } from './checks';
import { inspectFields, type BodyField } from './contract';

/** The functions of the control API by name. Each has at most one parameter, an object. */
export type Actions = Record<string, (input: never) => unknown>;

/** The HTTP route of an action, as `METHOD /path/:param`, and the fields that it accepts. */
export interface ActionRoute {
	route: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;
	/** If omitted, the action checks its input itself. */
	fields?: Record<string, BodyField>;
}

/** A route for each action. */
export type ActionRoutes<Handlers extends Actions> = { [Name in keyof Handlers]: ActionRoute };

/** The actions as a client sees them: each returns a promise. */
export type ActionClient<Handlers extends Actions> = {
	[Name in keyof Handlers]: (
		...input: Parameters<Handlers[Name]>
	) => Promise<Awaited<ReturnType<Handlers[Name]>>>;
};

/** Sends a request of the control API to a sandbox; rejects if the sandbox refuses it. */
export type ControlTransport = (method: string, path: string, body: unknown) => Promise<unknown>;

/** An error caused by the caller of the control API. The response has status 400, or 404 if something does not exist. */
export function controlError(message: string, statusCode: 400 | 404 = 400): Error {
	return Object.assign(new Error(message), { statusCode });
}

/**
 * Serves the actions over HTTP below `prefix`. `handlers` is called for each request, since a reset replaces the
 * handlers.
 */
export function mountActions<Handlers extends Actions>(
	app: FastifyInstance,
	prefix: string,
	routes: ActionRoutes<Handlers>,
	handlers: () => Handlers,
) {
	for (const [name, { route, fields }] of Object.entries(routes) as Array<[string, ActionRoute]>) {
		const [method, path] = route.split(' ');
		app.route({
			method,
			url: `${prefix}${path}`,
			handler: async ({ query, body, params }, reply) => {
				const input = { ...objectOf(query), ...objectOf(body), ...objectOf(params) };
				const problem = fields ? inspectFields(fields, input, 'field') : null;
				if (problem) throw controlError(`${route}: ${problem}`);
				const result = await handlers()[name](input as never);
				return await reply.type('application/json').send(JSON.stringify(result ?? null));
			},
		});
	}
}

/** A client for the actions, over any transport. */
export function actionClient<Handlers extends Actions>(
	prefix: string,
	routes: ActionRoutes<Handlers>,
	transport: ControlTransport,
): ActionClient<Handlers> {
	const entries = (Object.entries(routes) as Array<[string, ActionRoute]>).map(([name, { route }]) => [
		name,
		async (input: Record<string, unknown> = {}) => {
			const [method, pattern] = route.split(' ');
			const rest = { ...input };
			const path = pattern.replace(/:(\w+)/g, (_, param: string) => {
				const value = String(rest[param]);
				delete rest[param];
				return encodeURIComponent(value);
			});
			if (method !== 'GET') return await transport(method, prefix + path, rest);
			const query = new URLSearchParams();
			for (const [key, value] of Object.entries(rest)) if (value !== undefined) query.set(key, String(value));
			return await transport(method, `${prefix}${path}${query.size > 0 ? `?${query}` : ''}`, undefined);
		},
	]);
	return Object.fromEntries(entries) as ActionClient<Handlers>;
}

function objectOf(value: unknown): Record<string, unknown> {
	return isObject(value) ? value : {};
}
