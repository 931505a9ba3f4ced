/** Reading and awaiting runs of Qodex. */
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { mapInTurns } from '../../core/text/inTurns';
import { textOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { givingWay } from '../../n8n/givingWay';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import type { FailureList } from '../../n8n/webhooks/contract';
import type { RunReading } from '../../n8n/items/contract';
import { qodexApi } from './api';
import { failedScenarios, runFacts, scenarioFailure, type QodexProject } from './normalize';
import { checkedOrigin, QODEX_CREDENTIAL } from './service';

const NOT_LISTED = 'Qodex did not list the scenarios of this run.';

/** The project that the credential belongs to. */
export async function projectOf(ctx: ApiContext, itemIndex = 0): Promise<QodexProject> {
	const { origin, projectSlug } = await ctx.getCredentials(QODEX_CREDENTIAL, itemIndex);
	return { origin: checkedOrigin(origin), slug: textOf(projectSlug) ?? '' };
}

/** Reads one run, with all failed scenarios that Qodex lists. */
export async function readRun(ctx: ApiContext, itemIndex: number, runId: string): Promise<RunReading> {
	const raw = await qodexApi(ctx, itemIndex).getRun(runId);
	const project = await projectOf(ctx, itemIndex);
	return { run: buildRun(await factsWithFailures(raw, runId, project, Infinity)), raw };
}

/** Facts of a run, with at most `maxFailures` failures (0 = none). */
export async function factsWithFailures(
	json: unknown,
	runId: string,
	project: QodexProject,
	maxFailures: number,
): Promise<RunFacts> {
	const facts = runFacts(json, runId, project);
	if (maxFailures === 0) return facts;
	const list = await listFailures(json, project.slug, maxFailures);
	// undocumented: whether the response lists scenarios.
	const isMissing = list.failures === null && buildRun(facts).verdict === 'failed';
	return { ...facts, ...list, ...(isMissing && { failuresNote: NOT_LISTED }) };
}

/** At most `max` of the failed scenarios in a response or delivery; `failures` is `null` if it lists none. */
export async function listFailures(json: unknown, project: string, max: number): Promise<FailureList> {
	const scenarios = failedScenarios(json);
	if (scenarios === null) return { failures: null };
	const failures = await mapInTurns(
		scenarios.slice(0, max),
		(scenario) => scenarioFailure(scenario, project),
		givingWay(),
	);
	return { failures, failuresTruncated: scenarios.length > max };
}

/** A run to wait for. */
export function awaitedRun(ctx: ApiContext, itemIndex: number, runId: string): AwaitedRun {
	return { runId, read: async () => await readRun(ctx, itemIndex, runId) };
}
