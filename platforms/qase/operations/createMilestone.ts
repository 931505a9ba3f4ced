import { additionalFieldsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	descriptionField,
	milestoneStatusField,
	projectField,
	requiredText,
	returnExistingField,
} from '../fields';
import { unixSeconds } from '../time';

/** Creates a milestone. */
export const createMilestone: ItemOperation = {
	value: 'createMilestone',
	name: 'Create Milestone',
	action: 'Create a Qase milestone',
	description: 'Create a milestone and return it',
	needsAllowance: true,
	fields: [
		projectField,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Release 2026.5',
			description: 'Title of the milestone, up to 255 characters',
		},
		simplifyField,
		additionalFieldsCollection([
			descriptionField,
			{
				displayName: 'Due Date',
				name: 'dueDate',
				type: 'dateTime',
				default: '',
				description: 'When the milestone is to be reached',
			},
			returnExistingField('a milestone with the same title'),
			milestoneStatusField,
		]),
	],
	async run(call) {
		const { createdOnce, idByText, planningApi } = await import('../executing');
		const { input } = call;
		const code = input.text('projectCode');
		const fields = input.group('additionalFields');
		const title = requiredText(input, 'title', 255);
		const body = {
			title,
			description: fields.optionalText('description'),
			status: fields.optionalText('status'),
			due_date: unixSeconds(fields.optionalTime('dueDate')),
		};
		const api = planningApi(call.ctx, call.itemIndex);
		const find = async () =>
			await idByText(api, 'milestone', code, { field: 'title', text: title, query: { search: title } });
		return await createdOnce(call, { api, kind: 'milestone', shown: 'milestone', code, body, find });
	},
};
