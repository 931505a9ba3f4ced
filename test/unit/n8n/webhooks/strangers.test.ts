/** What a body costs that anybody may have sent: a few look-ups, whatever it holds. */
import * as preclinical from '../../../../platforms/preclinical/deliveries';
import * as qodex from '../../../../platforms/qodex/deliveries';
import { platforms } from '../../../../platforms';
import type { Deliveries, Delivery } from '../../../../n8n/webhooks/contract';

/** An object of which only these entries may be looked up, and which nobody may walk through. */
function guarded(entries: Record<string, unknown>, looked: string[]): object {
	const refuse = (what: string) => () => {
		throw new Error(`a stranger's body was ${what}`);
	};
	return new Proxy(entries, {
		get(target, name) {
			looked.push(String(name));
			const value = target[String(name)];
			if (typeof value !== 'object' || value === null) return value;
			return guarded(value as Record<string, unknown>, looked);
		},
		ownKeys: refuse('walked through'),
		getOwnPropertyDescriptor: refuse('copied'),
	});
}

const MEGABYTES = Buffer.alloc(16 * 1024 * 1024);
const deliveryOf = (body: object): Delivery => ({
	headers: {},
	query: { token: 'x' },
	rawBody: MEGABYTES,
	body,
	receivedAt: '2026-01-01T00:00:00.000Z',
});

const bodies: Array<[string, Deliveries, Record<string, unknown>]> = [
	[
		'Qodex',
		qodex,
		{
			event: 'test_run_completed',
			testRunId: 'run_1',
			failedScenarios: [{ status: 'fail' }],
			scenarios: [{}],
		},
	],
	[
		'Preclinical',
		preclinical,
		{ event: 'test_run_completed', test_run: { id: 'run_1', status: 'completed', scenarios: [{}] } },
	],
];

test.each(bodies)('of %s no more is looked at than what it is about', (_, { identify }, body) => {
	const looked: string[] = [];
	const event = identify?.(deliveryOf(guarded(body, looked)), {
		projectId: 'p',
		origin: 'https://x.example',
	});

	expect(event?.run).toMatchObject({ id: 'run_1', status: 'finished' });
	expect(event?.run?.failures).toBeUndefined();
	expect(looked.length).toBeLessThan(20);
	expect(looked).not.toContain('failedScenarios');
	expect(looked).not.toContain('scenarios');
});

test.each(bodies)('of %s the names are short, or there is no delivery', (_, { identify }, body) => {
	const long = 'x'.repeat(5_000_000);
	const named = { ...body, event: long, testRunId: long, test_run: { id: long, status: long } };

	expect(() => identify?.(deliveryOf(named), {})).toThrow('The body has no');
});

test('every platform whose deliveries anybody may send can tell what they are about', async () => {
	for (const { deliveries } of platforms) {
		const { readVerifies, identify } = await deliveries();
		expect(identify !== undefined).toBe(readVerifies);
	}
});
