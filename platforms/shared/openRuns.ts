/** Which of the awaited runs are still going on, by a list of a platform's open runs. */
import type { RunReading } from '../../n8n/items/contract';

/** A list that shows runs while they are going on. */
export interface OpenRuns<Raw> {
	/** The largest page of the list. */
	pageSize: number;
	idOf(raw: Raw): string;
	/** What `keep` makes of at most `most` entries. */
	list(most: number, keep: (raws: Raw[]) => Raw[]): Promise<Raw[]>;
	/** Those of the listed runs that go on, as the model shows them. */
	read(raws: Raw[]): Promise<RunReading[]>;
}

/** Those of the runs that go on, by id. The list is read no further than a page behind as many runs as are looked for. */
export async function readOpenRuns<Raw>(
	runIds: string[],
	{ pageSize, idOf, list, read }: OpenRuns<Raw>,
): Promise<Map<string, RunReading>> {
	const most = Math.ceil(runIds.length / pageSize + 1) * pageSize;
	const listed = await list(most, (raws) => raws.filter((raw) => runIds.includes(idOf(raw))));
	return new Map((await read(listed)).map((reading) => [reading.run.id, reading]));
}
