import type { ItemOperation } from '../../platform';
import { readUuid, requireHosted, testSuiteField } from '../fields';

/** Reads one test suite. */
export const getTestSuite: ItemOperation = {
	value: 'getTestSuite',
	name: 'Get Test Suite (Hosted)',
	action: 'Get a Preclinical test suite',
	description: 'Read one test suite with the IDs of its scenarios',
	fields: [{ ...testSuiteField, required: true }],
	async run(call) {
		const { testSuitesApi } = await import('../executing');
		await requireHosted(call, 'Operations on test suites');
		const id = readUuid(call.input, 'testSuiteId');
		return await testSuitesApi(call.ctx, call.itemIndex).get(id);
	},
};
