/** Polling of both flavours of Preclinical. A self-hosted server has no webhooks, so this is its only trigger. */
import { toMilliseconds } from '../../core/text/time';
import { textOf } from '../../core/text/json';
import { nullOn } from '../../n8n/transport/errors';
import type { OpenPoller, PolledPage, PolledRun, Poller } from '../../n8n/polling/contract';
import type { WantedDetails } from '../../n8n/webhooks/contract';
import { readInTurn } from '../shared/followed';
import { NO_FAILURES, nothingFailed } from '../shared/nothingFailed';
import { preclinicalApi } from './api';
import type { PreclinicalApi } from './contract';
import { deliveryKeyOf } from './deliveryKey';
import { factsOf, surveyScenarios } from './details';
import { isRunning, leftRunningFacts, runFacts, runPageUrl } from './normalize';
import { scopedAgent } from './registrar';
import { lastRuns, runsSince, type RunPart } from './runPages';
import { PRECLINICAL } from './service';
import type { PreclinicalRun } from './wire';

/** So many runs are looked at more closely in one poll, which takes a request per 100 scenarios. */
const MOST_LOOKS = 2;

/** Finalizing a run takes much less than this once its last scenario has ended. */
const FINALIZING_MS = 60_000;

/** Opens the runs of one agent, or of all. */
export const openPoller: OpenPoller = async (ctx, budget, want) =>
	pollerOf(await preclinicalApi(ctx, 0, budget), scopedAgent(ctx), want);

function pollerOf(api: PreclinicalApi, agentId: string | undefined, { maxFailures }: WantedDetails): Poller {
	const isWanted = ({ agent_id: of }: PreclinicalRun) => agentId === undefined || of === agentId;
	const polled = (raw: PreclinicalRun): PolledRun => ({
		id: raw.id,
		order: toMilliseconds(raw.created_at),
		facts: runFacts(raw, { baseUrl: api.baseUrl, agentId }),
		raw,
		owner: agentId === undefined ? (textOf(raw.agent_id) ?? '') : '',
		// A run ends once.
		content: '',
	});
	const pageOf = ({ runs, end }: RunPart): PolledPage => ({
		runs: runs.filter(isWanted).map(polled),
		hint: end,
		span: spanOf(runs),
	});
	const read = async (id: string) => {
		// undocumented: the status for an id that is none; any refusal of this very id counts as "no such run".
		const raw = await api.getRun(id).catch(nullOn(400, 404, 410, 422));
		return raw && polled(raw);
	};
	return {
		scope: ['preclinical', api.baseUrl, agentId ?? ''].join(' ').trim(),
		ordersByTime: true,
		async newest() {
			const part = await lastRuns(api);
			return { ...pageOf(part), isAll: part.isAll };
		},
		unfinished: async () => null,
		async *since(mark, hint) {
			for await (const part of runsSince(api, mark, hint)) yield pageOf(part);
		},
		follow: async (ids, turn) => await readInTurn(ids, turn, read),
		async lookCloser(runs, turn) {
			const running = runs.filter(({ raw }) => isRunning(raw));
			const start = (turn * MOST_LOOKS) % Math.max(1, running.length);
			const due = [...running.slice(start), ...running.slice(0, start)].slice(0, MOST_LOOKS);
			const looked = await Promise.all(due.map(async (run) => await leftRunning(api, run)));
			return looked.filter((run) => run !== null);
		},
		read,
		detailed: async ({ raw, facts }) => {
			if (nothingFailed(facts, { listsFlaky: false })) return { ...facts, ...NO_FAILURES };
			const detailed = await factsOf(api, raw as PreclinicalRun, { maxFailures });
			// A run that was left running has its state from its scenarios.
			const { failures, failuresTruncated, failuresNote } = detailed;
			return { ...facts, failures, failuresTruncated, failuresNote };
		},
		facts: (id) => ({
			...PRECLINICAL,
			id,
			project: agentId === undefined ? null : { id: agentId, name: null },
			url: runPageUrl(api.baseUrl, id),
			status: 'unknown',
		}),
		deliveryKey: (event, { id, owner }) => deliveryKeyOf(agentId ?? owner, event, id),
		platformEvent: () => 'test_run_completed',
	};
}

/** A run whose scenarios have all ended a while ago, as finished; `null` if it is going on or they cannot be read. */
async function leftRunning(api: PreclinicalApi, run: PolledRun): Promise<PolledRun | null> {
	const raw = run.raw as PreclinicalRun;
	const survey = await surveyScenarios(api, raw).catch(() => null);
	const endedAt = toMilliseconds(survey?.endedAt);
	if (!survey?.areAllOver || (endedAt !== null && endedAt > Date.now() - FINALIZING_MS)) return null;
	return { ...run, facts: leftRunningFacts(raw, api, survey) };
}

function spanOf(runs: PreclinicalRun[]): PolledPage['span'] {
	const times = runs.flatMap((run) => toMilliseconds(run.created_at) ?? []).sort((a, b) => a - b);
	return times.length === 0 ? null : [times[0], times[times.length - 1]];
}
