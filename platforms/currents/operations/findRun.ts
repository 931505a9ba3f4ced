import { NodeOperationError } from 'n8n-workflow';

import { simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { projectField } from '../fields';

/** Finds the run of a CI build, or the latest completed one of a branch or with tags. */
export const findRun: ItemOperation = {
	value: 'findRun',
	name: 'Find Run',
	action: 'Find a run',
	description: 'Find the run of a CI build, or the latest completed run of a branch or with tags',
	fields: [
		projectField,
		{
			displayName: 'Build ID',
			name: 'buildId',
			type: 'string',
			default: '',
			placeholder: 'e.g. web-shop-4711',
			description:
				'Exact CI build ID that the run was reported with. When it is set, branch and tags are not looked at.',
		},
		{
			displayName: 'Branch',
			name: 'branch',
			type: 'string',
			default: '',
			placeholder: 'e.g. main',
			description: 'Finds the latest completed run of this branch',
		},
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. smoke, nightly',
			description: 'Finds the latest completed run with these tags, separated by commas',
		},
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../api');
		const { dashboardOf, readingOf } = await import('../runs');
		const api = currentsApi(ctx, itemIndex);
		const query = {
			projectId: input.text('projectId'),
			ciBuildId: input.optionalText('buildId'),
			branch: input.optionalText('branch'),
			'tags[]': input.list('tags'),
		};
		if (!query.ciBuildId && !query.branch && query['tags[]'].length === 0) {
			throw new NodeOperationError(ctx.getNode(), "Fill in 'Build ID', 'Branch' or 'Tags'", {
				itemIndex,
				description: 'Without one of them it would not be clear which run is meant.',
			});
		}
		return output(input, await readingOf(api, await api.findRun(query), await dashboardOf(ctx, itemIndex)));
	},
};
