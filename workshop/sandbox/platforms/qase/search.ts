import { text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, ok, pageQuery } from './answers';
import { caseJson } from './cases';
import { defectJson, planJson, resultJson, runJson } from './wire';
import type { Project, QaseWorld } from './world';

/** What a query can ask for here: `entity`, and attributes that are compared by `=` and joined by `and`. */
type Conditions = Record<string, string>;

/** Something that can be found: what it is sent as, and its attributes. */
interface Entry {
	json: object;
	attributes: Record<string, string>;
}

/** qase.md 2.8: the search by QQL. Its answers lag behind in reality; here they do not. */
export function searchEndpoints(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/search',
			section: '2.8, search',
			query: { ...pageQuery, query: { check: text({ max: 2000 }), required: true } },
			run: (call) => search(world, call),
		},
	];
}

function search(world: QaseWorld, call: ApiCall): Answer {
	const { searchPlan } = world.tools.variants;
	if (searchPlan !== 'included') return failed(world, Number(searchPlan), 'Your plan has no search');
	const conditions = conditionsIn(call.query.query[0]);
	if (conditions === null) return failed(world, 400, 'The query is invalid');
	const { entity, project, ...others } = conditions;
	const entriesOf = ENTITIES[entity];
	if (entriesOf === undefined) return failed(world, 400, 'The query names no entity');
	const all = world.projects
		.filter(({ code }) => project === undefined || code === project)
		.flatMap((one) => entriesOf(one, world));
	const unknown = Object.keys(others).find((name) => all[0] && !(name in all[0].attributes));
	if (unknown !== undefined) return failed(world, 400, `Unknown attribute "${unknown}"`);
	const found = all.filter(({ attributes }) =>
		Object.entries(others).every(([name, value]) => attributes[name].toLowerCase() === value.toLowerCase()),
	);
	const [limit, offset] = [Number(call.query.limit?.[0] ?? 10), Number(call.query.offset?.[0] ?? 0)];
	return ok({ entities: found.slice(offset, offset + limit).map(({ json }) => json), total: found.length });
}

/** The conditions of a query; `null` if it is not understood. An order may be asked for, but is not kept. */
function conditionsIn(query: string): Conditions | null {
	const [where] = query.split(/\s+order\s+by\s+/i);
	const pairs = where.split(/\s+and\s+/i).map((part) => /^\s*(\w+)\s*=\s*"([^"]*)"\s*$/.exec(part));
	if (pairs.includes(null)) return null;
	return Object.fromEntries(pairs.map((pair) => [pair![1], pair![2]]));
}

const RUN_STATUS = { in_progress: 'In Progress', passed: 'Passed', failed: 'Failed', aborted: 'Aborted' };

const ENTITIES: Record<string, (project: Project, world: QaseWorld) => Entry[]> = {
	run: (project, world) =>
		project.runs.map((run) => ({
			json: runJson(world, project, run),
			attributes: { title: run.title, status: RUN_STATUS[run.status] },
		})),
	result: ({ runs }, world) =>
		runs.flatMap((run) =>
			run.results.map((result) => ({
				json: resultJson(world, run, result),
				attributes: { status: result.status },
			})),
		),
	case: ({ cases }) =>
		cases.map((one) => ({
			json: { ...caseJson(one), test_case_id: one.id },
			attributes: { title: one.title },
		})),
	defect: ({ defects }, world) =>
		defects.map((defect) => ({
			json: { ...defectJson(world, defect), defect_id: defect.id },
			attributes: { title: defect.title, status: defect.status },
		})),
	plan: ({ plans }) =>
		plans.map((plan) => ({
			json: { ...planJson(plan), plan_id: plan.id },
			attributes: { title: plan.title },
		})),
};
