/**
 * What a report shows, in the words and parts that all formats share. What is shown, and what is said about parts that
 * are left out, is decided here; a format only draws it.
 */

import type { RunCounts, Verdict } from '../model/TestRun';
import { clip } from './clean';
import { moreFailures, moreRuns } from './leftOut';
import type { Report, ReportedRun } from './report';
import { durationInWords, knownCounts, timeInWords, type LabelledCount } from './words';

/** A report as it is drawn, from top to bottom. */
export interface Outline {
	title: string;
	verdict: Verdict;
	/** What is displayed before several runs; `null` in a report on one run, which already says it. */
	overview: Overview | null;
	/** At least one. */
	runs: OutlinedRun[];
	/** The sentence about runs that are left out; `null` if none are. */
	moreRuns: string | null;
}

/** What several runs have in common. */
export interface Overview {
	/** Plain sentences, at least one. */
	reasons: string[];
	/** A row for each run. */
	rows: RunRow[];
}

/** One run in a table of several. Unknown values are a dash. */
export interface RunRow {
	title: string;
	url: string | null;
	verdict: Verdict;
	passed: string;
	failed: string;
	total: string;
	duration: string;
	/** `null` when unknown. */
	started: string | null;
}

/** One run, from top to bottom. What all runs of a report have in common is not repeated for each. */
export interface OutlinedRun extends Omit<
	ReportedRun,
	'counts' | 'failureTotal' | 'failuresListed' | 'failuresNote'
> {
	/** `null` in a report on one run, where the title of the report is enough. */
	heading: string | null;
	/** Those that are known and worth showing. */
	counts: LabelledCount[];
	/** As numbers, for charts and files. */
	allCounts: RunCounts;
	/** The sentence about failures that are not shown; `null` if there is none. */
	moreFailures: string | null;
}

/** A longer title would take the room of the other columns on a phone. */
const MAX_ROW_TITLE = 60;

/** Column heads of a table of {@link RunRow}, for formats that show its first columns. */
export const RUN_COLUMNS = ['Run', 'Verdict', 'Passed', 'Failed', 'Total'];

/** The outline of a report, however much of it a format has left out. */
export function outlineOf(report: Report): Outline {
	const { title, verdict, reasons, runs, hiddenRuns } = report;
	const isOne = runs.length + hiddenRuns === 1;
	return {
		title,
		verdict,
		overview: isOne ? null : { reasons, rows: runs.map(rowOf) },
		runs: runs.map((run) => outlinedRun(run, isOne)),
		moreRuns: hiddenRuns > 0 ? moreRuns(hiddenRuns) : null,
	};
}

function outlinedRun(run: ReportedRun, isOne: boolean): OutlinedRun {
	return {
		...run,
		heading: isOne ? null : run.title,
		counts: knownCounts(run.counts),
		allCounts: run.counts,
		moreFailures: moreFailures(run),
	};
}

function rowOf({ title, url, verdict, counts, durationMs, run }: ReportedRun): RunRow {
	const orDash = (value: number | null) => (value === null ? '–' : String(value));
	return {
		title: clip(title, MAX_ROW_TITLE),
		url,
		verdict,
		passed: orDash(counts.passed),
		failed: orDash(counts.failed),
		total: orDash(counts.total),
		duration: durationMs === null ? '–' : durationInWords(durationMs),
		started: run.startedAt && timeInWords(run.startedAt),
	};
}
