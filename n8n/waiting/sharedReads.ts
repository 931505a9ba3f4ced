/** Lets runs that are awaited together share the reading of the list they stand in. */
import type { AwaitedRun, RunList } from './contract';
import type { RunReading } from '../items/contract';
import { isPassing } from '../transport/errors';
import { hasEnded } from './poll';

/** From so many open runs on, a list costs less than reading them one by one. */
const WORTH_A_LIST = 5;
/** A list is as good as new for a run whose last look is longer ago than the list is old, by this factor. */
const FRESHNESS = 5;

/** The open runs of one list, and the latest reading of it. */
interface Board {
	open: Set<string>;
	readAt: number;
	going: Promise<Map<string, RunReading>> | null;
}

/**
 * Gives what turns runs into ones that look at their list together, where five or more of them stand in it. Each is
 * still read by its id at first, when it is not in the list, and once it has ended, since a list tells less.
 */
export function shareReads(): (run: AwaitedRun) => AwaitedRun {
	const boards = new Map<string, Board>();
	return (run) => (run.list ? { ...run, read: sharedRead(run, boards) } : run);
}

function sharedRead(run: AwaitedRun, boards: Map<string, Board>): AwaitedRun['read'] {
	let seen: { id: string; list: RunList; at: number } | null = null;
	let isListed = true;

	const readAlone = async (isLast?: boolean) => {
		const reading = await run.read(isLast);
		const list = run.list?.(reading) ?? null;
		// Not from the start of the read: a list that was read meanwhile was not asked for this run.
		seen = list && { id: reading.run.id, list, at: Date.now() };
		if (seen && isListed && !hasEnded(reading.run)) boardOf(seen.list, boards).open.add(seen.id);
		return reading;
	};

	return async (isLast) => {
		if (seen === null || !isListed || isLast) return await readAlone(isLast);
		const { id, list, at } = seen;
		const board = boardOf(list, boards);
		if (board.open.size >= WORTH_A_LIST) {
			const now = Date.now();
			const listed = (await goingIn(board, list, now - (now - at) / FRESHNESS)).get(id);
			if (listed) {
				seen.at = now;
				return listed;
			}
			// Either it has ended, or the list does not show it: then it has no use for the list.
			isListed = false;
		}
		board.open.delete(id);
		return await readAlone();
	};
}

function boardOf({ key }: RunList, boards: Map<string, Board>): Board {
	const board = boards.get(key) ?? { open: new Set(), readAt: -Infinity, going: null };
	boards.set(key, board);
	return board;
}

/** What the list shows, read at `since` or later. A list that is refused is taken for an empty one. */
async function goingIn(board: Board, list: RunList, since: number): Promise<Map<string, RunReading>> {
	if (board.going === null || board.readAt < since) {
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
