import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../core/text/json';
import { simplifyField, updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { readUuid, refuseHosted, scenarioField } from '../fields';
import type { ScenarioFields } from '../wire';

const updateFields = updateFieldsCollection([
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: true,
		description:
			'Whether the scenario is listed and can be run. Turning it off is the same as Delete Scenario.',
	},
	{
		displayName: 'Approved',
		name: 'approved',
		type: 'boolean',
		default: true,
		description: 'Whether the scenario is approved: only approved ones are listed and run',
	},
	{
		displayName: 'Category',
		name: 'category',
		type: 'string',
		default: '',
		placeholder: 'e.g. emergency',
	},
	{
		displayName: 'Content',
		name: 'content',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "chief_complaint": "Chest pain" }',
		description:
			'Script, demographics and chief complaint, as a JSON object. It replaces the present content, which Get Scenario returns with Simplify off.',
	},
	{
		displayName: 'Criteria',
		name: 'criteria',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{ "criterion": "Names the emergency number", "points": 10 }]',
		description:
			'What the scenario is graded by, as a JSON list of objects. They replace the present ones, which Get Scenario returns with Simplify off.',
	},
	{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Chest pain' },
	{
		displayName: 'Priority',
		name: 'priority',
		type: 'number',
		default: 1,
		description: 'Number by which Preclinical orders scenarios when it selects them',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. emergency, cardiac',
		description: 'Tags of the scenario, separated by commas. They replace the present ones.',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'full',
		options: [
			{ name: 'Custom', value: 'custom' },
			{ name: 'Demo', value: 'demo' },
			{ name: 'Full', value: 'full' },
		],
	},
]);

/** Changes the given fields of a scenario, e.g. approves it; the hosted API has no such call. */
export const updateScenario: ItemOperation = {
	value: 'updateScenario',
	name: 'Update Scenario (Self-Hosted)',
	action: 'Update a Preclinical scenario',
	description:
		'Approve a scenario, make it active or inactive, or change its name, tags, criteria or content',
	needsAllowance: true,
	fields: [scenarioField, updateFields, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { scenarioSummary, scenariosApi } = await import('../executing');
		const scenarioId = readUuid(input, 'scenarioId');
		const fields = changesOf(input.filledGroup('updateFields'));
		if (Object.keys(fields).length === 0) {
			input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		await refuseHosted(ctx, 'The hosted Preclinical does not change scenarios', itemIndex);
		const scenario = await scenariosApi(ctx, itemIndex).update(scenarioId, fields);
		return input.flag('simplify') ? (scenarioSummary(scenario) as unknown as IDataObject) : scenario;
	},
};

function changesOf(update: Input): ScenarioFields {
	const fields: ScenarioFields = {
		name: update.optionalText('name'),
		category: update.optionalText('category'),
		scenario_type: update.optionalText('type'),
		is_active: update.optionalFlag('active'),
		approved: update.optionalFlag('approved'),
		priority: update.optionalNumber('priority'),
		content: contentOf(update),
		rubric_criteria: criteriaOf(update),
		tags: update.has('tags') ? update.wholeList('tags') : undefined,
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function contentOf(update: Input): IDataObject | undefined {
	const content = update.json('content');
	if (content === undefined) return undefined;
	return isObject(content) ? (content as IDataObject) : update.refuse('content', 'is not a JSON object');
}

/** Without criteria nothing could be graded, so an empty list is refused. */
function criteriaOf(update: Input): IDataObject[] | undefined {
	const criteria = update.json('criteria');
	if (criteria === undefined) return undefined;
	const isList = Array.isArray(criteria) && criteria.length > 0 && criteria.every(isObject);
	return isList
		? (criteria as IDataObject[])
		: update.refuse('criteria', 'is not a JSON list of at least one object');
}
