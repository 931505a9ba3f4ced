import type { ItemOperation } from '../../platform';
import { readUuid, refuseHosted, scenarioField } from '../fields';

/** Makes a scenario of a self-hosted server inactive, which it calls deleting; the hosted API has no such call. */
export const deleteScenario: ItemOperation = {
	value: 'deleteScenario',
	name: 'Delete Scenario (Self-Hosted)',
	action: 'Delete a Preclinical scenario',
	description: 'Take a scenario out of all lists and runs; Update Scenario can make it active again',
	needsAllowance: true,
	fields: [scenarioField],
	async run(call) {
		const { removeOnce, scenariosApi } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const scenarioId = readUuid(input, 'scenarioId');
		await refuseHosted(ctx, 'The hosted Preclinical does not delete scenarios', itemIndex);
		await removeOnce(call, async () => await scenariosApi(ctx, itemIndex).remove(scenarioId));
		return { deleted: true, scenarioId };
	},
};
