/** The Options of the Test Run Polling Trigger that all platforms have. Its Filters are those of the other trigger. */
import type { INodeProperties } from 'n8n-workflow';

import { includeFailuresOption } from '../parameters/fields';
import { DEFAULT_MAX_FAILURES } from '../webhooks/fields';

/** In the order of their labels. */
export const pollOptionFields: INodeProperties[] = [
	{
		...includeFailuresOption,
		default: DEFAULT_MAX_FAILURES,
		description: `How many failed tests to read with the run, at most. Without this option ${DEFAULT_MAX_FAILURES}, with 0 none.`,
	},
	{
		displayName: 'Include Raw Run',
		name: 'includeRaw',
		type: 'boolean',
		default: true,
		description: 'Whether to put the run itself into the output, as the platform sent it',
	},
	{
		displayName: 'Maximum Age (Minutes)',
		name: 'maxAgeMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'Skip what happened earlier, e.g. while the workflow was switched off. Without this option, or with 0, nothing is skipped.',
	},
];
