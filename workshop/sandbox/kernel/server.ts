import fastify, { type FastifyInstance } from 'fastify';
import { mountActions } from './actions';
import { kernelActionRoutes, kernelActions } from './control';
import { dispatch } from './dispatch';
import type { Kernel } from './kernel';

/** Creates an HTTP server, not yet listening, with all platforms of the kernel and the control API. */
export function createServer(kernel: Kernel): FastifyInstance {
	// `hang` faults leave sockets open on purpose; closing the server must not wait for them.
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 });
	const modules = Object.values(kernel.platforms).map(({ module }) => module);
	void app.register(async (scope) => {
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
		for (const { name, mount } of modules) {
			scope.all(`${mount}/*`, async (request, reply) => {
				await dispatch(kernel, kernel.platforms[name], request, reply);
				return reply;
			});
		}
	});
	mountActions(app, '/control', kernelActionRoutes, () => kernelActions(kernel));
	for (const { name, actionRoutes } of modules) {
		mountActions(app, `/control/${name}`, actionRoutes, () => kernel.platforms[name].open.actions);
	}
	app.setNotFoundHandler((request, reply) => {
		const path = request.raw.url ?? '';
		if (!path.startsWith('/control')) {
			const { method, headers } = request;
			const call = {
				platform: 'none',
				method,
				path,
				query: {},
				headers: { host: headers.host ?? '' },
				body: null,
			};
			kernel.recorder.violate(kernel.recorder.add(call), `no platform at ${method} ${path}`);
		}
		return reply.code(404).send({ error: `nothing at ${request.method} ${path}` });
	});
	return app;
}
