import { additionalFieldsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { descriptionField, projectField, requiredText, returnExistingField } from '../fields';

/** Creates an environment. */
export const createEnvironment: ItemOperation = {
	value: 'createEnvironment',
	name: 'Create Environment',
	action: 'Create a Qase environment',
	description: 'Create an environment and return it',
	needsAllowance: true,
	fields: [
		projectField,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Staging',
			description: 'Title of the environment, up to 255 characters',
		},
		{
			displayName: 'Slug',
			name: 'slug',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. staging',
			description: 'Short name of the environment, by which runs can name it; up to 255 characters',
		},
		simplifyField,
		additionalFieldsCollection([
			descriptionField,
			{
				displayName: 'Host',
				name: 'host',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://staging.example.com',
				description: 'Where the tested application is',
			},
			returnExistingField('an environment with the same slug'),
		]),
	],
	async run(call) {
		const { createdOnce, idByText, planningApi } = await import('../executing');
		const { input } = call;
		const code = input.text('projectCode');
		const fields = input.group('additionalFields');
		const slug = requiredText(input, 'slug', 255);
		const body = {
			title: requiredText(input, 'title', 255),
			slug,
			description: fields.optionalText('description'),
			host: fields.optionalText('host'),
		};
		const api = planningApi(call.ctx, call.itemIndex);
		const find = async () =>
			await idByText(api, 'environment', code, { field: 'slug', text: slug, query: { slug } });
		return await createdOnce(call, { api, kind: 'environment', shown: 'environment', code, body, find });
	},
};
