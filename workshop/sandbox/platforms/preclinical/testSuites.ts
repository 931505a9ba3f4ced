import { randomUUID } from 'node:crypto';
import { listOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, BodyField, Endpoint } from '../../kernel/contract';
import { created, fail, notFound, ok } from './answers';
import type { HostedVariants } from './variants';
import type { PreclinicalWorld, TestSuite } from './world';

const fields: Record<string, BodyField> = {
	name: { check: text() },
	description: { check: text({ min: 0 }) },
	scenario_ids: { check: listOf(text(), { min: 1 }) },
};

/** What a suite is made of, or changed by. */
interface SuiteInput {
	name: string;
	description: string;
	scenario_ids: string[];
}

/** preclinical.md 2.4. */
export function testSuiteEndpoints(world: PreclinicalWorld, variants: HostedVariants): Endpoint[] {
	const onSuite = (act: (suite: TestSuite, call: ApiCall) => Answer) => (call: ApiCall) => {
		const suite = world.suites.find(({ id }) => id === call.params.id);
		return suite ? act(suite, call) : notFound(variants, 'Test suite not found');
	};
	return [
		{ method: 'GET', path: '/test-suites', section: '2.4', run: () => listed(world, variants) },
		{
			method: 'POST',
			path: '/test-suites',
			section: '2.4',
			body: {
				...fields,
				name: { ...fields.name, required: true },
				scenario_ids: { ...fields.scenario_ids, required: true },
			},
			run({ body }) {
				const input = body as unknown as SuiteInput;
				if (world.suites.some(({ name }) => name === input.name)) {
					const words = 'A test suite has this name already';
					return fail(Number(variants.scopeTakenStatus), 'ALREADY_EXISTS', words);
				}
				return unknownIn(world, input) ?? created(suiteJson(addSuite(world, input)));
			},
		},
		{
			method: 'GET',
			path: '/test-suites/:id',
			section: '2.4',
			run: onSuite((suite) => ok(wholeSuiteJson(suite))),
		},
		{
			method: 'PUT',
			path: '/test-suites/:id',
			section: '2.4',
			body: fields,
			rule: ({ body }) => (Object.keys(body).length === 0 ? 'the body has no field' : null),
			run: onSuite((suite, { body }) => {
				return unknownIn(world, body) ?? ok(wholeSuiteJson(change(suite, body)));
			}),
		},
	];
}

function listed({ suites }: PreclinicalWorld, { testSuitesShape }: HostedVariants): Answer {
	const entries = suites.map(suiteJson);
	return ok(testSuitesShape === 'array' ? entries : { [testSuitesShape]: entries, total: entries.length });
}

function unknownIn(world: PreclinicalWorld, { scenario_ids: ids = [] }: Partial<SuiteInput>): Answer | null {
	const isUnknown = (id: string) => !world.scenarios.some((scenario) => scenario.id === id);
	if (!ids.some(isUnknown)) return null;
	return fail(400, 'INVALID_FIELD_VALUE', 'Unknown scenario', { field: 'scenario_ids' });
}

function addSuite(world: PreclinicalWorld, input: SuiteInput): TestSuite {
	const suite: TestSuite = {
		id: randomUUID(),
		name: input.name,
		description: input.description ?? null,
		scenarioIds: input.scenario_ids,
	};
	world.suites.push(suite);
	return suite;
}

function change(suite: TestSuite, body: Partial<SuiteInput>): TestSuite {
	if (body.name !== undefined) suite.name = body.name;
	if (body.description !== undefined) suite.description = body.description;
	if (body.scenario_ids !== undefined) suite.scenarioIds = body.scenario_ids;
	return suite;
}

function suiteJson({ id, name, description, scenarioIds }: TestSuite) {
	return {
		id,
		name,
		description,
		scenario_count: scenarioIds.length,
		created_at: '2026-02-10T08:00:00.000Z',
	};
}

function wholeSuiteJson(suite: TestSuite) {
	return {
		...suiteJson(suite),
		scenario_ids: suite.scenarioIds,
		updated_at: '2026-02-10T08:00:00.000Z',
	};
}
