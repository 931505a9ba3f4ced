/** Parameters that several operations on actions share. */
import type { INodeProperties } from 'n8n-workflow';

/** `actionId`, from a list or by id. */
export const actionIdField: INodeProperties = {
	displayName: 'Action',
	name: 'actionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The rule that quarantines, skips or tags tests',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an action...',
			typeOptions: { searchListMethod: 'currentsActions', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. {{ $json.actionId }}' },
	],
};

/** `name` of an action. */
export const actionNameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Quarantine {{ $json.title }}',
	description: 'Name of the action in the dashboard, up to 255 characters',
};

/** `actionType`: what the action does. */
export const actionTypeField: INodeProperties = {
	displayName: 'Action Type',
	name: 'actionType',
	type: 'options',
	default: 'quarantine',
	options: [
		{
			name: 'Quarantine',
			value: 'quarantine',
			description: 'The tests are executed, their failures are ignored',
		},
		{ name: 'Skip', value: 'skip', description: 'The tests are not executed' },
		{ name: 'Tag', value: 'tag', description: 'Tags are added to the tests' },
	],
	description: 'What happens to the tests',
};

/** `actionTags`, for the type Tag. */
export const actionTagsField: INodeProperties = {
	displayName: 'Tags to Add',
	name: 'actionTags',
	type: 'string',
	default: '',
	placeholder: 'e.g. flaky, needs-owner',
	description: 'Up to 10 tags, separated by commas',
};

/** `description` of an action. */
export const actionDescriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.error.message }}',
	description: 'Why the action is there, up to 1000 characters',
};

/** `expiresAfter` of an action. */
export const actionExpiryField: INodeProperties = {
	displayName: 'Expires At',
	name: 'expiresAfter',
	type: 'dateTime',
	default: '',
	description: "When the action ends by itself, e.g. {{ $now.plus(14, 'days') }}",
};

/** `conditions` of an action; an operation adds to the description what becomes of other conditions. */
export const actionConditionsField: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'json',
	default: '[]',
	placeholder: 'e.g. [{ "type": "tag", "op": "inc", "value": "slow" }]',
};
