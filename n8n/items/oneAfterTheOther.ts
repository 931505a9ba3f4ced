const last = new Map<string, Promise<unknown>>();

/** Runs `work` after all earlier tasks with the same key have settled, whether they succeeded or failed. */
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
