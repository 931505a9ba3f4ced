import { simplifyField, updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	actionConditionsField,
	actionDescriptionField,
	actionExpiryField,
	actionIdField,
	actionNameField,
	actionTagsField,
	actionTypeField,
} from '../actionFields';

/** Changes the given fields of an action. */
export const updateAction: ItemOperation = {
	value: 'updateAction',
	name: 'Update Action',
	action: 'Update a Currents action',
	description: 'Change the name, description, expiry, type or conditions of an action',
	needsAllowance: true,
	fields: [
		actionIdField,
		simplifyField,
		updateFieldsCollection([
			actionTypeField,
			{
				...actionConditionsField,
				description: 'Which tests are meant, as Currents documents it. It replaces the conditions so far.',
			},
			actionDescriptionField,
			actionExpiryField,
			actionNameField,
			{ ...actionTagsField, description: `For the Action Type Tag. ${actionTagsField.description}.` },
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { actionFields, actionName, conditionsOf, currentsApi, effectsOf, shownAction } =
			await import('../executing');
		const update = input.group('updateFields');
		const cond = conditionsOf(update);
		const fields = {
			...actionFields(update),
			name: update.has('name') ? actionName(update) : undefined,
			action: update.has('actionType') ? effectsOf(update) : undefined,
			matcher: cond && { op: 'AND' as const, cond },
		};
		const given = Object.entries(fields).filter(([, value]) => value !== undefined);
		if (given.length === 0) input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		const api = currentsApi(ctx, itemIndex);
		return shownAction(input, await api.updateAction(input.text('actionId'), Object.fromEntries(given)));
	},
};
