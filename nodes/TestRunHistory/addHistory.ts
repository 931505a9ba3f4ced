/** Puts on runs what earlier runs say about them. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { collect, type Collection } from '../../core/history/collect';
import { runHistory, type HistoryOptions, type RunHistory } from '../../core/history/runHistory';
import { readRun } from '../../core/model/readRun';
import type { TestRun } from '../../core/model/TestRun';
import { mapInTurns, type GiveWay } from '../../core/text/inTurns';
import { quantity } from '../../core/text/words';
import { givingWay } from '../../n8n/givingWay';
import { missingRun } from '../../n8n/items/missingRun';
import { itemsOrErrors } from '../../n8n/items/pairing';
import { readInput, type Input } from '../../n8n/parameters/input';
import { entriesOf, rowsOf } from './givenRows';
import { historyProperties } from './properties';

/**
 * Each input item with `history` on the failures of its run, and `flakyTests`, `slowerTests` and `historyNote` on the
 * run.
 *
 * @throws NodeOperationError for an item without a run, and for rows that cannot be read
 */
export async function addHistory(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const giveWay = givingWay();
	const collected = collecting(giveWay);
	const items: INodeExecutionData[] = [];
	for (const [itemIndex, item] of ctx.getInputData().entries()) {
		const made = await itemsOrErrors(ctx, [itemIndex], 'No history was added', async () => [
			await withHistory(ctx, item, itemIndex, collected, giveWay),
		]);
		items.push(...made);
	}
	return items;
}

async function withHistory(
	ctx: IExecuteFunctions,
	item: INodeExecutionData,
	itemIndex: number,
	collected: Collecting,
	giveWay: GiveWay,
): Promise<INodeExecutionData> {
	const run = runIn(ctx, item, itemIndex);
	const input = readInput(ctx, itemIndex, historyProperties);
	const earlier = await collected(input);
	const found = await runHistory(earlier, run, Date.now(), readOptions(input), giveWay);
	if (found.earlierRuns === 0) hintAtOthers(ctx, earlier);
	return { ...item, json: await put(item.json, found, giveWay), pairedItem: { item: itemIndex } };
}

function runIn(ctx: IExecuteFunctions, { json }: INodeExecutionData, itemIndex: number): TestRun {
	const run = readRun(json);
	if (run !== null) return run;
	const advice =
		"Connect a node that gives runs, and give the rows of earlier runs in 'Rows of Earlier Runs': a Merge node (Choose Branch) waits for both and gives the run.";
	throw missingRun(ctx, json, itemIndex, advice);
}

function readOptions(input: Input): HistoryOptions {
	const options = input.group('options');
	const window = options.optionalNumber('window');
	return { baseBranches: options.list('baseBranches'), ...(window !== undefined && { window }) };
}

type Collecting = (input: Input) => Promise<Collection>;

/** Mostly an expression gives the same rows for all items, and sorting them takes most of the time. */
function collecting(giveWay: GiveWay): Collecting {
	let last: { entries: unknown[]; collection: Collection } | null = null;
	return async (input) => {
		const entries = entriesOf(input, 'earlierRows');
		if (last === null || !areSame(last.entries, entries)) {
			const rows = await rowsOf(input, 'earlierRows', giveWay);
			last = { entries, collection: await collect(rows, giveWay) };
		}
		return last.collection;
	};
}

function areSame(one: unknown[], other: unknown[]): boolean {
	return one.length === other.length && one.every((entry, index) => entry === other[index]);
}

/** Leaves all else in the item as it is, of a run and of an event with a run. */
async function put(json: IDataObject, found: RunHistory, giveWay: GiveWay): Promise<IDataObject> {
	const isRun = readRun({ ...json, run: null, tests: null, failures: null }) !== null;
	if (isRun) return await onRun(json, found, giveWay);
	return { ...json, run: await onRun(json.run as IDataObject, found, giveWay) };
}

async function onRun(run: IDataObject, found: RunHistory, giveWay: GiveWay): Promise<IDataObject> {
	const { failures, flakyTests, slowerTests, note } = found;
	const withHistories = (given: IDataObject[]) =>
		mapInTurns(given, (failure, index) => onFailure(failure, failures[index]), giveWay);
	return {
		...run,
		...(Array.isArray(run.failures) && { failures: await withHistories(run.failures as IDataObject[]) }),
		flakyTests: flakyTests as unknown as IDataObject[],
		slowerTests: slowerTests as unknown as IDataObject[],
		historyNote: note,
	};
}

function onFailure(failure: IDataObject, history: RunHistory['failures'][number]): IDataObject {
	if (history === null) return failure;
	// V8 is several times slower at spreading an object with this many fields.
	return Object.assign({}, failure, { history });
}

/** Rows that are all of other runs are mostly those of another table or of a condition that is wrong. */
function hintAtOthers(ctx: IExecuteFunctions, earlier: Collection): void {
	let runs = 0;
	for (const series of earlier.values()) runs += series.runs.length;
	if (runs === 0) return;
	ctx.addExecutionHints({
		message: `The rows are of ${quantity(runs, 'run')}, but of no earlier one of the same platform, branch and environment.`,
		location: 'outputPane',
	});
}
