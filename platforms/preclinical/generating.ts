/** Has a self-hosted server generate scenarios from a text, for which it asks a language model. */
import { objectOf } from '../../core/text/json';
import { quantity } from '../../core/text/words';
import type { ApiContext } from '../../n8n/transport/contract';
import { callerOf } from '../../n8n/transport/request';
import { scenarioIn } from './answers';
import { selfHostedService } from './service';
import type { GenerationFields, PreclinicalScenario } from './wire';

/** The time limits of the server's own client, `cli/src/preclinical/client.py`, in milliseconds. */
const ONE_MS = 120_000;
const SEVERAL_MS = 300_000;

/** The server adds generated scenarios without approval, `server/src/shared/scenario-generator.ts`. */
const IN_DOUBT =
	'Scenarios that were generated are in the database of the server, whose lists leave them out until they are approved.';

/**
 * Generates one scenario, or one for each case in the text, which can be none
 * (`docs-site/docs/api-reference/generate-scenario.md` and `generate-batch.md`). Throws NodeApiError.
 */
export async function generate(
	ctx: ApiContext,
	itemIndex: number,
	fields: GenerationFields,
	isOne: boolean,
): Promise<PreclinicalScenario[]> {
	const call = callerOf(selfHostedService, ctx, itemIndex, isOne ? ONE_MS : SEVERAL_MS);
	return await call({
		purpose: isOne ? 'generate a scenario' : 'generate scenarios',
		method: 'POST',
		path: `/api/v1/scenarios/${isOne ? 'generate' : 'generate-batch'}`,
		body: { ...fields },
		slow: true,
		inDoubt: IN_DOUBT,
		pick: isOne ? onlyScenarioIn : scenariosIn,
	});
}

/** Says that there are no scenarios, or that some are not known to be approved; `null` if all can be run. */
export function notUsable(made: PreclinicalScenario[]): string | null {
	if (made.length === 0) return 'Preclinical generated no scenario from the text.';
	const waiting = made.filter(({ approved }) => approved !== true).length;
	if (waiting === 0) return null;
	return `Preclinical generated ${quantity(waiting, 'scenario')} without approval. Approve each one on its page in Preclinical or with 'Update Scenario': until then it is neither listed nor run.`;
}

function onlyScenarioIn(json: unknown): PreclinicalScenario[] | undefined {
	const scenario = scenarioIn(json);
	return scenario && [scenario];
}

/** All entries have to be scenarios: one that was dropped would exist on the server and in no output. */
function scenariosIn(json: unknown): PreclinicalScenario[] | undefined {
	const { scenarios } = objectOf(json);
	if (!Array.isArray(scenarios)) return undefined;
	const known = scenarios.map(scenarioIn).filter((one) => one !== undefined);
	return known.length === scenarios.length ? known : undefined;
}
