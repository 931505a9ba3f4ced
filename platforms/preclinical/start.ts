/** Starts a run, with the parameters of `startFields.ts`. */
import { NodeOperationError } from 'n8n-workflow';

import { someNames } from '../../core/text/words';
import { countOf, textOf } from '../../core/text/json';
import type { OperationCall, StartedRun } from '../../n8n/items/contract';
import { startOnce } from '../../n8n/items/startOnce';
import { preclinicalApi } from './api';
import type { PreclinicalApi } from './contract';
import { readingOf } from './details';
import { startBody } from './startBody';
import type { PreclinicalRun, StartBody } from './wire';

/**
 * Reads the parameters and starts the run, see {@link startOnce}. The response contains the ids and the status; the
 * agent and the name are those that we sent. Also throws if requested scenarios were not started, unless the user
 * accepts that; this includes runs that were started earlier with the same start-once key.
 */
export async function startRunOf(call: OperationCall): Promise<StartedRun | null> {
	const { ctx, itemIndex, input } = call;
	const api = await preclinicalApi(ctx, itemIndex);
	const body = startBody(input, api.flavour);
	const sent = { agent_id: body.agent_id, ...(body.name === undefined ? {} : { name: body.name }) };
	const target = { platform: 'preclinical', ...body, name: undefined };
	const start = await startOnce(call, target, async () => {
		const raw = { ...(await api.startRun(body)), ...sent };
		return await readingOf(api, raw, { doubt: await missingScenarios(api, body, raw) });
	});
	if (!start?.doubt || input.group('options').flag('acceptMissingScenarios')) return start;
	throw new NodeOperationError(ctx.getNode(), start.doubt.replace(/\.$/, ''), {
		itemIndex,
		description: `Run ${start.runId} ${start.startedBefore ? 'was started with this key before,' : 'is running'} without what is missing: 'Cancel Run' stops it. Preclinical leaves out scenarios that do not exist, are not active or are not approved. Correct the choice, or turn on 'Accept Missing Scenarios' to continue with such a run.`,
	});
}

/**
 * Describes requested scenarios that were not started, since the server omits them without an error; `null` if there
 * are none.
 */
async function missingScenarios(
	api: PreclinicalApi,
	{ scenario_ids: asked }: StartBody,
	started: PreclinicalRun,
): Promise<string | null> {
	const total = countOf(started.total_scenarios);
	const launched = countOf(started.scenarios_launched) ?? total;
	const wanted = asked?.length ?? total;
	if (launched === null || wanted === null || launched >= wanted) return null;
	const names = asked ? await notStarted(api, asked, started.id) : [];
	const count = wanted - launched;
	const what = `${count} of the ${wanted} scenarios that were asked for ${count === 1 ? 'was' : 'were'} not started`;
	return names.length > 0 ? `${what}: ${someNames(names, 20)}.` : `${what}.`;
}

/** The requested scenarios that are not in the run; none if the list cannot be read. */
async function notStarted(api: PreclinicalApi, asked: string[], runId: string): Promise<string[]> {
	const started = await api
		.listScenarioRuns(runId, Infinity, {}, (page) => page.map((one) => textOf(one.scenario_id)))
		.catch(() => asked);
	return asked.filter((id) => !started.includes(id));
}
