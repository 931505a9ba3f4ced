/** The Test Run Report node without its texts and its icon, which it has another of in another package. */
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { withOnError } from '../../n8n/items/onError';
import { chosenName } from '../../n8n/parameters/subtitle';
import { reportProperties } from './properties';

/** What a report is for, behind the name of its format; one for each run is the usual case. */
const PER = { allItems: ' for All Items', failure: ' per Failed Test' };

/** All but what a class of the node has to say itself. */
export const reportNode = {
	description: {
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${chosenName(reportProperties[0])} + (${JSON.stringify(PER)}[$parameter["reportPer"]] || "") }}`,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: reportProperties,
	},

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await withOnError(this, async () => {
			const { writeReports } = await import('./writeReports');
			return [await writeReports(this)];
		});
	},
} satisfies Pick<INodeType, 'execute'> & { description: Partial<INodeTypeDescription> };
