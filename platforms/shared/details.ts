/** Options for what to read of a run besides its state and counts. */
import type { INodeProperties } from 'n8n-workflow';

import { includeFailuresOption, includeTestsOption } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';

/** For the Options of an operation that reads one run. */
export const detailOptions: INodeProperties[] = [includeFailuresOption, includeTestsOption];

/** Reads {@link detailOptions}: the maximum number of failures (0 = none), and whether to read all tests. */
export function readDetails(input: Input): { maxFailures: number; tests: boolean } {
	const options = input.group('options');
	return {
		maxFailures: options.optionalNumber('includeFailures') ?? 0,
		tests: options.flag('includeTests'),
	};
}
