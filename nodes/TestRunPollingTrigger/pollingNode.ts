/**
 * What the Test Run Polling Trigger and a polling trigger of one platform alone have in common: all but the texts and the
 * icon.
 */
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { loadOnce } from '../../n8n/loadOnce';
import { chosenPlatform } from '../../n8n/parameters/chosenPlatform';
import { afterPlatform, chosenNames } from '../../n8n/parameters/subtitle';
import type { Platform } from '../../platforms/platform';
import { polledOf, pollingCredentials, pollingProperties } from './properties';

const polling = loadOnce(async () => await import('../../n8n/polling/poll'));

/** The trigger for those of the platforms that can be polled. With a single one, the list is not displayed. */
export function pollingNode(platforms: Platform[]) {
	const polled = polledOf(platforms);
	const properties = pollingProperties(polled);
	const events = properties.filter(({ name }) => name === 'events');
	return {
		description: {
			group: ['trigger'],
			version: 1,
			subtitle: afterPlatform(properties[0], chosenNames(...events)),
			eventTriggerDescription: 'The latest run that has ended is fetched',
			polling: true,
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			credentials: pollingCredentials(polled),
			properties,
		},
		methods: {
			listSearch: Object.assign({}, ...polled.map(({ listSearch }) => listSearch)),
		},
		async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
			const platform = chosenPlatform(this, polled, this.getNodeParameter('platform') as string);
			const { poll } = await polling();
			return await poll(this, platform);
		},
	} satisfies Pick<INodeType, 'methods' | 'poll'> & { description: Partial<INodeTypeDescription> };
}
