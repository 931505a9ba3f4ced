/** The Test Run Reader node without its texts and its icon, which it has another of in another package. */
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { withOnError } from '../../n8n/items/onError';
import { chosenName } from '../../n8n/parameters/subtitle';
import { formatField, readerProperties } from './properties';

/** All but what a class of the node has to say itself. */
export const readerNode = {
	description: {
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${chosenName(formatField)} }}`,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: readerProperties,
	},

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await withOnError(this, async () => {
			const { readRuns } = await import('./readRuns');
			return [await readRuns(this)];
		});
	},
} satisfies Pick<INodeType, 'execute'> & { description: Partial<INodeTypeDescription> };
