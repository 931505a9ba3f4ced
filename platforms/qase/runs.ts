/** Reading and awaiting runs of Qase. */
import type { IDataObject } from 'n8n-workflow';

import { buildRun, type RunFacts } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { failuresNoteOn } from '../shared/failuresNote';
import { NO_FAILURES, nothingFailed } from '../shared/nothingFailed';
import { readOpenRuns } from '../shared/openRuns';
import { EARLIER_RUNS_MS } from '../shared/readBudget';
import { oneAttempt } from '../../n8n/transport/budget';
import type { AwaitedRun, EarlierRuns, RunList } from '../../n8n/waiting/contract';
import { hasEnded } from '../../n8n/waiting/poll';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import { qaseApi, type QaseApi } from './api';
import { wordsFinder, type FindWords } from './caseWords';
import { readFailures, withCases } from './failures';
import { readRunPlace } from './fields';
import { PAGE_SIZE } from './longLists';
import { runFacts, type RunView } from './normalize';
import { webOrigin } from './service';
import type { QaseRun } from './wire';

/** What is known of the runs of a project besides Qase's responses. */
export async function viewOf(
	{ ctx, itemIndex }: OperationCall,
	code: string,
	trustsPass = false,
): Promise<RunView> {
	return { code, origin: await webOrigin(ctx, itemIndex), trustsPass };
}

/** The run that the parameters name, and what is needed to read it. */
export async function runOf(call: OperationCall, trustsPass = false) {
	const { code, runId } = readRunPlace(call.input);
	const view = await viewOf(call, code, trustsPass);
	return { api: qaseApi(call.ctx, call.itemIndex), code, runId, view };
}

/** Converts a run, and reads at most `maxFailures` of its failures (0 = none requested). */
export async function readingOf(
	api: QaseApi,
	raw: QaseRun,
	view: RunView,
	maxFailures = 0,
	findWords?: FindWords,
): Promise<RunReading> {
	const facts = await factsWithFailures(api, raw, view, maxFailures, findWords);
	return { run: buildRun(facts), raw: raw as IDataObject };
}

/** Converts a run of a list. Its failures are not read. */
export function listedRun(raw: QaseRun, view: RunView): TestRun {
	return buildRun(runFacts(raw, view));
}

/** The list of the runs of a project that are in progress. */
function listOf(api: QaseApi, view: RunView): RunList {
	return {
		key: JSON.stringify(view),
		readGoing: async (runIds) =>
			await readOpenRuns<QaseRun>(runIds, {
				pageSize: PAGE_SIZE,
				idOf: ({ id }) => String(id),
				list: async (most, keep) => await api.newestRuns(view.code, most, { status: 'in_progress' }, keep),
				read: async (raws) => await Promise.all(raws.map(async (raw) => await readingOf(api, raw, view))),
			}),
	};
}

/** So far back earlier runs are searched for: the list begins there, since its end could only be found by a second request. */
const EARLIER_RUNS_DAYS = 30;

/** Runs of the last weeks that have ended; alike are those of the same plan or, without one, of the same title. */
function earlierRuns({ ctx, itemIndex }: OperationCall, view: RunView, { raw }: RunReading): EarlierRuns {
	const kindOf = ({ plan_id: planId, title }: Pick<QaseRun, 'plan_id' | 'title'>) =>
		JSON.stringify(planId ? { planId } : { title });
	return {
		key: JSON.stringify(view),
		kind: kindOf(raw as unknown as QaseRun),
		async read() {
			const api = qaseApi(ctx, itemIndex, oneAttempt(EARLIER_RUNS_MS));
			const from = Math.floor(Date.now() / 1000) - EARLIER_RUNS_DAYS * 86_400;
			const query = { status: 'passed,failed', from_start_time: from, limit: PAGE_SIZE };
			const { entities } = await api.runList(view.code).page(query);
			return entities.map((run) => ({ run: listedRun(run, view), kind: kindOf(run) }));
		},
	};
}

/** Facts of a run, with at most `maxFailures` failures (0 = none asked for). */
export async function factsWithFailures(
	api: QaseApi,
	raw: QaseRun,
	view: RunView,
	maxFailures: number,
	findWords?: FindWords,
): Promise<RunFacts> {
	const facts = runFacts(raw, view);
	if (maxFailures === 0) return facts;
	if (nothingFailed(facts, { listsFlaky: false })) return { ...facts, ...NO_FAILURES };
	return { ...facts, ...(await failuresOf(api, raw, view, maxFailures, findWords).catch(failuresNoteOn)) };
}

/** Reads failures, at most `maxFailures`; with the details of their cases if `findWords` is given. */
export async function failuresOf(
	api: QaseApi,
	raw: QaseRun,
	{ code }: RunView,
	maxFailures: number,
	findWords?: FindWords,
): Promise<Pick<RunFacts, 'failures' | 'failuresTruncated' | 'failuresNote'>> {
	const { cases, ...facts } = await readFailures(api, raw, code, maxFailures);
	if (findWords === undefined) return facts;
	const words = await findWords([...cases.values()]);
	return { ...facts, failures: await withCases(facts.failures, cases, words) };
}

/** What finds the words for the details of cases, if the option `includeCaseDetails` asks for these. */
export async function wordsIfWanted({
	ctx,
	itemIndex,
	input,
}: OperationCall): Promise<FindWords | undefined> {
	const isWanted = input.group('options').flag('includeCaseDetails');
	return isWanted ? await wordsFinder(ctx, itemIndex) : undefined;
}

/** The run that the parameters name. Its failures, at most `maxFailures`, are read only after it has ended. */
export async function awaitedRun(
	call: OperationCall,
	trustsPass: boolean,
	maxFailures: number,
): Promise<AwaitedRun> {
	const { api, code, runId, view } = await runOf(call, trustsPass);
	const findWords = await wordsIfWanted(call);
	return {
		async read() {
			const raw = await api.getRun(code, runId);
			const reading = await readingOf(api, raw, view);
			return hasEnded(reading.run) ? await readingOf(api, raw, view, maxFailures, findWords) : reading;
		},
		list: () => listOf(api, view),
		earlier: (reading) => earlierRuns(call, view, reading),
	};
}
