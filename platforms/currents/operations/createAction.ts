import { additionalFieldsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	actionConditionsField,
	actionDescriptionField,
	actionExpiryField,
	actionNameField,
	actionTagsField,
	actionTypeField,
} from '../actionFields';
import { projectField } from '../fields';

/** Creates a rule that quarantines, skips or tags tests; an item of Get Many Failures, or of `tests` of a run, fills it. */
export const createAction: ItemOperation = {
	value: 'createAction',
	name: 'Create Action',
	action: 'Create a Currents action to quarantine, skip or tag tests',
	description:
		'Quarantine, skip or tag tests, e.g. flaky ones of a run: until the time in Expires At, or for good without one',
	needsAllowance: true,
	fields: [
		projectField,
		{ ...actionNameField, required: true },
		{ ...actionTypeField, required: true },
		{ ...actionTagsField, displayOptions: { show: { actionType: ['tag'] } } },
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.title }}',
			description:
				'Exact title of the test, without its suites: of "checkout > pays" only "pays". Of Title, Spec File and Test ID fill in at least one; all that are filled in must fit.',
			hint: "If a title has suites in front: {{ $json.title.split(' > ').at(-1) }}",
		},
		{
			displayName: 'Spec File',
			name: 'specFile',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.file }}',
			description: 'Exact path of the spec file. Alone it stands for all tests of the file.',
		},
		{
			displayName: 'Test ID',
			name: 'testId',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.url }}',
			description: 'ID of the test, or the address of its page in the dashboard',
		},
		simplifyField,
		additionalFieldsCollection([
			{
				displayName: 'Branches',
				name: 'branches',
				type: 'string',
				default: '',
				placeholder: 'e.g. main, release',
				description: 'Only on these branches, separated by commas',
			},
			{
				...actionConditionsField,
				description: 'Further conditions, as Currents documents them; these must be met as well',
			},
			actionDescriptionField,
			actionExpiryField,
			{
				displayName: 'Return Existing',
				name: 'returnExisting',
				type: 'boolean',
				default: true,
				description:
					'Whether to return an active action with the same name, type and conditions if the project has one, instead of creating another',
			},
		]),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const {
			actionFields,
			actionName,
			currentsApi,
			effectsOf,
			isAction,
			matcherOf,
			oncePerItem,
			shownAction,
		} = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const more = input.group('additionalFields');
		const projectId = input.text('projectId');
		const fields = {
			...actionFields(more),
			...{ name: actionName(input), action: effectsOf(input), matcher: matcherOf(input, more) },
		};
		const create = async () => {
			const existing = more.flag('returnExisting')
				? (await api.listActions(projectId, { status: ['active'] })).find(isAction(fields))
				: undefined;
			return existing ?? (await api.createAction(projectId, fields));
		};
		return shownAction(input, await oncePerItem(call, 'create', create));
	},
};
