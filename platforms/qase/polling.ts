/** Polling of Qase: runs are numbered, and no list is ordered or filtered by the end. */
import type { IDataObject } from 'n8n-workflow';

import { nullOn } from '../../n8n/transport/errors';
import { readTriggerInput } from '../../n8n/parameters/input';
import type { OpenPoller, PolledRun, Poller } from '../../n8n/polling/contract';
import type { WantedDetails } from '../../n8n/webhooks/contract';
import { readInTurn } from '../shared/followed';
import { qaseApi, type QaseApi } from './api';
import { deliveryKeyOf } from './deliveryKey';
import { nameOf } from './events';
import { polledProjectField } from './fields';
import { collectFromStart, PAGE_SIZE } from './longLists';
import { projectOf, runFacts, runPageUrl, type RunView } from './normalize';
import { lastRuns, runsSince } from './runPages';
import { factsWithFailures } from './runs';
import { QASE, webOrigin } from './service';
import type { QaseRun } from './wire';

const MOST_UNFINISHED = 5 * PAGE_SIZE;

/** Opens the project that the trigger is set to. */
export const openPoller: OpenPoller = async (ctx, budget, want) => {
	const code = readTriggerInput(ctx, [polledProjectField]).text('projectCode');
	const view = { code, origin: await webOrigin(ctx), trustsPass: want.trustVerdict };
	return pollerOf(qaseApi(ctx, 0, budget), view, want);
};

function pollerOf(api: QaseApi, view: RunView, { maxFailures }: WantedDetails): Poller {
	const { code } = view;
	const list = api.runList(code);
	const polled = (raw: QaseRun): PolledRun => ({
		id: String(raw.id),
		order: Number(raw.id),
		facts: runFacts(raw, view),
		raw: raw as IDataObject,
		owner: '',
		// No call reopens a run, so it ends once.
		content: '',
	});
	const read = async (id: string) => {
		const raw = await api.getRun(code, id).catch(nullOn(404));
		return raw && polled(raw);
	};
	const unfinished = async () => {
		const open = { ...list, query: { status: 'in_progress' } };
		return await collectFromStart(MOST_UNFINISHED, open, (raws) => raws.map(polled));
	};
	return {
		scope: ['qase', view.origin, code].join(' '),
		ordersByTime: false,
		async newest() {
			const { entries, end, isAll } = await lastRuns(list);
			return { runs: entries.map(polled), hint: end, isAll };
		},
		unfinished,
		async *since(mark, hint) {
			for await (const { entries, end } of runsSince(list, mark, hint)) {
				yield { runs: entries.map(polled), hint: end };
			}
		},
		async follow(ids, turn) {
			// One run is read as fast as the list.
			const listed = ids.length === 1 ? [] : await unfinished();
			const goingOn = listed.filter(({ id }) => ids.includes(id));
			const others = ids.filter((id) => !goingOn.some((run) => run.id === id));
			const found = await readInTurn(others, turn, read);
			return new Map([...goingOn.map((run) => [run.id, run] as const), ...found]);
		},
		read,
		detailed: async ({ raw }) => await factsWithFailures(api, raw as QaseRun, view, maxFailures),
		facts: (id) => ({
			...QASE,
			id,
			keyParts: [code, id],
			...projectOf(code),
			url: runPageUrl(view, id),
			status: 'unknown',
		}),
		deliveryKey: (event, { id: runId }) => deliveryKeyOf(code, event, runId),
		platformEvent: nameOf,
	};
}
