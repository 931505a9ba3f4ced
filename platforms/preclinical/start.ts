/** Starting a run, with the parameters of `startFields.ts`. */
import type { Input } from '../input';
import type { OperationCall } from '../platform';
import { startOnce } from '../startOnce';
import { preclinicalApi } from './api';
import type { Flavour } from './service';
import type { PreclinicalRun, StartBody } from './wire';

/** Fields that only one flavour takes. */
const ONLY: Record<string, Flavour> = {
	testMode: 'hosted',
	benchmarkMode: 'selfHosted',
	concurrencyLimit: 'selfHosted',
	creativeMode: 'selfHosted',
	scenarioIds: 'selfHosted',
	tags: 'selfHosted',
};

/**
 * Reads the parameters and starts the run; `null` when its start-once key was used before. The answer tells its ids and
 * status, not the agent or the name.
 */
export async function startRunOf(call: OperationCall): Promise<PreclinicalRun | null> {
	const { ctx, itemIndex, input } = call;
	const api = await preclinicalApi(ctx, itemIndex);
	const body = startBody(input, api.flavour);
	const started = await startOnce(call, async () => await api.startRun(body));
	if (started === null) return null;
	return { ...started, agent_id: body.agent_id, ...(body.name === undefined ? {} : { name: body.name }) };
}

function startBody(input: Input, flavour: Flavour): StartBody {
	const more = input.group('additionalFields');
	for (const [name, only] of Object.entries(ONLY)) {
		if (!more.has(name) || only === flavour) continue;
		const where = only === 'hosted' ? 'the hosted Preclinical' : 'a self-hosted server';
		more.refuse(name, `is only for ${where}`, 'Remove the field, or choose another credential.');
	}
	const body: StartBody = {
		agent_id: input.text('agentId'),
		test_suite_id: input.optionalText('testSuiteId'),
		name: more.optionalText('name'),
		max_turns: positive(more, 'maxTurns'),
		max_scenarios: positive(more, 'maxScenarios'),
		test_mode: more.optionalText('testMode'),
		concurrency_limit: positive(more, 'concurrencyLimit'),
		scenario_ids: someOf(more, 'scenarioIds'),
		tags: someOf(more, 'tags'),
		benchmark_mode: more.optionalFlag('benchmarkMode'),
		creative_mode: more.optionalFlag('creativeMode'),
	};
	return Object.fromEntries(
		Object.entries(body).filter(([, value]) => value !== undefined),
	) as unknown as StartBody;
}

function positive(input: Input, name: string): number | undefined {
	const number = input.optionalNumber(name);
	if (number === undefined || (Number.isInteger(number) && number >= 1)) return number;
	return input.refuse(name, 'must be a whole number of 1 or more');
}

/** An expression that gives an empty list must not run everything: what was asked for is then not known. */
function someOf(input: Input, name: string): string[] | undefined {
	if (!input.has(name)) return undefined;
	const entries = input.list(name);
	return entries.length > 0
		? entries
		: input.refuse(name, 'is empty', 'Without entries the server would run all active scenarios.');
}
