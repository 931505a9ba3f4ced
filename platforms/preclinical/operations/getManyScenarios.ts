import type { IDataObject } from 'n8n-workflow';

import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { refuseHosted } from '../fields';

/** Lists the active and approved scenarios of a self-hosted server; the hosted API has no such call. */
export const getManyScenarios: ItemOperation = {
	value: 'getManyScenarios',
	name: 'Get Many Scenarios (Self-Hosted)',
	action: 'Get many Preclinical scenarios',
	description: 'List the scenarios that are active and approved, with their tags and criteria',
	fields: [
		...returnAllFields,
		filtersCollection([
			{
				displayName: 'Tag Name or ID',
				name: 'tag',
				type: 'options',
				default: '',
				typeOptions: { loadOptionsMethod: 'preclinicalTags' },
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
		]),
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { scenarioSummary, scenariosApi } = await import('../executing');
		const tag = input.filledGroup('filters').optionalText('tag');
		await refuseHosted(ctx, 'The hosted Preclinical does not list its scenarios', itemIndex);
		const all = await scenariosApi(ctx, itemIndex).list(tag);
		const wanted = all.slice(0, input.limit());
		return input.flag('simplify') ? (wanted.map(scenarioSummary) as unknown as IDataObject[]) : wanted;
	},
};
