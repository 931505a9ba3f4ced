import type { INodeProperties } from 'n8n-workflow';

import {
	additionalFieldsCollection,
	filtersCollection,
	returnAllFields,
} from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import {
	attachmentsField,
	customFields,
	customFieldsField,
	milestoneField,
	optionalId,
	projectField,
	requiredId,
	requiredText,
	severityField,
	tagsField,
	wholeNumber,
} from '../fields';

const defectField: INodeProperties = {
	displayName: 'Defect ID',
	name: 'defectId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12',
	description: 'The number of the defect',
};

/** Lists the defects of a project. */
export const getManyDefects: ItemOperation = {
	value: 'getManyDefects',
	name: 'Get Many Defects',
	action: 'Get many defects',
	description: 'List the defects of a project, one item per defect',
	fields: [
		projectField,
		...returnAllFields,
		filtersCollection([
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'open',
				options: [
					{ name: 'In Progress', value: 'in_progress' },
					{ name: 'Invalid', value: 'invalid' },
					{ name: 'Open', value: 'open' },
					{ name: 'Resolved', value: 'resolved' },
				],
			},
		]),
	],
	async run(call) {
		const { api, code } = await projectCalls(call);
		const status = call.input.group('filters').optionalText('status');
		return await api.listDefects(code, call.input.limit(), { status });
	},
};

/** Reads one defect. */
export const getDefect: ItemOperation = {
	value: 'getDefect',
	name: 'Get Defect',
	action: 'Get a defect',
	description: 'Read a defect with the runs and results that it belongs to',
	fields: [projectField, defectField],
	async run(call) {
		const { api, code } = await projectCalls(call);
		return await api.getDefect(code, requiredId(call.input, 'defectId'));
	},
};

/** Creates a defect. No field links it to a run: that is for results that are sent with `defect`. */
export const createDefect: ItemOperation = {
	value: 'createDefect',
	name: 'Create Defect',
	action: 'Create a defect',
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
		severityField,
		additionalFieldsCollection([attachmentsField, customFieldsField, milestoneField, tagsField]),
	],
	async run(call) {
		const { api, code } = await projectCalls(call);
		const { input } = call;
		const fields = input.group('additionalFields');
		const { oncePerItem } = await import('../../../n8n/items/startedRuns');
		const defect = {
			title: requiredText(input, 'title', 255),
			actual_result: input.text('actualResult'),
			// 0 is an option, too.
			severity: Number(wholeNumber(input, 'severity', input.text('severity'), 0)),
			milestone_id: optionalId(fields, 'milestoneId'),
			attachments: fields.has('attachments') ? fields.list('attachments') : undefined,
			custom_field: customFields(fields),
			tags: fields.has('tags') ? fields.list('tags') : undefined,
		};
		const create = async () => await api.createDefect(code, defect);
		const { id } = await oncePerItem(call, 'create', create);
		return await api.getDefect(code, id);
	},
};

/** Resolves a defect; one that is resolved already is fine. */
export const resolveDefect: ItemOperation = {
	value: 'resolveDefect',
	name: 'Resolve Defect',
	action: 'Resolve a defect',
	description: 'Mark a defect as resolved and return it. Qase has no way back to open.',
	needsAllowance: true,
	fields: [projectField, defectField],
	async run(call) {
		const { api, code } = await projectCalls(call);
		const defectId = requiredId(call.input, 'defectId');
		const before = await api.getDefect(code, defectId);
		// undocumented: the answer for a defect that is resolved already.
		if (before.status === 'resolved') return before;
		await api.resolveDefect(code, defectId);
		return await api.getDefect(code, defectId);
	},
};

async function projectCalls({ ctx, itemIndex, input }: OperationCall) {
	const { qaseApi } = await import('../api');
	return { api: qaseApi(ctx, itemIndex), code: input.text('projectCode') };
}
