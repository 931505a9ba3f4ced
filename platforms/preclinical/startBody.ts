/** Converts the parameters of `startFields.ts` to the body of a start request. Pure. */
import type { Input } from '../../n8n/parameters/input';
import { readUuid, readUuids, refuseFlavour } from './fields';
import type { Flavour } from './service';
import type { StartBody } from './wire';

/** Fields that only one flavour takes. */
const ONLY: Record<string, Flavour> = {
	testMode: 'hosted',
	benchmarkMode: 'selfHosted',
	concurrencyLimit: 'selfHosted',
	creativeMode: 'selfHosted',
	scenarioIds: 'selfHosted',
	tags: 'selfHosted',
};

/** The body of a start request. Throws a NodeOperationError that names the parameter. */
export function startBody(input: Input, flavour: Flavour): StartBody {
	const more = input.group('additionalFields');
	for (const [name, only] of Object.entries(ONLY)) {
		if (more.has(name) && only !== flavour) refuseFlavour(more, name, only);
	}
	const body: StartBody = {
		agent_id: readUuid(input, 'agentId'),
		...chosenScenarios(input, more, flavour),
		name: more.optionalText('name'),
		max_turns: positive(more, 'maxTurns'),
		max_scenarios: positive(more, 'maxScenarios'),
		test_mode: more.optionalText('testMode'),
		concurrency_limit: positive(more, 'concurrencyLimit'),
		benchmark_mode: more.optionalFlag('benchmarkMode'),
		creative_mode: more.optionalFlag('creativeMode'),
	};
	if ((body.max_scenarios ?? Infinity) < (body.scenario_ids?.length ?? 0)) {
		more.refuse(
			'maxScenarios',
			'does not limit scenarios that are chosen one by one',
			'Remove it, or choose fewer.',
		);
	}
	return Object.fromEntries(
		Object.entries(body).filter(([, value]) => value !== undefined),
	) as unknown as StartBody;
}

/**
 * The selection of scenarios. Without one, a self-hosted server runs all active scenarios, the hosted service its
 * default suite.
 */
type Choice = Pick<StartBody, 'test_suite_id' | 'scenario_ids' | 'tags'>;

/** An empty field never means all scenarios, since running them all can cost a lot. */
function chosenScenarios(input: Input, more: Input, flavour: Flavour): Choice {
	const selection = input.text('scenarioSelection');
	if (selection === 'suite') return suiteOrMore(input, more, flavour);
	if (flavour === 'hosted') return refuseFlavour(input, 'scenarioSelection', 'selfHosted');
	for (const name of ['scenarioIds', 'tags']) {
		if (more.has(name)) more.refuse(name, "contradicts what is set under 'Scenarios'", 'Remove the field.');
	}
	if (selection === 'chosen') return { scenario_ids: readUuids(input, 'chosenScenarioIds', RUNS_ALL) };
	if (selection === 'tags') return { tags: someOf(input, 'chosenTags') };
	return selection === 'all' ? {} : input.refuse('scenarioSelection', `has no choice '${selection}'`);
}

/** A suite or, in workflows from before there was a selection, scenarios or tags in the Additional Fields. */
function suiteOrMore(input: Input, more: Input, flavour: Flavour): Choice {
	const suiteId = input.optionalText('testSuiteId');
	const choices: Choice[] = [
		...(suiteId === undefined ? [] : [{ test_suite_id: readUuid(input, 'testSuiteId', suiteId) }]),
		...(more.has('scenarioIds') ? [{ scenario_ids: readUuids(more, 'scenarioIds', RUNS_ALL) }] : []),
		...(more.has('tags') ? [{ tags: someOf(more, 'tags') }] : []),
	];
	if (choices.length > 1) {
		input.refuse(
			'scenarioSelection',
			'is ambiguous: of a test suite, scenario IDs and tags the server takes one and ignores the others',
			'Keep one of them.',
		);
	}
	if (choices.length === 0 && flavour === 'selfHosted') {
		input.refuse(
			'testSuiteId',
			'is empty, which would start all active scenarios',
			"Enter the ID of a suite, or set 'Scenarios' to chosen ones, to tags, or to all active ones if that is what you want.",
		);
	}
	return choices[0] ?? {};
}

/** If an expression returns an empty list, it is not known what was wanted, so this must not run everything. */
const RUNS_ALL = 'Without entries the server would run all active scenarios.';

function someOf(input: Input, name: string): string[] {
	const entries = input.list(name);
	return entries.length > 0 ? entries : input.refuse(name, 'is empty', RUNS_ALL);
}

function positive(input: Input, name: string): number | undefined {
	const number = input.optionalNumber(name);
	if (number === undefined || (Number.isInteger(number) && number >= 1)) return number;
	return input.refuse(name, 'must be a whole number of 1 or more');
}
