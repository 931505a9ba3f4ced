import type { INodeProperties } from 'n8n-workflow';

import { textOf } from '../../../core/text/json';
import { additionalFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { locator, projectField, requiredText, returnExistingField } from '../fields';

const groupFromField: INodeProperties = {
	displayName: 'Group From',
	name: 'groupFrom',
	type: 'options',
	default: 'existing',
	required: true,
	options: [
		{ name: 'Existing Group', value: 'existing', description: 'From the list, or by its ID' },
		{ name: 'Title', value: 'title', description: 'Created if the project has no group of this title' },
	],
	description: 'How the group of the configuration is named',
};

const groupField: INodeProperties = {
	...locator({
		displayName: 'Group',
		name: 'groupId',
		list: 'qaseGroups',
		description: 'The group of configurations, such as browsers or languages',
		required: true,
		placeholder: 'e.g. {{ $json.group.id }}',
	}),
	displayOptions: { show: { groupFrom: ['existing'] } },
};

const groupTitleField: INodeProperties = {
	displayName: 'Group Title',
	name: 'groupTitle',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Browser',
	description: 'Exact title of the group, up to 255 characters',
	displayOptions: { show: { groupFrom: ['title'] } },
};

/** Creates a configuration, and its group if that does not exist. */
export const createConfiguration: ItemOperation = {
	value: 'createConfiguration',
	name: 'Create Configuration',
	action: 'Create a Qase configuration',
	description: 'Create a configuration in a group, which can be created with it, and return both',
	needsAllowance: true,
	fields: [
		projectField,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Firefox',
			description: 'Title of the configuration, up to 255 characters',
		},
		groupFromField,
		groupField,
		groupTitleField,
		additionalFieldsCollection([
			returnExistingField('a configuration with the same title in the same group'),
		]),
	],
	async run(call) {
		const { configurationGroup, oncePerItem, planningApi, returnsExisting, shownConfiguration } =
			await import('../executing');
		const { input } = call;
		const code = input.text('projectCode');
		const title = requiredText(input, 'title', 255);
		const api = planningApi(call.ctx, call.itemIndex);
		const group = await configurationGroup(call, api, code);
		const existing = returnsExisting(input)
			? group.configurations?.find((configuration) => textOf(configuration.title) === title)
			: undefined;
		const create = async () => await api.createConfiguration(code, Number(group.id), title);
		const { id } = existing ?? (await oncePerItem(call, 'create', create));
		return shownConfiguration(group, { id, title }, code);
	},
};
