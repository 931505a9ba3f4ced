/** Starts a run only once: per item, even if n8n executes the node again, and per start-once key across executions. */
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isSurelyUndone } from '../transport/errors';
import { isObject } from '../../core/text/json';
import { runLedBack } from './ledBack';
import type { KnownRun, OperationCall, RunReading, StartedRun } from './contract';
import { RecentValues } from './recentValues';
import { noteOutcome, noteStart, outcomeFor } from './startedRuns';
import { turnOf } from './turns';

/** As many entries as n8n's own Remove Duplicates node keeps. Each start takes two. */
const HISTORY: ICheckProcessedOptions = { mode: 'entries', maxEntries: 10_000 };

/** Runs that were started with a start-once key, by workflow, node, credential, target and key. */
const runsByKey = new RecentValues<KnownRun>();

/**
 * What the platform should run: its id, and the project, test, agent, environment or scenarios. It does not include
 * values that only describe a run, such as the title: these often contain the time, so that no two starts would be the
 * same.
 */
export interface StartTarget {
	/** Id of the platform. */
	platform: string;
	[part: string]: unknown;
}

/**
 * Starts a run, unless there is one to continue with: the run of this item if n8n executes the node again after an
 * error, a pending run that a loop sent back, or the run of the start-once key. Returns `null` if the key was used
 * before and the user wants no item then; a hint in the output panel explains this.
 *
 * A key counts per target: with another target it is another key. It is recorded before the start, so that a lost
 * response or a crash never leads to a second run. It is released if the platform certainly started nothing.
 *
 * @throws NodeOperationError if an earlier start with the key may or may not have been carried out, or its run is not
 *   known any more
 */
export async function startOnce(
	call: OperationCall,
	target: StartTarget,
	start: () => Promise<RunReading>,
): Promise<StartedRun | null> {
	const run = runLedBack(call);
	if (run !== null) return { ...run, isResumed: true };
	const before = outcomeFor<StartedRun>(call, 'start');
	if (before) return { ...(await before), isResumed: true };
	return await startWithKey(call, target, async () => {
		const begun = begin(call, start);
		noteOutcome(call, 'start', begun);
		return await begun;
	});
}

async function begin(call: OperationCall, start: () => Promise<RunReading>): Promise<StartedRun> {
	const started = await start();
	const doubt = started.run.doubt ?? undefined;
	noteStart(call, started.run, doubt);
	return { runId: started.run.id, started, startedAt: Date.now(), doubt };
}

/** Starts the run if its key is new, or if the option is not set. */
async function startWithKey(
	call: OperationCall,
	target: StartTarget,
	start: () => Promise<StartedRun>,
): Promise<StartedRun | null> {
	const { ctx, input } = call;
	const options = input.json('options');
	if (!isObject(options) || !Object.hasOwn(options, 'startOnceKey')) return await start();

	const key = input.group('options').key('startOnceKey');
	const place = `${workflowId(call)} ${ctx.getNode().id}`;
	const entry = `${asText(target)} ${key}`;
	// With another credential, the remembered id could be that of a run in another account.
	const remembered = `${place} ${credentialIds(call)} ${entry}`;
	// n8n reads the list of keys, changes it and writes it back. Executions in parallel would overwrite each other's
	// keys.
	const endTurn = await turnOf(place);
	try {
		if (!(await record(ctx, begunMark(entry)))) return await usedBefore(call, key, entry, remembered);
		const started = await start().catch(async (error: unknown) => {
			if (isSurelyUndone(error)) await forget(ctx, begunMark(entry));
			throw error;
		});
		runsByKey.set(remembered, { runId: started.runId, doubt: started.doubt });
		await record(ctx, doneMark(entry));
		return started;
	} finally {
		endTurn();
	}
}

/** Returns the same text for the same target. The order of lists does not matter. */
function asText(target: StartTarget): string {
	return JSON.stringify(target, (_, value: unknown) => (Array.isArray(value) ? [...value].sort() : value));
}

function credentialIds({ ctx }: OperationCall): string {
	return Object.values(ctx.getNode().credentials ?? {})
		.map(({ id }) => id)
		.join();
}

const begunMark = (entry: string) => `start begun: ${entry}`;
const doneMark = (entry: string) => `start done: ${entry}`;

/** Records a mark in n8n's database; `false` if it was there before. */
async function record(ctx: IExecuteFunctions, mark: string): Promise<boolean> {
	const { new: fresh } = await ctx.helpers.checkProcessedAndRecord([mark], 'node', HISTORY);
	return fresh.length > 0;
}

async function forget(ctx: IExecuteFunctions, mark: string): Promise<void> {
	await ctx.helpers.removeProcessed([mark], 'node', HISTORY);
}

/** The run of a key that was used before; `null` if the user wants no item. */
async function usedBefore(
	call: OperationCall,
	key: string,
	entry: string,
	remembered: string,
): Promise<StartedRun | null> {
	await refuseUnfinished(call, key, entry);
	const isWanted = call.input.group('options').optionalText('whenUsedBefore') !== 'noItem';
	const run = runsByKey.get(remembered);
	if (isWanted && run === undefined) throw forgottenRun(call, key);
	const outcome = isWanted ? 'the run that was started with it is returned' : 'no item is returned';
	call.ctx.addExecutionHints({
		message: `Nothing was started for item ${call.itemIndex}: its start-once key '${key}' was used before, so ${outcome}.`,
		location: 'outputPane',
	});
	return isWanted ? { ...(run as KnownRun), isResumed: true, startedBefore: true } : null;
}

async function refuseUnfinished(
	{ ctx, itemIndex }: OperationCall,
	key: string,
	entry: string,
): Promise<void> {
	// n8n can only check a mark by recording it, so a mark that was not there has to be removed again.
	if (!(await record(ctx, doneMark(entry)))) return;
	await forget(ctx, doneMark(entry));
	throw new NodeOperationError(
		ctx.getNode(),
		`A start with the key '${key}' was begun before, and whether it was carried out is not known`,
		{
			itemIndex,
			description:
				'Nothing was started now. Look for that run at the platform. To start another one, use another key.',
		},
	);
}

function forgottenRun({ ctx, itemIndex }: OperationCall, key: string): NodeOperationError {
	return new NodeOperationError(
		ctx.getNode(),
		`A run was started with the key '${key}' before, and which one is not known here any more`,
		{
			itemIndex,
			description:
				"Nothing was started now. n8n was restarted since, or another process of it started the run. Look at the platform for it, use another key, or set 'When Key Was Used Before' to Give No Item.",
		},
	);
}

function workflowId({ ctx, itemIndex }: OperationCall): string {
	const { id } = ctx.getWorkflow();
	if (id) return id;
	throw new NodeOperationError(ctx.getNode(), "'Start Once Key' needs a workflow that is saved", {
		itemIndex,
	});
}
