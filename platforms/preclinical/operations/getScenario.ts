import type { IDataObject } from 'n8n-workflow';

import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { readUuid, refuseHosted, scenarioField } from '../fields';

/** Reads one scenario of a self-hosted server; the hosted API has no such call. */
export const getScenario: ItemOperation = {
	value: 'getScenario',
	name: 'Get Scenario (Self-Hosted)',
	action: 'Get a Preclinical scenario',
	description: 'Read one scenario with its tags and criteria; its content when Simplify is off',
	fields: [scenarioField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { scenarioSummary, scenariosApi } = await import('../executing');
		await refuseHosted(ctx, 'The hosted Preclinical does not return scenarios', itemIndex);
		const scenario = await scenariosApi(ctx, itemIndex).get(readUuid(input, 'scenarioId'));
		return input.flag('simplify') ? (scenarioSummary(scenario) as unknown as IDataObject) : scenario;
	},
};
