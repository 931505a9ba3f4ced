/** Parameters that operations of several platforms share, in n8n's own wording. */
import type { INodeProperties } from 'n8n-workflow';

/** `simplify`: the run model, or the platform's own JSON. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** `returnAll` and `limit`. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** `includeFailures`, for the Options of the trigger and of an operation that reads one run. */
export const includeFailuresOption: INodeProperties = {
	displayName: 'Include Failures',
	name: 'includeFailures',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 20,
	description: 'How many failed tests to read with the run, at most. Without this option, or with 0, none are read.',
};
