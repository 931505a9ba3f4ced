import type { IDataObject } from 'n8n-workflow';

import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { refuseHosted } from '../fields';

/** Reads whether a self-hosted server is ready. That it is not is a result, not an error. */
export const getHealth: ItemOperation = {
	value: 'getHealth',
	name: 'Get Health (Self-Hosted)',
	action: 'Get the health of Preclinical',
	description: 'Read whether the server is ready for runs: database, models and browser provider',
	fields: [simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { healthSummary, readHealth } = await import('../executing');
		await refuseHosted(ctx, 'The hosted Preclinical does not report its health', itemIndex);
		const health = await readHealth(ctx, itemIndex);
		return input.flag('simplify') ? (healthSummary(health) as unknown as IDataObject) : health;
	},
};
