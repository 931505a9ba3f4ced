import type { IDataObject } from 'n8n-workflow';

import { loadOnce } from '../../../n8n/loadOnce';
import { optionsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation, Platform } from '../../platform';
import type { DeliveredEvent, Delivery } from '../../../n8n/webhooks/contract';
import { platformChoices } from '../platformChoices';

const executing = loadOnce(async () => await import('../executing'));

const DETECT = 'detect';

/** Converts a delivery that another node received to the event that the Test Run Trigger would output. */
export function parseDelivery(platforms: Platform[]): ItemOperation {
	return {
		value: 'parseDelivery',
		name: 'Parse Delivery',
		action: 'Parse a delivery',
		description:
			'Turn a call that a Webhook node or the Currents Trigger received into an event. Nobody verifies the sender here.',
		fields: [
			{
				displayName: 'Delivery',
				name: 'delivery',
				type: 'json',
				default: '={{ $json }}',
				required: true,
				description: 'The item of a Webhook node (its headers and body), or the body alone',
			},
			{
				displayName: 'Sent By',
				name: 'platform',
				type: 'options',
				default: DETECT,
				options: platformChoices(platforms, { name: 'Detect Automatically', value: DETECT }),
				description: 'The platform that made the call',
			},
			optionsCollection([
				{
					displayName: 'Include Raw Delivery',
					name: 'includeRaw',
					type: 'boolean',
					default: true,
					description: 'Whether to put the body itself into the output, as the platform sent it',
				},
				{
					displayName: 'Project ID',
					name: 'projectId',
					type: 'string',
					default: '',
					placeholder: 'e.g. aB3dE9',
					description:
						'Project of the run, for platforms whose deliveries do not contain it, such as Currents',
				},
			]),
		],
		async run({ input }) {
			const { buildRun, caughtDelivery, emittedEvent } = await executing();
			const delivery = caughtDelivery(input.json('delivery'), new Date().toISOString());
			const options = input.group('options');
			const event = await readEvent(input, await senderOf(input, platforms, delivery), delivery, {
				projectId: options.optionalText('projectId'),
			});
			const raw = options.optionalFlag('includeRaw') === false ? undefined : delivery.body;
			const run = event.run && buildRun(event.run);
			return emittedEvent(event, run, delivery.receivedAt, raw) as unknown as IDataObject;
		},
	};
}

async function senderOf(input: Input, platforms: Platform[], delivery: Delivery): Promise<Platform> {
	const chosen = input.text('platform');
	const fitting =
		chosen === DETECT ? await detected(platforms, delivery) : platforms.filter(({ id }) => id === chosen);
	if (fitting.length === 1) return fitting[0];
	if (chosen !== DETECT) input.refuse('platform', `has no choice '${chosen}'`);
	const names = fitting.map(({ name }) => name).join(' or ');
	return input.refuse(
		'delivery',
		fitting.length === 0 ? 'looks like a delivery of no platform' : `may be a delivery of ${names}`,
		"Choose the platform under 'Sent By'. The item of a Webhook node, or its body alone, is expected.",
	);
}

async function detected(platforms: Platform[], delivery: Delivery): Promise<Platform[]> {
	const detects = await Promise.all(
		platforms.map(async (platform) => (await platform.deliveries()).detects(delivery)),
	);
	return platforms.filter((_, index) => detects[index]);
}

async function readEvent(
	input: Input,
	platform: Platform,
	delivery: Delivery,
	scope: { projectId?: string },
): Promise<DeliveredEvent> {
	const { deliveredEvent } = await executing();
	const deliveries = await platform.deliveries();
	try {
		return await deliveredEvent(deliveries, delivery, scope, { maxFailures: Infinity });
	} catch (error) {
		return input.refuse('delivery', `is not a delivery of ${platform.name}`, (error as Error).message);
	}
}
