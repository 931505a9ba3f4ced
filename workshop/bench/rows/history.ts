/** Row 12: the history of a run of 5,000 tests from the rows of 99 earlier ones, and a summary of all. */
import type * as Collect from '../../../core/history/collect';
import type * as MakeRows from '../../../core/history/makeRows';
import type * as ReadRow from '../../../core/history/readRow';
import type { StoredRow } from '../../../core/history/row';
import type * as RunHistory from '../../../core/history/runHistory';
import type * as Summarize from '../../../core/history/summarize';
import type * as BuildFailure from '../../../core/model/buildFailure';
import type * as BuildRun from '../../../core/model/buildRun';
import type * as InTurns from '../../../core/text/inTurns';
import type { TestRun } from '../../../core/model/TestRun';
import type * as GivingWay from '../../../n8n/givingWay';
import { built } from '../lib/built';
import { alone, atMost, compared, ratioAtMost, type Bench } from '../lib/figure';
import { inTurns } from '../lib/measure';
import { longestStretch } from '../lib/stretch';

const RUNS = 100;
const TESTS = 5_000;
const LOTS = 10;

const { collect } = built<typeof Collect>('core/history/collect');
const { makeRows } = built<typeof MakeRows>('core/history/makeRows');
const { readRow } = built<typeof ReadRow>('core/history/readRow');
const { runHistory } = built<typeof RunHistory>('core/history/runHistory');
const { summarize } = built<typeof Summarize>('core/history/summarize');
const { buildFailure, buildTest } = built<typeof BuildFailure>('core/model/buildFailure');
const { buildRun } = built<typeof BuildRun>('core/model/buildRun');
const { mapInTurns } = built<typeof InTurns>('core/text/inTurns');
const { givingWay } = built<typeof GivingWay>('n8n/givingWay');

/** A run in which every 50th test failed and every 20th was flaky, each time others. */
function runOf(number: number, count: number): TestRun {
	const facts = Array.from({ length: count }, (_, index) => ({ project: 'shop', title: `test ${index}` }));
	const hasFailed = (index: number) => (index * 7 + number * 13) % 50 === 0;
	const tests = facts.map((fact, index) =>
		buildTest({
			...fact,
			status: hasFailed(index) ? 'failed' : 'passed',
			flaky: !hasFailed(index) && (index * 3 + number) % 20 === 1,
			durationMs: 100 + (index % 900),
		}),
	);
	const failures = facts
		.filter((_, index) => hasFailed(index))
		.map((fact) => buildFailure({ ...fact, status: 'failed', message: 'refused' }));
	return buildRun({
		platform: 'qase',
		platformName: 'Qase',
		id: `DEMO:${number}`,
		status: 'finished',
		branch: 'main',
		finishedAt: new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toISOString(),
		tests,
		failures,
	});
}

/** Reads rows as a table gives them, adds the history to the newest run, and summarizes the rows. */
function workOn(count: number): () => Promise<unknown> {
	const earlier = Array.from({ length: RUNS - 1 }, (_, number) => runOf(number, count));
	const stored = earlier.flatMap((run) => makeRows(run)).map((row, id) => ({ id, ...row }));
	const newest = runOf(RUNS - 1, count);
	return async () => {
		const giveWay = givingWay();
		const rows = (await mapInTurns(stored, readRow, giveWay)) as StoredRow[];
		const collection = await collect(rows, giveWay);
		const history = await runHistory(collection, newest, 0, {}, giveWay);
		return [history, await summarize(collection, {}, giveWay)];
	};
}

export const bench: Bench = {
	row: 12,
	title: 'The history of 100 runs of 5,000 tests',
	async run({ quick }) {
		const many = workOn(TESTS);
		const fewer = Array.from({ length: LOTS }, () => workOn(TESTS / LOTS));
		const lots = async () => {
			const made: unknown[] = [];
			for (const lot of fewer) made.push(await lot());
			return made;
		};
		const pairs = await inTurns(many, lots, quick ? { turns: 2, warmUps: 1 } : { turns: 9 });
		const stretches: number[] = [];
		for (let turn = 0; turn < (quick ? 2 : 9); turn++) stretches.push(await longestStretch(many));
		const head = { row: 12, unit: 'ms' };
		const lot = 'ten lots of 500 tests each';
		return [
			alone({ ...head, what: 'Read rows, add history, summarize' }, pairs.ours, atMost(2_000, 'ms')),
			compared({ ...head, what: 'The same, growth', comparedWith: lot }, pairs, ratioAtMost(1.2)),
			alone({ ...head, what: 'The same, longest stretch' }, stretches, atMost(50, 'ms')),
		];
	},
};
