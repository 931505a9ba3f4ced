import { additionalFieldsCollection, executeOnceNotice } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { descriptionField } from '../agentFields';
import { readUuids, requireHosted, scenarioIdsField } from '../fields';

/** Creates a test suite, e.g. of the scenarios that failed, to run these again. */
export const createTestSuite: ItemOperation = {
	value: 'createTestSuite',
	name: 'Create Test Suite (Hosted)',
	action: 'Create a Preclinical test suite',
	description: 'Put scenarios together, e.g. those that failed, so that a run can be started with them',
	needsAllowance: true,
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Failed on Monday',
			description: 'Name of the test suite; each is taken once',
		},
		{ ...scenarioIdsField, required: true },
		executeOnceNotice('A test suite is created'),
		additionalFieldsCollection([descriptionField]),
	],
	async run(call) {
		const { oncePerItem, testSuitesApi } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		await requireHosted(call, 'Operations on test suites');
		const fields = {
			name: input.text('name'),
			scenario_ids: readUuids(input, 'scenarioIds'),
			description: input.group('additionalFields').optionalText('description'),
		};
		const api = testSuitesApi(ctx, itemIndex);
		return await oncePerItem(call, 'create', async () => await api.create(fields));
	},
};
