/** Sample events. */
import { buildRun } from '../../core/model/buildRun';
import { mergeFacts } from '../../core/model/mergeFacts';
import type { TestRunEvent } from '../../core/model/TestRun';
import { deliveredEvent } from '../../n8n/webhooks/deliveredEvent';
import { emittedEvent } from '../../n8n/webhooks/event';
import type { Platform } from '../platform';
import type { SampleDelivery } from '../../n8n/webhooks/contract';

/** The event of a sample. The sample is handled like a real delivery, so that both always have the same shape. */
export async function eventOf(
	platform: Platform,
	{ body, headers = {}, scope = {}, read }: SampleDelivery,
	receivedAt: string,
): Promise<TestRunEvent> {
	const delivery = { headers, query: {}, rawBody: null, body, receivedAt };
	const event = await deliveredEvent(await platform.deliveries(), delivery, scope, { maxFailures: Infinity });
	const facts = event.run && read ? mergeFacts(event.run, read) : event.run;
	return emittedEvent(event, facts && buildRun(facts), receivedAt, body);
}
