/** Reading followed runs by their ids, as far as no list shows them. */
import type { PolledRun } from '../../n8n/polling/contract';

/** So many runs are read by their ids in one poll. */
const MOST_READ = 10;

/** So many at the same time. */
const AT_ONCE = 5;

/**
 * Reads runs by their ids; if there are many, a part of them, which is another one with the next `turn`. `null` = there
 * is no such run.
 */
export async function readInTurn(
	ids: string[],
	turn: number,
	read: (id: string) => Promise<PolledRun | null>,
): Promise<Map<string, PolledRun | null>> {
	const start = ids.length <= MOST_READ ? 0 : (turn * MOST_READ) % ids.length;
	const due = [...ids.slice(start), ...ids.slice(0, start)].slice(0, MOST_READ);
	const found = new Map<string, PolledRun | null>();
	for (let at = 0; at < due.length; at += AT_ONCE) {
		const batch = due.slice(at, at + AT_ONCE);
		const runs = await Promise.all(batch.map(read));
		for (const [index, id] of batch.entries()) found.set(id, runs[index]);
	}
	return found;
}
