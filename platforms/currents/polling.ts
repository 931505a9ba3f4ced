/** Polling of Currents. Its list has filters of the time of creation, and none of the end. */
import { noCounts } from '../../core/model/counts';
import { toMilliseconds } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import { readTriggerInput } from '../../n8n/parameters/input';
import type { OpenPoller, PolledRun, Poller } from '../../n8n/polling/contract';
import { eventOf } from '../../n8n/polling/cursor';
import type { WantedDetails } from '../../n8n/webhooks/contract';
import { failuresNoteOn } from '../shared/failuresNote';
import { readInTurn } from '../shared/followed';
import { NO_FAILURES, nothingFailed } from '../shared/nothingFailed';
import { currentsApi, PAGE_SIZE, type CurrentsApi, type FullRun } from './api';
import { deliveryKeyOf, keyContent } from './deliveryKey';
import { detailedFacts } from './details';
import { projectField } from './fields';
import { runFacts } from './normalize';
import { runsSince } from './runPages';
import { dashboardOf } from './runs';
import { CURRENTS } from './service';

const MOST_UNFINISHED = 5 * PAGE_SIZE;

/** If the newest page does not go back so far, a run that is reset today need not be on it. */
const A_DAY_MS = 24 * 3_600_000;

/** Opens the project that the trigger is set to. */
export const openPoller: OpenPoller = async (ctx, budget, want) => {
	const projectId = readTriggerInput(ctx, [projectField]).text('projectId');
	const dashboard = await dashboardOf(ctx);
	return pollerOf(currentsApi(ctx, 0, budget), { projectId, dashboard }, want);
};

interface Place {
	projectId: string;
	dashboard: string;
}

function pollerOf(api: CurrentsApi, { projectId, dashboard }: Place, want: WantedDetails): Poller {
	const polled = (raw: FullRun) => polledRun(raw, dashboard);
	const read = async (id: string) => {
		const raw = await api.getRun(id).catch(nullOn(404));
		return raw && polled(raw);
	};
	let listing: Promise<PolledRun[]> | undefined;
	const unfinished = async () => await (listing ??= listUnfinished(api, projectId, polled));
	return {
		scope: ['currents', dashboard, projectId].join(' '),
		ordersByTime: true,
		async newest() {
			const { entries, next } = await api.runPage(projectId, {});
			return { runs: entries.map(polled), hint: null, isAll: next === null };
		},
		unfinished,
		async *since(mark, hint) {
			for await (const { runs, sliceMs, span, isAll } of runsSince(api, projectId, mark, hint)) {
				yield { runs: runs.map(polled), hint: sliceMs, span };
				if (sliceMs === null && !isAll && !goesBackADay(runs)) yield { runs: await unfinished(), hint: null };
			}
		},
		async follow(ids, turn) {
			// One run is read as fast as the list.
			if (ids.length === 1 && listing === undefined) return await readInTurn(ids, turn, read);
			const goingOn = (await unfinished()).filter(({ id }) => ids.includes(id));
			const others = ids.filter((id) => !goingOn.some((run) => run.id === id));
			const found = await readInTurn(others, turn, read);
			return new Map([...goingOn.map((run) => [run.id, run] as const), ...found]);
		},
		read,
		async detailed({ id, facts, raw }) {
			if (nothingFailed(facts, { listsFlaky: true })) return { ...facts, ...NO_FAILURES };
			const whole = isWhole(raw) ? raw : null;
			const read = async () => await detailedFacts(api, whole ?? (await api.getRun(id)), dashboard, want);
			const { failures, failuresTruncated, failuresNote } = await read().catch(failuresNoteOn);
			return { ...facts, failures, failuresTruncated, failuresNote };
		},
		facts: (id) => ({ ...CURRENTS, id, project: { id: projectId, name: null }, status: 'unknown' }),
		deliveryKey: (event, { id: runId, content }) => deliveryKeyOf({ projectId, event, runId, content }),
		platformEvent: (event) => event,
	};
}

/** Whether it was read by its id: the runs of a list do not say which spec files they have (contract: RunFeedItem). */
function isWhole(raw: object): raw is FullRun {
	return 'specs' in raw && Array.isArray(raw.specs);
}

async function listUnfinished(
	api: CurrentsApi,
	projectId: string,
	polled: (raw: FullRun) => PolledRun,
): Promise<PolledRun[]> {
	const query = { completion_state: ['IN_PROGRESS'] };
	return await api.listRuns(projectId, MOST_UNFINISHED, query, (raws) => raws.map(polled));
}

function polledRun(raw: FullRun, dashboard: string): PolledRun {
	const facts = runFacts(raw, dashboard);
	const event = eventOf({ facts });
	const content = event === null ? '' : keyContent(event, facts.counts ?? noCounts());
	return { id: raw.runId, order: toMilliseconds(raw.createdAt), facts, raw, owner: '', content };
}

function goesBackADay(runs: FullRun[]): boolean {
	const times = runs.flatMap(({ createdAt }) => toMilliseconds(createdAt) ?? []);
	return Math.max(...times) - Math.min(...times) > A_DAY_MS;
}
