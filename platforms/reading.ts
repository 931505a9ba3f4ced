/** What an operation puts out for a run it read. */
import type { IDataObject } from 'n8n-workflow';

import type { TestRun } from '../runs/TestRun';
import type { Keep } from '../transport/paging';
import type { Input } from './input';
import type { RunReading } from './platform';

/** The run model, or the platform's own JSON when Simplify is off. */
export function output(input: Input, { run, raw }: RunReading): IDataObject {
	return input.flag('simplify') ? (run as unknown as IDataObject) : raw;
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
