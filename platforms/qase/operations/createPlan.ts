import { additionalFieldsCollection, executeOnceNotice, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { casesField, descriptionField, projectField, requiredText, returnExistingField } from '../fields';
import { someCases } from '../rows';

/** Creates a test plan. */
export const createPlan: ItemOperation = {
	value: 'createPlan',
	name: 'Create Plan',
	action: 'Create a Qase test plan',
	description: 'Create a test plan of chosen cases and return it',
	needsAllowance: true,
	fields: [
		projectField,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Smoke of the checkout',
			description: 'Title of the plan, up to 255 characters',
		},
		casesField,
		executeOnceNotice('A plan is created'),
		simplifyField,
		additionalFieldsCollection([
			descriptionField,
			returnExistingField('a plan with the same title and the same cases'),
		]),
	],
	async run(call) {
		const { createdOnce, idOfPlan, planningApi } = await import('../executing');
		const { input } = call;
		const code = input.text('projectCode');
		const body = {
			title: requiredText(input, 'title', 255),
			cases: someCases(input),
			description: input.group('additionalFields').optionalText('description'),
		};
		const api = planningApi(call.ctx, call.itemIndex);
		const find = async () => await idOfPlan(api, code, body);
		return await createdOnce(call, { api, kind: 'plan', shown: 'planWithCases', code, body, find });
	},
};
