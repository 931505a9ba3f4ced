/** Row 2: the time for one delivery inside the trigger, without n8n around it. */
import { createHmac } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type * as TriggerNode from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { built } from '../lib/built';
import {
	currentsDeliveries,
	testclixDeliveries,
	type DeliveryMaker,
	type SentDelivery,
} from '../lib/deliveries';
import { compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { inTurns } from '../lib/measure';

const SECRET = 'bench-only-secret-of-32-characters';

interface Sender {
	name: string;
	platform: string;
	make: DeliveryMaker;
	algorithm: string;
}

export const senders: Sender[] = [
	{
		name: 'Currents',
		platform: 'currents',
		make: currentsDeliveries('x-test-runs-secret', SECRET),
		algorithm: 'sha256',
	},
	{
		name: 'TestCLIX',
		platform: 'testclix',
		make: testclixDeliveries('x-clix-signature', SECRET),
		algorithm: 'sha1',
	},
];

export const bench: Bench = {
	row: 2,
	title: 'One delivery inside our code: verify, parse, duplicates, filter, normalise',
	async run({ quick }) {
		const figures: Figure[] = [];
		for (const sender of senders) {
			for (const kilobytes of [4, 64]) figures.push(await measure(sender, kilobytes, quick ? 15 : 200));
		}
		return figures;
	},
};

async function measure({ name, platform, make, algorithm }: Sender, kilobytes: number, turns: number) {
	const deliveries = Array.from({ length: 256 }, (_, serial) => make(serial, kilobytes * 1024));
	const ours = receiver(platform, `${kilobytes} kB`, deliveries);
	let next = 0;
	const theirs = () => {
		const { body } = deliveries[next++ % deliveries.length];
		JSON.parse(body.toString());
		return createHmac(algorithm, SECRET).update(body).digest('hex');
	};
	return compared(
		{
			row: 2,
			what: `One delivery of ${name}, ${kilobytes} kB`,
			comparedWith: 'JSON.parse and one HMAC of the same body',
			unit: 'ms',
			note: 'n8n has parsed the body before a trigger sees it, so that parsing stands on their side only.',
		},
		await inTurns(ours, theirs, { turns, batchMs: 10, warmUps: 50 }),
		ratioAtMost(2),
	);
}

/**
 * Returns a function that passes the next delivery to the trigger. Each round through the list uses another workflow
 * id, so that no delivery is a duplicate.
 */
export function receiver(platform: string, workflow: string, deliveries: SentDelivery[]) {
	const { TestRunTrigger } = built<typeof TriggerNode>('nodes/TestRunTrigger/TestRunTrigger.node');
	const { webhook } = new TestRunTrigger();
	const arrived = deliveries.map(({ body, headers }) => ({
		headers,
		rawBody: body,
		body: JSON.parse(body.toString()) as IDataObject,
	}));
	const at = { delivery: arrived[0], workflowId: '' };
	const ctx = context(platform, at);
	let calls = 0;
	return async () => {
		at.delivery = arrived[calls % arrived.length];
		at.workflowId = `${workflow} ${Math.floor(calls / arrived.length)}`;
		calls++;
		const { workflowData } = (await webhook.call(ctx)) as IWebhookResponseData;
		if (workflowData === undefined) throw new Error(`A delivery of ${platform} started nothing`);
	};
}

interface Arrived {
	headers: Record<string, string>;
	rawBody: Buffer;
	body: IDataObject;
}

/**
 * A minimal replacement for n8n's context with only what the trigger uses, which takes almost no time. It returns the
 * delivery and workflow id in `at`.
 */
function context(platform: string, at: { delivery: Arrived; workflowId: string }): IWebhookFunctions {
	const parameters: IDataObject = {
		platform,
		projectId: 'bench',
		events: ['RUN_FINISH'],
		filters: { verdicts: ['failed'] },
		options: { fetchRun: false },
	};
	const registration = { webhookId: '1', webhookUrl: 'u', scope: 'bench', secret: SECRET };
	return {
		getNodeParameter: (name: string) => parameters[name],
		getRequestObject: () => at.delivery,
		getHeaderData: () => at.delivery.headers,
		getQueryData: () => ({}),
		getBodyData: () => at.delivery.body,
		getWorkflow: () => ({ id: at.workflowId }),
		getNode: () => ({ id: 'trigger' }),
		getMode: () => 'webhook',
		getCredentials: async () => ({ webhookSecret: SECRET }),
		getWorkflowStaticData: () => registration,
		getResponseObject: () => ({ once: () => undefined, status: () => ({ json: () => undefined }) }),
		logger: { warn: fail, error: fail },
	} as unknown as IWebhookFunctions;
}

function fail(message: string): never {
	throw new Error(message);
}
