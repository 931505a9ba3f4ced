/** `customFields`: rows of a custom field and its value, both from lists or typed in (contract: 2.9). */
import type { INodeProperties } from 'n8n-workflow';

import type { Input } from '../../n8n/parameters/input';
import { rows, rowText } from './rows';

/** Custom fields of runs. */
export const runFieldsField = customFieldsField('qaseRunFields', 'qaseRunFieldValues');

/** Custom fields of defects. */
export const defectFieldsField = customFieldsField('qaseDefectFields', 'qaseDefectFieldValues');

/** `fields` and `values` are the names of the listSearch methods. */
function customFieldsField(fields: string, values: string): INodeProperties {
	return {
		displayName: 'Custom Fields',
		name: 'customFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add custom field',
		default: {},
		options: [{ displayName: 'Custom Fields', name: 'rows', values: [idField(fields), valueField(values)] }],
	};
}

function idField(list: string): INodeProperties {
	return {
		displayName: 'Field',
		name: 'id',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		typeOptions: { loadOptionsDependsOn: ['projectCode.value'] },
		description: 'The custom field',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select the field...',
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 7' },
		],
	};
}

function valueField(list: string): INodeProperties {
	return {
		displayName: 'Value',
		name: 'value',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'From List: the choices of the field. By Value: a text, number or date (ISO 8601), 1 for a ticked box, or IDs of several choices (1,2,3).',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select the value...',
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{ displayName: 'By Value', name: 'value', type: 'string', placeholder: 'e.g. 2026.5' },
		],
	};
}

/** The values of `customFields` by field id, all as texts, as Qase requires; `undefined` if there are none. */
export function customFields(input: Input): Record<string, string> | undefined {
	const text = (what: string, field: unknown) => rowText(input, 'customFields', what, field);
	const given = rows(input, 'customFields').map(({ id, value }) => [
		text('field', id).trim() || input.refuse('customFields', 'has a row without a field'),
		text('value', value),
	]);
	return given.length === 0 ? undefined : (Object.fromEntries(given) as Record<string, string>);
}
