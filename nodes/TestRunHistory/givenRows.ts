/** Rows of earlier runs, as the items or a parameter of the node give them. */
import { makeRows } from '../../core/history/makeRows';
import { readRow, RowFault } from '../../core/history/readRow';
import type { StoredRow } from '../../core/history/row';
import { readRun } from '../../core/model/readRun';
import { isObject } from '../../core/text/json';
import { mapInTurns, type GiveWay } from '../../core/text/inTurns';
import type { Input } from '../../n8n/parameters/input';

/** Expression that gives all items of a node, without the sign that a text field would keep. */
const ADVICE =
	"Use an expression such as {{ $('Get Rows').all().map(i => i.json) }}, with the name of your node.";

/** The rows that a value holds: one, none for an empty object, or all those of a run. */
export function rowsIn(value: unknown): StoredRow[] | RowFault {
	const run = isObject(value) && isObject(value.counts) ? readRun(value) : null;
	if (run !== null) return makeRows(run);
	const row = readRow(value);
	if (row instanceof RowFault) return row;
	return row === null ? [] : [row];
}

/**
 * The rows that a parameter gives.
 *
 * @throws NodeOperationError that names the parameter
 */
export async function rowsOf(input: Input, name: string, giveWay: GiveWay): Promise<StoredRow[]> {
	const entries = entriesOf(input, name);
	const read = (entry: unknown, index: number) => {
		const rows = rowsIn(entry);
		if (!(rows instanceof RowFault)) return rows;
		const where = `(entry ${index + 1} of ${entries.length})`;
		return input.refuse(name, `${rows.complaint} ${where}`, rows.advice);
	};
	return (await mapInTurns(entries, read, giveWay)).flat();
}

/** The entries of the list that a parameter gives. */
export function entriesOf(input: Input, name: string): unknown[] {
	const given = input.json(name);
	if (given === undefined || given === null) return input.refuse(name, 'is empty', ADVICE);
	return Array.isArray(given) ? given : input.refuse(name, 'is not a list of rows', ADVICE);
}
