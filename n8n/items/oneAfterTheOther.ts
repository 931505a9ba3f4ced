/** Lets work of one kind be done one piece after the other within this process. */

const last = new Map<string, Promise<unknown>>();

/** Runs `work` once all earlier work with the same key is over, whether that worked out or not. */
export async function oneAfterTheOther<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	last.set(key, mine);
	try {
		return await mine;
	} finally {
		if (last.get(key) === mine) last.delete(key);
	}
}
