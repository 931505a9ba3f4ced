import { additionalFieldsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { customFields, defectFieldsField } from '../customFields';
import {
	attachmentsField,
	locator,
	milestoneField,
	optionalId,
	projectField,
	requiredText,
	tagsField,
	wholeNumber,
} from '../fields';

/** Creates a defect. It cannot be linked to a run: Qase does that only for results that are sent with `defect`. */
export const createDefect: ItemOperation = {
	value: 'createDefect',
	name: 'Create Defect',
	action: 'Create a Qase defect',
	description:
		'Create a defect and return it. Qase links defects to a run only when a failed result brings one along.',
	needsAllowance: true,
	fields: [
		projectField,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. The order page stays empty',
			description: 'Title of the defect, up to 255 characters',
		},
		{
			displayName: 'Actual Result',
			name: 'actualResult',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			description: 'What happens',
		},
		locator({
			displayName: 'Severity',
			name: 'severity',
			list: 'qaseSeverities',
			description: 'How severe the defect is',
			required: true,
			placeholder: 'e.g. 2',
		}),
		simplifyField,
		additionalFieldsCollection([
			attachmentsField,
			defectFieldsField,
			{ ...milestoneField, description: 'The milestone that the defect belongs to' },
			tagsField,
		]),
	],
	async run(call) {
		const { oncePerItem, qaseApi, shownOne } = await import('../executing');
		const api = qaseApi(call.ctx, call.itemIndex);
		const code = call.input.text('projectCode');
		const { input } = call;
		const fields = input.group('additionalFields');
		const defect = {
			title: requiredText(input, 'title', 255),
			actual_result: input.text('actualResult'),
			// 0 is a valid option.
			severity: Number(wholeNumber(input, 'severity', input.text('severity'), 0)),
			milestone_id: optionalId(fields, 'milestoneId'),
			attachments: fields.has('attachments') ? fields.list('attachments') : undefined,
			custom_field: customFields(fields),
			tags: fields.has('tags') ? fields.list('tags') : undefined,
		};
		const create = async () => await api.createDefect(code, defect);
		const { id } = await oncePerItem(call, 'create', create);
		return shownOne(input, 'defect', code, await api.getDefect(code, id));
	},
};
