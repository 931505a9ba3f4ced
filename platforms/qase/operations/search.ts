import { returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { requiredText } from '../fields';

/** Finds runs, results, cases, defects, plans and requirements by a query in the language of Qase. */
export const search: ItemOperation = {
	value: 'search',
	name: 'Search by QQL',
	action: 'Search Qase by QQL',
	description:
		'Find runs, results, cases, defects, plans or requirements by a query in QQL (Teams, Business or Enterprise plan)',
	fields: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. entity = "run" and project = "SHOP" and status = "Failed" ORDER BY started DESC',
			description:
				'What to find, in the Qase Query Language, up to 2000 characters. Name the project in it: what is found does not tell its project. Changes show after 3 to 17 minutes, sometimes days.',
		},
		...returnAllFields,
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { shownFound, withPlanAdvice, workspaceApi } = await import('../executing');
		// Qase documents 1000 characters, its own client 2000.
		const query = requiredText(input, 'query', 2000);
		const found = workspaceApi(ctx, itemIndex).search(query, input.limit(), shownFound(input));
		return await found.catch(withPlanAdvice);
	},
};
