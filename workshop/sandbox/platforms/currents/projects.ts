import type { Endpoint } from '../../kernel/contract';
import { cursorQuery, notFound, ok, oneCursor, page } from './answers';
import { projectJson } from './wire';
import type { CurrentsWorld } from './world';

/** currents.md 2.1: list and get. */
export function projectEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/projects',
			section: '2.1',
			query: cursorQuery,
			rule: oneCursor,
			run: (call) =>
				page(call, [...world.projects].reverse(), ({ projectId }) => `cur-${projectId}`, projectJson),
		},
		{
			method: 'GET',
			path: '/projects/:projectId',
			section: '2.1',
			run({ params }) {
				const project = world.projects.find(({ projectId }) => projectId === params.projectId);
				return project ? ok(projectJson(project)) : notFound;
			},
		},
	];
}
