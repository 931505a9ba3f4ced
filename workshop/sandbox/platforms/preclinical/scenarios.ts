import { boolean, listOf, object, oneOf, text, type Check } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { ok, selfHostedError } from './answers';
import { scenarioJson } from './wire';
import { UUID, type PreclinicalWorld, type Scenario } from './world';

const PAGES = 'docs-site/docs/api-reference';

const number: Check = (value) => (typeof value === 'number' ? null : 'must be a number');

/** The fields that an update may hold. */
interface Changes {
	name: string;
	category: string;
	scenario_type: Scenario['type'];
	is_active: boolean;
	approved: boolean;
	priority: number;
	content: object;
	rubric_criteria: object[];
	tags: string[];
}

const changes: Record<keyof Changes, { check: Check }> = {
	name: { check: text() },
	category: { check: text() },
	scenario_type: { check: oneOf(['full', 'demo', 'custom']) },
	is_active: { check: boolean },
	approved: { check: boolean },
	priority: { check: number },
	content: { check: object },
	rubric_criteria: { check: listOf(object) },
	tags: { check: listOf(text()) },
};

/** The calls for scenarios that are there. */
export function scenarioEndpoints(world: PreclinicalWorld): Endpoint[] {
	const onScenario = (act: (scenario: Scenario, call: ApiCall) => Answer) => (call: ApiCall) => {
		if (!UUID.test(call.params.id)) return selfHostedError(500, '');
		const scenario = world.scenarios.find(({ id }) => id === call.params.id);
		return scenario ? act(scenario, call) : selfHostedError(404, 'Scenario not found');
	};
	const path = '/api/v1/scenarios/:id';
	return [
		{
			method: 'GET',
			path: '/api/v1/scenarios',
			section: `${PAGES}/list-scenarios.md`,
			query: { tag: { check: text() } },
			run({ query }) {
				const tag = query.tag?.[0];
				const listed = world.scenarios.filter(
					(one) => isUsable(one) && (tag === undefined || one.tags.includes(tag)),
				);
				return ok({ scenarios: listed.map(scenarioJson), total: listed.length });
			},
		},
		{
			method: 'GET',
			path,
			section: `${PAGES}/get-scenario.md`,
			run: onScenario((scenario) => ok(scenarioJson(scenario))),
		},
		{
			method: 'PATCH',
			path,
			section: `${PAGES}/update-scenario.md`,
			body: changes,
			run: onScenario((scenario, { body }) => ok(scenarioJson(change(scenario, body)))),
		},
		{
			method: 'DELETE',
			path,
			section: `${PAGES}/delete-scenario.md`,
			run: onScenario((scenario) => {
				scenario.isActive = false;
				return { status: 204 };
			}),
		},
	];
}

/** Whether a scenario is listed and can be run. */
export function isUsable({ isActive, isApproved }: Scenario): boolean {
	return isActive && isApproved;
}

function change(scenario: Scenario, body: Partial<Changes>): Scenario {
	const { scenario_type: type, is_active: isActive, approved: isApproved, ...rest } = body;
	const { content, rubric_criteria: rubric, ...named } = rest;
	const given = { ...named, type, isActive, isApproved, content, rubric };
	return Object.assign(
		scenario,
		Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
	);
}
