/** What an operation puts out for a run it read. */
import type { IDataObject } from 'n8n-workflow';

import type { Input } from './input';
import type { RunReading } from './platform';

/** The run model, or the platform's own JSON when Simplify is off. */
export function output(input: Input, reading: RunReading): IDataObject {
	return outputOf(input)(reading);
}

/** The same for many runs: n8n takes longer to tell a parameter than a run takes to be read. */
export function outputs(input: Input, readings: RunReading[]): IDataObject[] {
	return readings.map(outputOf(input));
}

/** The same for runs that are read page by page: what is not put out need not be kept until the last one. */
export function outputOf(input: Input): (reading: RunReading) => IDataObject {
	const simplify = input.flag('simplify');
	return ({ run, raw }) => (simplify ? (run as unknown as IDataObject) : raw);
}
