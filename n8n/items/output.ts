/** What an operation puts out for a run it read. */
import type { IDataObject } from 'n8n-workflow';

import type { TestRun } from '../../core/model/TestRun';
import type { Keep } from '../transport/paging';
import type { Input } from '../parameters/input';
import type { RunReading, StartedRun } from './contract';

/** The run model, or the platform's own JSON when Simplify is off. */
export function output(input: Input, { run, raw }: RunReading): IDataObject {
	return input.flag('simplify') ? (run as unknown as IDataObject) : raw;
}

/** The same for a run that may have been started earlier, with the same start-once key. */
export function startedOutput(
	input: Input,
	reading: RunReading,
	{ startedBefore }: Partial<StartedRun>,
): IDataObject {
	return { ...output(input, reading), ...(startedBefore && { startedBefore }) };
}

/** What an operation that starts runs and does not wait puts out; a run that was started earlier is read. */
export async function outputOfStart(
	input: Input,
	start: StartedRun | null,
	read: (runId: string) => Promise<RunReading>,
): Promise<IDataObject[]> {
	if (start === null) return [];
	return [startedOutput(input, start.started ?? (await read(start.runId)), start)];
}

/**
 * The same for a list of runs, page by page: what is not put out need not be kept until the last page. The parameter
 * is read once, since n8n takes longer to tell a parameter than a run takes to be read.
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
