import { optionsCollection, simplifyField, updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { customFields, runFieldsField } from '../customFields';
import {
	configurationsField,
	descriptionField,
	environmentField,
	environmentOf,
	environmentSlugField,
	limitedText,
	milestoneField,
	oneRunFields,
	optionalId,
	tagsField,
	trustsVerdict,
	trustVerdictOption,
} from '../fields';
import { configurationIds } from '../rows';
import type { QaseRunChanges } from '../wire';

/** Changes the given fields of a run. Its cases, plan and status cannot be changed. */
export const updateRun: ItemOperation = {
	value: 'updateRun',
	name: 'Update Run',
	action: 'Update a Qase run',
	description: 'Change the title, description, environment, milestone, tags or other fields of a run',
	needsAllowance: true,
	fields: [
		...oneRunFields,
		updateFieldsCollection([
			{
				displayName: 'Clear',
				name: 'clear',
				type: 'multiOptions',
				default: [],
				options: [
					{ name: 'Configurations', value: 'configurations' },
					{ name: 'Description', value: 'description' },
					{ name: 'Environment', value: 'environment_id' },
					{ name: 'Milestone', value: 'milestone_id' },
					{ name: 'Tags', value: 'tags' },
				],
				description: 'Fields to empty',
			},
			configurationsField,
			runFieldsField,
			descriptionField,
			environmentField,
			environmentSlugField,
			milestoneField,
			tagsField,
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				description: 'Title of the run, up to 255 characters',
			},
		]),
		simplifyField,
		optionsCollection([trustVerdictOption]),
	],
	async run(call) {
		const { input } = call;
		const { readingOf, runOf } = await import('../executing');
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const changes = changesOf(input.filledGroup('updateFields'));
		if (Object.keys(changes).length === 0) {
			input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		await api.updateRun(code, runId, changes);
		return output(input, await readingOf(api, await api.getRun(code, runId), view));
	},
};

function changesOf(fields: Input): QaseRunChanges {
	const set: QaseRunChanges = {
		title: limitedText(fields, 'title', 255),
		description: limitedText(fields, 'description', 10_000),
		...environmentOf(fields),
		milestone_id: optionalId(fields, 'milestoneId'),
		tags: tagsOf(fields),
		configurations: configurationIds(fields),
		custom_field: customFields(fields),
	};
	const given = Object.entries(set).filter(([, value]) => value !== undefined);
	const cleared = fields.wholeList('clear').map((name) => [name, null] as const);
	return Object.fromEntries([...given, ...cleared]);
}

/** `null`, which Qase documents, removes all tags. */
function tagsOf(fields: Input): string[] | null | undefined {
	if (!fields.has('tags')) return undefined;
	const tags = fields.wholeList('tags');
	return tags.length > 0 ? tags : null;
}
