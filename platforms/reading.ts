/** What an operation puts out for a run it read. */
import type { IDataObject } from 'n8n-workflow';

import type { Input } from './input';
import type { RunReading } from './platform';

/** The run model, or the platform's own JSON when Simplify is off. */
export function output(input: Input, { run, raw }: RunReading): IDataObject {
	return input.flag('simplify') ? (run as unknown as IDataObject) : raw;
}
