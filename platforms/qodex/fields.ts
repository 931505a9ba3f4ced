/** Parameters that several Qodex operations share. */
import type { INodeProperties } from 'n8n-workflow';

import { ID_OF_ITEM, orBehindTrigger } from '../../n8n/parameters/fields';

/** `runId`; ids have no fixed format. */
export const runIdField: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	default: '',
	required: true,
	placeholder: ID_OF_ITEM,
	description: orBehindTrigger('ID of the run, as Start Run returns it'),
};

/** `environment`, `scope` and `tags`. */
export const startFields: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'string',
		default: 'staging',
		required: true,
		placeholder: 'e.g. staging',
		description:
			'Name of the Qodex environment to test. It is always sent, since Qodex takes staging when it is missing.',
	},
	{
		displayName: 'Scenarios',
		name: 'scope',
		type: 'options',
		default: 'tags',
		options: [
			{ name: 'All Active Scenarios', value: 'all', description: 'The whole suite' },
			{ name: 'Scenarios With Tags', value: 'tags' },
		],
		description: 'Which scenarios to run',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. smoke, checkout',
		displayOptions: { show: { scope: ['tags'] } },
		description:
			'Scenario tags, separated by commas. An empty list is refused: Qodex would run the whole suite.',
	},
];
