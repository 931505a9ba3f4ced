/** How deep a body is nested. */
import type { GiveWay } from '../../core/text/inTurns';

/** Objects that are looked at in one go. */
const AT_ONCE = 1_000;

/** Whether a JSON value has objects or lists within each other on more levels than `most`. Gives way to other work meanwhile. */
export async function isDeeperThan(value: unknown, most: number, giveWay: GiveWay): Promise<boolean> {
	let level = [value].filter(isNested);
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > most) return true;
		const next: object[] = [];
		for (const [index, parent] of level.entries()) {
			if (index % AT_ONCE === 0) await giveWay();
			for (const child of Object.values(parent) as unknown[]) if (isNested(child)) next.push(child);
		}
		level = next;
	}
	return false;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
