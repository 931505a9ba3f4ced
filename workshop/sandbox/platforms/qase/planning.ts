import { integer, listOf, nullable, oneOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, ok, page, pageQuery } from './answers';
import { onProject, searchable } from './lists';
import { detailedPlanJson, environmentJson, milestoneJson, planJson } from './wire';
import type { Environment, Milestone, Named, Plan, Project, QaseWorld } from './world';

const title = { check: text({ max: 255 }), required: true as const };
const id = integer({ min: 1 });

/** qase.md 2.4: plans, environments, milestones and configurations. */
export function planningEndpoints(world: QaseWorld): Endpoint[] {
	return [...environments(world), ...milestones(world), ...plans(world), ...configurations(world)];
}

function environments(world: QaseWorld): Endpoint[] {
	const bySlug = ({ slug }: Environment, { query }: ApiCall) => !query.slug || query.slug[0] === slug;
	const all = (project: Project) => project.environments;
	return [
		searchable(world, 'environment', '2.4', all, environmentJson, { slug: { check: text() } }, bySlug),
		single(world, 'environment', all, environmentJson),
		{
			method: 'POST',
			path: '/v1/environment/:code',
			section: '2.4',
			body: {
				title,
				slug: { check: text({ max: 255 }), required: true },
				description: { check: text() },
				host: { check: text() },
			},
			run: onProject(world, (project, { body }) => added(all(project), body as unknown as Environment)),
		},
	];
}

function milestones(world: QaseWorld): Endpoint[] {
	const all = (project: Project) => project.milestones;
	return [
		searchable(world, 'milestone', '2.4', all, milestoneJson),
		single(world, 'milestone', all, milestoneJson),
		{
			method: 'POST',
			path: '/v1/milestone/:code',
			section: '2.4',
			body: {
				title,
				description: { check: text() },
				status: { check: oneOf(['completed', 'active']) },
				// Unix seconds: milliseconds would be beyond the year 5138.
				due_date: { check: integer({ min: 0, max: 99_999_999_999 }) },
			},
			run: onProject(world, (project, { body: { due_date: dueDate, ...body } }) =>
				added(all(project), { ...body, dueDate } as unknown as Milestone),
			),
		},
		{
			method: 'PATCH',
			path: '/v1/milestone/:code/:id',
			section: '2.4, Milestone.update',
			body: {
				title: { check: text({ max: 255 }) },
				description: { check: text() },
				status: { check: oneOf(['completed', 'active']) },
			},
			run: onProject(world, (project, { params, body }) => {
				const milestone = all(project).find((candidate) => String(candidate.id) === params.id);
				if (!milestone) return failed(world, 404, 'No such milestone');
				return ok({ id: Object.assign(milestone, body).id });
			}),
		},
	];
}

function plans(world: QaseWorld): Endpoint[] {
	const all = (project: Project) => project.plans;
	return [
		{
			method: 'GET',
			path: '/v1/plan/:code',
			section: '2.4',
			query: pageQuery,
			run: onProject(world, (project, call) => page(call, all(project), all(project), planJson)),
		},
		single(world, 'plan', all, detailedPlanJson),
		{
			method: 'POST',
			path: '/v1/plan/:code',
			section: '2.4',
			body: {
				title,
				description: { check: nullable(text()) },
				cases: { check: listOf(id), required: true },
			},
			run: onProject(world, (project, { body: { cases, ...body } }) => {
				const caseIds = cases as number[];
				const isKnown = (caseId: number) => project.cases.some((one) => one.id === caseId);
				if (!caseIds.every(isKnown)) return failed(world, 422, 'Data is invalid.', 'cases');
				return added(all(project), { ...body, caseIds } as unknown as Plan);
			}),
		},
	];
}

/** Ids of configurations run through all groups of a project. */
function configurations(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/configuration/:code',
			section: '2.4',
			run: onProject(world, ({ configurations: groups }) =>
				ok({ total: groups.length, filtered: groups.length, count: groups.length, entities: groups }),
			),
		},
		{
			method: 'POST',
			path: '/v1/configuration/:code/group',
			section: '2.4, ConfigurationGroup.create',
			body: { title },
			run: onProject(world, ({ configurations: groups }, { body }) =>
				added(groups, { ...body, configurations: [] } as never),
			),
		},
		{
			method: 'POST',
			path: '/v1/configuration/:code',
			section: '2.4, Configuration.create',
			body: { title, group_id: { check: id, required: true } },
			run: onProject(world, ({ configurations: groups }, { body }) => {
				const group = groups.find((candidate) => candidate.id === body.group_id);
				if (!group) return failed(world, 422, 'Data is invalid.', 'group_id');
				const ids = groups.flatMap((one) => one.configurations.map((configuration) => configuration.id));
				const configuration = { id: Math.max(0, ...ids) + 1, title: String(body.title) };
				group.configurations.push(configuration);
				return ok({ id: configuration.id });
			}),
		},
	];
}

function single<Item extends Named>(
	world: QaseWorld,
	kind: string,
	all: (project: Project) => Item[],
	toJson: (item: Item) => object,
): Endpoint {
	return {
		method: 'GET',
		path: `/v1/${kind}/:code/:id`,
		section: '2.4',
		run: onProject(world, (project, { params }) => {
			const item = all(project).find((candidate) => String(candidate.id) === params.id);
			return item ? ok(toJson(item)) : failed(world, 404, `No such ${kind}`);
		}),
	};
}

function added<Item extends Named>(items: Item[], fields: Omit<Item, 'id'>): Answer {
	const item = { ...fields, id: Math.max(0, ...items.map((one) => one.id)) + 1 } as Item;
	items.push(item);
	return ok({ id: item.id });
}
