import type { DeliveredEvent } from './contract';
import type { TestRun, TestRunEvent } from '../../core/model/TestRun';

/** Builds the event that is emitted. `raw` is the body of the delivery; `undefined` if it is not wanted. */
export function emittedEvent(
	{ event, platformEvent, platform, deliveryKey, occurredAt }: DeliveredEvent,
	run: TestRun | null,
	receivedAt: string,
	raw: unknown,
): TestRunEvent {
	const emitted = { event, platformEvent, platform, deliveryKey, occurredAt, receivedAt, run };
	return raw === undefined ? emitted : { ...emitted, raw: (raw ?? {}) as object };
}
