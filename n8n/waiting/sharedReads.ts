/** Reads the runs of a wait: several of the same list with one list request, others one by one and few at a time. */
import type { AwaitedRun, RunList } from './contract';
import type { RunReading } from '../items/contract';
import { turns } from '../items/turns';
import { isPassing } from '../transport/errors';
import { hasEnded, type SharedReads } from './poll';

/**
 * Maximum number of runs that are read one by one at the same time. A thousand parallel requests would exceed a
 * platform's rate limits.
 */
const PARALLEL_READS = 8;
/** From this number of open runs on, one list request costs less than one request per run. */
const WORTH_A_LIST = 5;
/** Reuse a list while its age is at most a fifth of the time since the run was last read. */
const FRESHNESS = 5;

/** The open runs of one list, and the latest result of reading it. */
interface Board {
	open: Set<string>;
	readAt: number;
	going: Promise<Map<string, RunReading>> | null;
}

/** By the key of the list. */
type Boards = Map<string, Board>;

/**
 * Returns a function that shares the reads of a run with the others that it is called for: by a list request, as soon
 * as five or more open runs are in the same list. A run is still read by its id the first time, when it is missing from
 * the list, and once it has ended, since a list has fewer details.
 */
export function shareReads(): (run: AwaitedRun) => SharedReads {
	const boards: Boards = new Map();
	const takeTurn = turns(PARALLEL_READS);
	return (run) => ({ takeTurn, ...listedReads(run, boards) });
}

function listedReads(run: AwaitedRun, boards: Boards): Pick<SharedReads, 'fromList' | 'noteReading'> {
	let seen: { id: string; list: RunList; at: number } | null = null;
	let isListed = true;
	return {
		async fromList() {
			if (seen === null || !isListed) return null;
			const { id, list, at } = seen;
			const board = boardOf(list, boards);
			if (board.open.size >= WORTH_A_LIST) {
				const now = Date.now();
				const listed = (await goingIn(board, list, now - (now - at) / FRESHNESS)).get(id);
				if (listed) {
					seen.at = now;
					return listed;
				}
				// Either the run has ended, or the list never shows it. In both cases the list is no longer of use for it.
				isListed = false;
			}
			board.open.delete(id);
			return null;
		},
		noteReading(reading) {
			const list = run.list?.(reading) ?? null;
			// The time after the read: a list that was requested during the read did not ask for this run.
			seen = list && { id: reading.run.id, list, at: Date.now() };
			if (seen && isListed && !hasEnded(reading.run)) boardOf(seen.list, boards).open.add(seen.id);
		},
	};
}

function boardOf({ key }: RunList, boards: Boards): Board {
	const board = boards.get(key) ?? { open: new Set(), readAt: -Infinity, going: null };
	boards.set(key, board);
	return board;
}

/**
 * The runs in the list, from a response to a request after `since`. If the platform refuses the request, the result is an
 * empty list, so that each run is read by its id.
 */
async function goingIn(board: Board, list: RunList, since: number): Promise<Map<string, RunReading>> {
	if (board.going === null || board.readAt <= since) {
		board.readAt = Date.now();
		board.going = list.readGoing([...board.open]).catch((error: unknown) => {
			if (isPassing(error)) {
				board.going = null;
				throw error;
			}
			return new Map<string, RunReading>();
		});
	}
	return await board.going;
}
