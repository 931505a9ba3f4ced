/** The output items for runs that an operation has read. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { Keep } from '../transport/paging';
import type { Input } from '../parameters/input';
import type { RunReading, StartedRun } from './contract';

/**
 * Throws if an operation has Simplify and its value is not usable. It is called before the operation begins: what was
 * made by then would be lost with the output.
 */
export function checkSimplify(input: Input, fields: INodeProperties[]): void {
	if (fields.some(({ name }) => name === 'simplify')) input.flag('simplify');
}

/** The run in our model, or the platform's own JSON if Simplify is off. */
export function output(input: Input, { run, raw }: RunReading): IDataObject {
	return input.flag('simplify') ? (run as unknown as IDataObject) : raw;
}

/** The same, with `startedBefore` if the run was started earlier with the same start-once key. */
export function startedOutput(
	input: Input,
	reading: RunReading,
	{ startedBefore }: Partial<StartedRun>,
): IDataObject {
	return { ...output(input, reading), ...(startedBefore && { startedBefore }) };
}

/** The output of an operation that starts runs and does not wait. A run that was started earlier is read first. */
export async function outputOfStart(
	input: Input,
	start: StartedRun | null,
	read: (runId: string) => Promise<RunReading>,
): Promise<IDataObject[]> {
	if (start === null) return [];
	return [startedOutput(input, start.started ?? (await read(start.runId)), start)];
}

/**
 * The same for a list of runs, page by page, so that the raw JSON need not stay in memory until the last page.
 * `simplify` is read only once: reading a parameter takes n8n longer than we need to convert a run.
 */
export function outputs<Raw extends object>(
	input: Input,
	runOf: (raw: Raw) => TestRun,
): Keep<Raw, IDataObject> {
	const simplify = input.flag('simplify');
	const keep = (raws: Raw[]) => raws.map((raw) => (simplify ? runOf(raw) : raw) as unknown as IDataObject);
	const inDoubt = (all: IDataObject[], doubt: string) => {
		if (simplify) for (const run of all) run.doubt = doubt;
	};
	return Object.assign(keep, { inDoubt });
}
