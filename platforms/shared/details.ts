/** What can be read of a run besides its state and counts. */
import type { INodeProperties } from 'n8n-workflow';

import { includeFailuresOption, includeTestsOption } from '../../n8n/parameters/fields';
import type { Input } from '../../n8n/parameters/input';

/** For the Options of an operation that reads one run. */
export const detailOptions: INodeProperties[] = [includeFailuresOption, includeTestsOption];

/** Reads {@link detailOptions}: at most so many failures (0 = none asked for), and whether all tests are wanted. */
export function readDetails(input: Input): { maxFailures: number; tests: boolean } {
	const options = input.group('options');
	return {
		maxFailures: options.optionalNumber('includeFailures') ?? 0,
		tests: options.flag('includeTests'),
	};
}
