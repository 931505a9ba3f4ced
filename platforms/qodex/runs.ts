/** Reading runs from Qodex. */
import { buildRun } from '../../runs/buildRun';
import { textOf } from '../../transport/json';
import type { ApiContext } from '../../transport/request';
import type { AwaitedRun, RunReading } from '../platform';
import { qodexApi } from './api';
import { runFacts, type QodexProject } from './normalize';
import { checkedOrigin, QODEX_CREDENTIAL } from './service';

/** The project that the credential belongs to. */
export async function projectOf(ctx: ApiContext, itemIndex = 0): Promise<QodexProject> {
	const { origin, projectSlug } = await ctx.getCredentials(QODEX_CREDENTIAL, itemIndex);
	return { origin: checkedOrigin(origin), slug: textOf(projectSlug) ?? '' };
}

/** Reads one run. */
export async function readRun(ctx: ApiContext, itemIndex: number, runId: string): Promise<RunReading> {
	const raw = await qodexApi(ctx, itemIndex).getRun(runId);
	return { run: buildRun(runFacts(raw, runId, await projectOf(ctx, itemIndex))), raw };
}

/** A run to wait for. */
export function awaitedRun(ctx: ApiContext, itemIndex: number, runId: string): AwaitedRun {
	return { read: async () => await readRun(ctx, itemIndex, runId) };
}
