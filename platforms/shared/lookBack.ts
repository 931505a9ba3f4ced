/** How far an operation that finds the earlier run by itself looks back. */
import type { INodeProperties } from 'n8n-workflow';

import type { Input } from '../../n8n/parameters/input';

const DEFAULT = 5;

/** `lookBack`, for the Options of such an operation. */
export const lookBackOption: INodeProperties = {
	displayName: 'Look Back (Runs)',
	name: 'lookBack',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: DEFAULT,
	description:
		'How many earlier runs to look at, at most: more than the previous one where that did not execute a test that fails now, or executed few of the tests. Each test is compared with the newest run that executed it.',
};

/** At most so many earlier runs. */
export function readLookBack(input: Input): number {
	return input.group('options').optionalNumber('lookBack') ?? DEFAULT;
}
