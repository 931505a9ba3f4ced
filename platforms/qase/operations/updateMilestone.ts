import { simplifyField, updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import {
	descriptionField,
	limitedText,
	milestoneField,
	milestoneStatusField,
	projectField,
	requiredId,
} from '../fields';
import type { QaseMilestoneChanges } from '../wire';

/** Changes the given fields of a milestone, e.g. completes it. Qase has no call that changes the due date. */
export const updateMilestone: ItemOperation = {
	value: 'updateMilestone',
	name: 'Update Milestone',
	action: 'Update a Qase milestone',
	description: 'Complete a milestone or reopen it, or change its title or description, and return it',
	needsAllowance: true,
	fields: [
		projectField,
		{ ...milestoneField, required: true, description: 'The milestone' },
		updateFieldsCollection([
			descriptionField,
			{ ...milestoneStatusField, default: 'completed' },
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				description: 'Title of the milestone, up to 255 characters',
			},
		]),
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { planningApi, shownOne } = await import('../executing');
		const code = input.text('projectCode');
		const id = requiredId(input, 'milestoneId');
		const changes = changesOf(input.filledGroup('updateFields'));
		if (Object.keys(changes).length === 0) {
			input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		const api = planningApi(ctx, itemIndex);
		await api.updateMilestone(code, id, changes);
		return shownOne(input, 'milestone', code, await api.read('milestone', code, id));
	},
};

function changesOf(update: Input): QaseMilestoneChanges {
	const changes: QaseMilestoneChanges = {
		title: limitedText(update, 'title', 255),
		description: update.optionalText('description'),
		status: update.optionalText('status'),
	};
	return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
