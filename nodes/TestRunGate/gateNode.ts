/** The Test Run Gate node without its texts and its icon, which it has another of in another package. */
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { withOnError } from '../../n8n/items/onError';
import { fieldNames } from '../../n8n/parameters/subtitle';
import { gateProperties, ruleFields } from './properties';

/** All but what a class of the node has to say itself. */
export const gateNode = {
	description: {
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${fieldNames('rules', ruleFields)} || "Verdict of the Run" }}`,
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
		],
		outputNames: ['Passed', 'Failed', 'Inconclusive', 'Still Running'],
		properties: gateProperties,
	},

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await withOnError(
			this,
			async () => {
				const { sortByVerdict } = await import('./sortByVerdict');
				return await sortByVerdict(this);
			},
			// Errors go to the Inconclusive output: they are neither passed nor failed.
			(errors) => [[], [], errors, []],
		);
	},
} satisfies Pick<INodeType, 'execute'> & { description: Partial<INodeTypeDescription> };
