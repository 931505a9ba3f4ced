import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { additionalFieldsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { refuseHosted } from '../fields';
import type { GenerationFields } from '../wire';

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 6 },
	required: true,
	default: '',
	placeholder: 'e.g. If a caller reports chest pain, tell them to call the emergency number at once.',
	description: "Guideline, protocol or procedure to generate from. The server's language model reads it.",
};

const scenariosField: INodeProperties = {
	displayName: 'Scenarios',
	name: 'scenarios',
	type: 'options',
	default: 'all',
	options: [
		{
			name: 'All That the Text Describes',
			value: 'all',
			description: 'One for each case in the text. This can take up to five minutes.',
		},
		{ name: 'One', value: 'one', description: 'One for the whole text. This can take up to two minutes.' },
	],
	description: 'How many scenarios to generate',
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Chest pain',
	displayOptions: { show: { scenarios: ['one'] } },
	description: 'Name of the scenario. Without one, the language model chooses it.',
};

const optionalFields = additionalFieldsCollection([
	{
		displayName: 'Category',
		name: 'category',
		type: 'string',
		default: '',
		placeholder: 'e.g. emergency',
		description: 'Category of the scenarios. Without one, the language model chooses it.',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. triage, protocol',
		displayOptions: { show: { '/scenarios': ['all'] } },
		description: 'Tags of all generated scenarios, separated by commas',
	},
]);

/** Generates scenarios from a text; the hosted API has no such call. */
export const generateScenarios: ItemOperation = {
	value: 'generateScenarios',
	name: 'Generate Scenarios (Self-Hosted)',
	action: 'Generate Preclinical scenarios',
	description:
		'Make scenarios of a guideline or protocol. Costs language-model calls; each must then be approved.',
	needsAllowance: true,
	fields: [textField, scenariosField, nameField, optionalFields, simplifyField],
	async run(call) {
		const { generate, notUsable, oncePerItem, scenarioSummary } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const isOne = input.text('scenarios') === 'one';
		const fields = readFields(input, isOne);
		await refuseHosted(ctx, 'The hosted Preclinical does not generate scenarios', itemIndex);
		const made = await oncePerItem(call, 'create', async () => {
			return await generate(ctx, itemIndex, fields, isOne);
		});
		const doubt = notUsable(made);
		if (doubt) ctx.addExecutionHints({ message: `Item ${itemIndex}: ${doubt}`, location: 'outputPane' });
		return input.flag('simplify') ? (made.map(scenarioSummary) as unknown as IDataObject[]) : made;
	},
};

function readFields(input: Input, isOne: boolean): GenerationFields {
	const more = input.group('additionalFields');
	if (isOne && more.has('tags')) {
		more.refuse('tags', "is only for 'All That the Text Describes'", 'Remove the field.');
	}
	const tags = more.wholeList('tags');
	return {
		text: input.text('text'),
		category: more.optionalText('category'),
		name: isOne ? input.optionalText('name') : undefined,
		tags: tags.length > 0 ? tags : undefined,
	};
}
