import { text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, finds, ok, page, pageQuery } from './answers';
import { caseJson, environmentJson, milestoneJson, planJson, projectJson } from './wire';
import { projectOf, type Project, type QaseWorld } from './world';

const searchQuery = { ...pageQuery, search: { check: text() } };

/** qase.md 2.1, 2.4 and 2.5: what pickers list. */
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
		searchable(world, 'case', '2.5', ({ cases }) => cases, caseJson),
		{
			method: 'GET',
			path: '/v1/case/:code/:id',
			section: '2.5',
			run: onProject(world, ({ cases }, { params }) => {
				const found = cases.find(({ id }) => String(id) === params.id);
				return found ? ok(caseJson(found)) : failed(world, 404, 'Test case not found');
			}),
		},
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
