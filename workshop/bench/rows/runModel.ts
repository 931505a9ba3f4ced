/** Row 8: processing a run with a very large number of failures in the run model. */
import type * as BuildFailure from '../../../core/model/buildFailure';
import type * as Compare from '../../../core/comparing/compare';
import type * as Gate from '../../../core/gate/gate';
import type * as Formats from '../../../core/reports';
import type { ReportedFailure } from '../../../core/reports/failure';
import type * as Markup from '../../../core/reports/markup';
import type * as Report from '../../../core/reports/report';
import type * as WriteReport from '../../../core/reports/writeReport';
import { built } from '../lib/built';
import { failureFacts } from '../lib/failures';
import { alone, atMost, compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { inTurns, type Work } from '../lib/measure';
import { madeFailures, runWith } from '../lib/runs';

const MANY = 10_000;
const FEWER = 1_000;

const { buildFailure } = built<typeof BuildFailure>('core/model/buildFailure');
const { compareFailures } = built<typeof Compare>('core/comparing/compare');
const { decide } = built<typeof Gate>('core/gate/gate');

const { buildReport } = built<typeof Report>('core/reports/report');
const { formatList } = built<typeof Formats>('core/reports/index');
const { escaped } = built<typeof Markup>('core/reports/markup');
const { writeReport } = built<typeof WriteReport>('core/reports/writeReport');

/** A job for a given number of failures, and how many milliseconds it may take for all of them. */
interface Job {
	name: string;
	limit?: number;
	of(count: number): Work;
	/** The least that has to be done for `count` failures. */
	leastOf?(count: number): Promise<Work>;
}

const OPTIONS = { title: null, includeStack: true };

/** What writing a file of failures takes at least: their texts escaped, or as JSON, one after the other. */
const leastEntries: Partial<Record<Formats.FormatId, (failure: ReportedFailure) => string>> = {
	ctrf: ({ title, suite, file, error, durationMs }) =>
		JSON.stringify({ title, suite, file, error, durationMs }),
	html: markedUp,
	junit: markedUp,
};

const LEAST_NOTE =
	'The other side is given the texts as they are displayed and only escapes them, or writes them as JSON, one after the other. Choosing, cleaning and shortening them is not part of it.';

function markedUp({ name, file, error, durationMs }: ReportedFailure): string {
	return `<a>${escaped(name)}</a><b>${escaped(file ?? '')} ${durationMs}</b><c>${escaped(error ?? '')}</c>\n`;
}

async function leastWork(entry: (failure: ReportedFailure) => string, count: number): Promise<Work> {
	const sources = [{ run: runWith(madeFailures(count)), decision: null }];
	const { runs } = await buildReport(sources, { ...OPTIONS, maxFailures: count });
	return () => {
		let all = '';
		for (const failure of runs[0].failures) all += entry(failure);
		return all;
	};
}

const jobs: Job[] = [
	{
		name: 'Fingerprint',
		limit: 120,
		of(count) {
			const facts = failureFacts(count);
			return () => facts.map(buildFailure);
		},
	},
	{
		name: 'Compare',
		of(count) {
			const current = runWith(madeFailures(count));
			// Half of the failures are known, and just as many others have recovered.
			const previous = runWith(madeFailures(count + count / 2).slice(count / 2));
			const recovered = (previous.failures ?? []).map(({ testKey }) => [testKey, 'passed'] as const);
			const sides = [current, previous].map((run) => ({ run, statuses: new Map(recovered) }));
			return () => compareFailures(sides[0], [sides[1]]);
		},
	},
	{
		name: 'Gate',
		of(count) {
			const labels = ['new', 'stillFailing'] as const;
			const failures = madeFailures(count);
			failures.forEach((failure, index) => Object.assign(failure, { change: labels[index % 2] }));
			const run = runWith(failures);
			return () =>
				decide(run, {
					maxFailures: 10,
					onlyNewFailures: true,
					ignoreTests: ['*customer 1?', 'Shop > Cart 7*', 'tests/legacy/*'],
				});
		},
	},
	...formatList.map(({ id }): Job => {
		const entry = leastEntries[id];
		return {
			name: `Report as ${id}`,
			of(count) {
				const sources = [{ run: runWith(madeFailures(count)), decision: null }];
				const options = { ...OPTIONS, maxFailures: count };
				const settings = { marker: 'bench', isTitled: false, includeStack: true };
				return async () => await writeReport(await buildReport(sources, options), id, settings);
			},
			leastOf: entry && (async (count) => await leastWork(entry, count)),
		};
	}),
];

export const bench: Bench = {
	row: 8,
	title: 'Fingerprint, compare, gate and report over 10,000 failures',
	async run({ quick }) {
		const figures: Figure[] = [];
		const how = quick ? { turns: 3, warmUps: 1 } : { turns: 25 };
		for (const { name, limit = 80, of, leastOf } of jobs) {
			const many = of(MANY);
			// The same number of failures on both sides, so that both use the processor's caches equally.
			const fewer = Array.from({ length: MANY / FEWER }, () => of(FEWER));
			// Keep all results until the last one is done, as with the single large result: keeping them takes time as
			// well.
			const lots = async () => {
				const made: unknown[] = [];
				for (const lot of fewer) made.push(await lot());
				return made;
			};
			const pairs = await inTurns(many, lots, how);
			const lot = 'ten lots of 1,000 each';
			figures.push(
				alone({ row: 8, what: `${name}, 10,000 failures`, unit: 'ms' }, pairs.ours, atMost(limit, 'ms')),
				compared({ row: 8, what: `${name}, growth`, comparedWith: lot, unit: 'ms' }, pairs, ratioAtMost(1.1)),
			);
			if (leastOf === undefined) continue;
			const what = `${name}, beside the least`;
			const head = { row: 8, what, comparedWith: 'escaping and joining the same texts', unit: 'ms' };
			const besideLeast = await inTurns(many, await leastOf(MANY), how);
			figures.push(compared({ ...head, note: LEAST_NOTE }, besideLeast));
		}
		return figures;
	},
};
