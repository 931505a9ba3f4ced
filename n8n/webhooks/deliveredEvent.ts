import type { DeliveredEvent, Deliveries, Delivery, DeliveryScope, WantedDetails } from './contract';

/**
 * Reads a delivery, including as many of its failed tests as are wanted. Throws {@link DeliveryError} if it is not a
 * delivery.
 */
export async function deliveredEvent(
	{ parse, listFailures }: Pick<Deliveries, 'parse' | 'listFailures'>,
	delivery: Delivery,
	scope: DeliveryScope,
	want: WantedDetails,
): Promise<DeliveredEvent> {
	const event = parse(delivery, scope, want);
	if (event.run === null || listFailures === undefined || want.maxFailures === 0) return event;
	return { ...event, run: { ...event.run, ...(await listFailures(delivery, scope, want)) } };
}
