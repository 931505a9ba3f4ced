import type { GiveWay } from '../../core/text/inTurns';

/** Number of objects that are checked before other work gets a turn. */
const AT_ONCE = 1_000;

/**
 * Whether objects and lists are nested more than `most` levels deep. Calls `giveWay` regularly, so that the event loop
 * is not blocked.
 */
export async function isDeeperThan(value: unknown, most: number, giveWay: GiveWay): Promise<boolean> {
	let level = [value].filter(isNested);
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > most) return true;
		const next: object[] = [];
		for (let index = 0; index < level.length; index++) {
			if (index % AT_ONCE === 0) await giveWay();
			const parent = level[index];
			const children: unknown[] = Array.isArray(parent) ? parent : Object.values(parent);
			for (const child of children) if (isNested(child)) next.push(child);
		}
		level = next;
	}
	return false;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
