import { updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { descriptionField } from '../agentFields';
import { readUuid, readUuids, requireHosted, scenarioIdsField, testSuiteField } from '../fields';

/** Changes the given fields of a test suite. */
export const updateTestSuite: ItemOperation = {
	value: 'updateTestSuite',
	name: 'Update Test Suite (Hosted)',
	action: 'Update a Preclinical test suite',
	description: 'Change the name, description or scenarios of a test suite',
	needsAllowance: true,
	fields: [
		{ ...testSuiteField, required: true },
		updateFieldsCollection([
			descriptionField,
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{ ...scenarioIdsField, description: `${scenarioIdsField.description}. They replace those so far.` },
		]),
	],
	async run(call) {
		const { testSuitesApi } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		await requireHosted(call, 'Operations on test suites');
		const update = input.group('updateFields');
		const hasScenarios = update.has('scenarioIds') || update.isBlank('scenarioIds');
		const fields = {
			name: update.optionalText('name'),
			description: update.optionalText('description'),
			scenario_ids: hasScenarios ? readUuids(update, 'scenarioIds') : undefined,
		};
		const given = Object.entries(fields).filter(([, value]) => value !== undefined);
		if (given.length === 0) input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		return await testSuitesApi(ctx, itemIndex).update(
			readUuid(input, 'testSuiteId'),
			Object.fromEntries(given),
		);
	},
};
