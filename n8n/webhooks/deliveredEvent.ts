/** Reading a delivery as a whole. */
import type { DeliveredEvent, Deliveries, Delivery, DeliveryScope, WantedDetails } from './contract';

/** What a delivery tells, with the failed tests that it lists, as far as they are wanted. Throws DeliveryError when it is none. */
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
