import { text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint, QueryField } from '../../kernel/contract';
import { failed, finds, ok, page, pageQuery } from './answers';
import { projectJson } from './wire';
import { projectOf, type Project, type QaseWorld } from './world';

const searchQuery = { ...pageQuery, search: { check: text() } };

/** qase.md 2.1: projects. */
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

/** A list that is searched by title, and by `more`. */
export function searchable<Item extends { title: string }>(
	world: QaseWorld,
	kind: string,
	section: string,
	itemsOf: (project: Project) => Item[],
	toJson: (item: Item) => object,
	more: Record<string, QueryField> = {},
	isWanted: (item: Item, call: ApiCall) => boolean = () => true,
): Endpoint {
	return {
		method: 'GET',
		path: `/v1/${kind}/:code`,
		section,
		query: { ...searchQuery, ...more },
		run: onProject(world, (project, call) => {
			const items = itemsOf(project);
			return page(
				call,
				items,
				items.filter((item) => finds(call, item.title) && isWanted(item, call)),
				toJson,
			);
		}),
	};
}
