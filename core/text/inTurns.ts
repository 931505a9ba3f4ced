/** Long work on many entries, done in turns with whatever else the process has to do. */

/** Called again and again during long work; gives a promise to wait for when other work has waited long enough. */
export type GiveWay = () => Promise<void> | undefined;

/** What `make` gives for each entry, in their order. */
export async function mapInTurns<T, Made>(
	entries: readonly T[],
	make: (entry: T, index: number) => Made,
	giveWay: GiveWay,
): Promise<Made[]> {
	const all: Made[] = [];
	for (const [index, entry] of entries.entries()) {
		all.push(make(entry, index));
		const turn = giveWay();
		if (turn) await turn;
	}
	return all;
}

/** For work on so little that nobody has to wait. */
export const atOnce: GiveWay = () => undefined;
