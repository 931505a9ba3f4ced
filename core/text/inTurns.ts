/** Interrupts long work on many entries regularly, so that it does not block the event loop. */

/**
 * Called regularly during long work. Returns a promise to await when other work should get a turn; otherwise
 * `undefined`.
 */
export type GiveWay = () => Promise<void> | undefined;

/** The results of `make` for all entries, in their order. Calls `giveWay` after each of them. */
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

/** Texts are joined in lots of this size: unjoined parts take several times the memory of their text. */
const LOT = 32;

/** The texts of all entries, joined. Calls `giveWay` after each of them. */
export async function joinInTurns<T>(
	entries: readonly T[],
	toText: (entry: T, index: number) => string,
	separator: string,
	giveWay: GiveWay,
): Promise<string> {
	let joined = '';
	for (let start = 0; start < entries.length; start += LOT) {
		const lot = entries.slice(start, start + LOT);
		const texts = await mapInTurns(lot, (entry, index) => toText(entry, start + index), giveWay);
		joined += (start === 0 ? '' : separator) + texts.join(separator);
	}
	return joined;
}

/** For work that is too short to need interruptions. */
export const atOnce: GiveWay = () => undefined;
