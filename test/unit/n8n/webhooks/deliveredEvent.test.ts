import type { DeliveredEvent, Delivery, FailureList, WantedDetails } from '../../../../n8n/webhooks/contract';
import { deliveredEvent } from '../../../../n8n/webhooks/deliveredEvent';
import { sampleFailure } from '../../core/sampleRun';

const run = { platform: 'qodex', platformName: 'Qodex', id: 'run-1', status: 'finished' as const };
const event = { event: 'RUN_FINISH', deliveryKey: 'k', run } as unknown as DeliveredEvent;
const delivery = {} as Delivery;
const listed: FailureList = { failures: [sampleFailure('pays')], failuresTruncated: false };

const want = (maxFailures: number) => ({ maxFailures }) as WantedDetails;
const listFailures = jest.fn(async () => listed);

beforeEach(() => listFailures.mockClear());

test('a delivery that lists its failed tests gives them where they are wanted', async () => {
	const platform = { parse: () => event, listFailures };

	expect(await deliveredEvent(platform, delivery, {}, want(5))).toEqual({
		...event,
		run: { ...run, ...listed },
	});
});

test.each([
	['they are not wanted', { parse: () => event, listFailures }, 0],
	['it is about no run', { parse: () => ({ ...event, run: null }), listFailures }, 5],
	['the platform lists none', { parse: () => event }, 5],
])('they are not looked for where %s', async (_, platform, maxFailures) => {
	const given = await deliveredEvent(platform, delivery, {}, want(maxFailures));

	expect(given).toEqual(platform.parse());
	expect(listFailures).not.toHaveBeenCalled();
});
