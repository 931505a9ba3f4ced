/** Finds out which of the awaited runs are still running, from a platform's list of runs. */
import type { RunReading } from '../../n8n/items/contract';

/** A list that contains runs while they are running. */
export interface OpenRuns<Raw> {
	/** The largest page of the list. */
	pageSize: number;
	idOf(raw: Raw): string;
	/** The results of `keep` for at most `most` entries. */
	list(most: number, keep: (raws: Raw[]) => Raw[]): Promise<Raw[]>;
	/** The runs among the listed ones that are still running, in our model. */
	read(raws: Raw[]): Promise<RunReading[]>;
}

/** The runs that are still running, by id. The list is read up to one page more than the awaited runs would fill. */
export async function readOpenRuns<Raw>(
	runIds: string[],
	{ pageSize, idOf, list, read }: OpenRuns<Raw>,
): Promise<Map<string, RunReading>> {
	const most = Math.ceil(runIds.length / pageSize + 1) * pageSize;
	const listed = await list(most, (raws) => raws.filter((raw) => runIds.includes(idOf(raw))));
	return new Map((await read(listed)).map((reading) => [reading.run.id, reading]));
}
