/** The runs of a project from a time on, in contiguous pages that go from older to newer ones. */
import { toMilliseconds } from '../../core/text/time';
import type { Query } from '../../n8n/transport/query';
import type { CurrentsApi, FullRun } from './api';

/** A run may become visible so much later than it was created. */
const OVERLAP_MS = 10 * 60_000;

/** So many pages are read from the newest run backwards; usually the first one is enough. */
const NEWEST_PAGES = 6;

/** All pages of a poll together. */
const MOST_PAGES = 20;

/** A slice of time that is this short is read to its end, even if it has more pages. */
const SHORTEST_SLICE_MS = 1_000;
const PAGES_OF_SHORTEST = 500;

/** Runs of one or more pages. */
export interface RunSlice {
	runs: FullRun[];
	/** How long a slice of time should be next time; `null` if these are the newest runs. */
	sliceMs: number | null;
	/** The slice of time, in epoch milliseconds; absent for the newest runs. */
	span?: [number, number];
	/** Whether there are no older runs. */
	isAll: boolean;
}

/**
 * The runs that were created since `mark`, and a few older ones. The list is newest first, so what is left of a long
 * outage is read in slices of time, the oldest first. If the pages of one poll are not enough, the last slice says how
 * long those of the next poll should be.
 */
export async function* runsSince(
	api: CurrentsApi,
	projectId: string,
	mark: number,
	sliceMs: number | null,
): AsyncGenerator<RunSlice, void> {
	const read = async (query: Query, mostPages: number, from: number) =>
		await readBack(api, projectId, query, mostPages, from);
	const head = await read({}, NEWEST_PAGES, mark - OVERLAP_MS);
	if (!head.isComplete) {
		const end = Math.min(...times(head.runs));
		let pages = MOST_PAGES - head.pages;
		let span = sliceMs ?? usualSpan(head);
		for (let from = mark; from <= end;) {
			const to = Math.min(from + span, end + 1);
			const query = { date_start: iso(from), date_end: iso(to) };
			const most = to - from > SHORTEST_SLICE_MS ? Math.ceil(pages / 2) : PAGES_OF_SHORTEST;
			const slice = pages > 0 ? await read(query, most, -Infinity) : null;
			pages -= slice?.pages ?? 0;
			if (slice?.isComplete !== true) {
				if (slice !== null) span = Math.max(SHORTEST_SLICE_MS, Math.floor((to - from) / 2));
				if (pages > 0) continue;
				return yield { runs: [], sliceMs: span, isAll: false };
			}
			yield { runs: slice.runs, sliceMs: span, span: [from, to - 1], isAll: false };
			if (slice.pages === 1) span *= 2;
			from = to;
		}
	}
	yield { runs: head.runs, sliceMs: null, isAll: head.isAll };
}

interface Pages {
	runs: FullRun[];
	pages: number;
	/** Whether the pages go back to the beginning, or to a run that is older than what was asked for. */
	isComplete: boolean;
	/** Whether there are no older runs. */
	isAll: boolean;
}

async function readBack(
	api: CurrentsApi,
	projectId: string,
	query: Query,
	mostPages: number,
	from: number,
): Promise<Pages> {
	const runs: FullRun[] = [];
	let cursor: string | undefined;
	for (let pages = 1; ; pages++) {
		const { entries, next } = await api.runPage(projectId, query, cursor);
		runs.push(...entries);
		const oldest = toMilliseconds(entries.at(-1)?.createdAt) ?? Infinity;
		const isComplete = next === null || oldest < from;
		if (isComplete || pages >= mostPages) return { runs, pages, isComplete, isAll: next === null };
		cursor = next;
	}
}

/** A span in which about two pages of runs are created. A time stamp in the future must not make it longer. */
function usualSpan({ runs, pages }: Pages): number {
	const sorted = times(runs).sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	const perRun = (sorted[half] - sorted[0]) / Math.max(1, half);
	return Math.max(SHORTEST_SLICE_MS, Math.ceil((perRun * 2 * runs.length) / pages));
}

function times(runs: FullRun[]): number[] {
	return runs.flatMap(({ createdAt }) => toMilliseconds(createdAt) ?? []);
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
