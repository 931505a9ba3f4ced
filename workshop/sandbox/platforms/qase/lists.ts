import { text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, finds, ok, page, pageQuery } from './answers';
import { environmentJson, milestoneJson, planJson, projectJson } from './wire';
import { projectOf, type Project, type QaseWorld } from './world';

const searchQuery = { ...pageQuery, search: { check: text() } };

/** qase.md 2.1 and 2.4: what pickers list. */
export function listEndpoints(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/project',
			section: '2.1',
			query: pageQuery,
			run: (call) => page(call, world.projects, world.projects, projectJson),
		},
		{
			method: 'GET',
			path: '/v1/project/:code',
			section: '2.1',
			run: onProject(world, (project) => ok(projectJson(project))),
		},
		{
			method: 'GET',
			path: '/v1/plan/:code',
			section: '2.4',
			query: pageQuery,
			run: onProject(world, ({ plans }, call) => page(call, plans, plans, planJson)),
		},
		searchable(world, 'environment', '2.4', ({ environments }) => environments, environmentJson),
		searchable(world, 'milestone', '2.4', ({ milestones }) => milestones, milestoneJson),
		{
			method: 'GET',
			path: '/v1/configuration/:code',
			section: '2.4',
			run: onProject(world, ({ configurations }) =>
				ok({
					total: configurations.length,
					filtered: configurations.length,
					count: configurations.length,
					entities: configurations,
				}),
			),
		},
	];
}

/** A call on a project, refused when there is no such project. */
export function onProject(world: QaseWorld, act: (project: Project, call: ApiCall) => Answer) {
	return (call: ApiCall): Answer => {
		const project = projectOf(world, call.params.code);
		const status = Number(world.tools.variants.unknownProject);
		return project ? act(project, call) : failed(world, status, 'Project not found');
	};
}

function searchable<Item extends { title: string }>(
	world: QaseWorld,
	kind: string,
	section: string,
	itemsOf: (project: Project) => Item[],
	toJson: (item: Item) => object,
): Endpoint {
	return {
		method: 'GET',
		path: `/v1/${kind}/:code`,
		section,
		query: searchQuery,
		run: onProject(world, (project, call) => {
			const items = itemsOf(project);
			return page(
				call,
				items,
				items.filter(({ title }) => finds(call, title)),
				toJson,
			);
		}),
	};
}
