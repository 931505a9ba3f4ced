/** Row 2: the time for one delivery inside the trigger, without n8n around it. */
import { createHmac } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type * as TriggerNode from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { built } from '../lib/built';
import {
	currentsDeliveries,
	preclinicalDeliveries,
	qaseDeliveries,
	qodexDeliveries,
	testclixDeliveries,
	type DeliveryMaker,
	type SentDelivery,
} from '../lib/deliveries';
import { alone, atMost, compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { leastDelivery, type Proof } from '../lib/leastDelivery';
import { inTurns, timed } from '../lib/measure';

const SECRET = 'bench-only-secret-of-32-characters';

const NOTE =
	'n8n has parsed the body before a trigger sees it, so that parsing stands on their side only. The run that a delivery of Qodex or Preclinical is about is read, from an answer that is there at once. The least is to verify the sender, to remember the delivery and to return an event with constant values: a trigger that reads neither its parameters nor the delivery.';

/** How a platform sends deliveries, and how they are handled. */
export interface Sender {
	name: string;
	platform: string;
	make: DeliveryMaker;
	/** What bodies are hashed with on the other side; absent if the run is read to verify the sender. */
	algorithm?: string;
	proof: Proof;
	/** The verdict of the runs. */
	verdict: 'failed' | 'inconclusive';
	/** The query of the URL that deliveries are sent to. */
	query?: IDataObject;
	/** The answer to reading the run of a delivery. */
	run?(delivered: IDataObject): IDataObject;
}

export const senders: Sender[] = [
	{
		name: 'Currents',
		platform: 'currents',
		make: currentsDeliveries('x-test-runs-secret', SECRET),
		algorithm: 'sha256',
		proof: 'secret',
		verdict: 'failed',
	},
	{
		name: 'Qodex',
		platform: 'qodex',
		make: qodexDeliveries('bench'),
		proof: 'none',
		verdict: 'failed',
		run: ({ testRunId, summary, passed }) => ({ testRunId, status: 'completed', summary, passed }),
	},
	{
		name: 'TestCLIX',
		platform: 'testclix',
		make: testclixDeliveries('x-clix-signature', SECRET),
		algorithm: 'sha1',
		proof: 'signature',
		verdict: 'failed',
	},
	{
		name: 'Qase',
		platform: 'qase',
		make: qaseDeliveries('x-qase-secret', SECRET),
		algorithm: 'sha256',
		proof: 'secret',
		verdict: 'inconclusive',
	},
	{
		name: 'Preclinical',
		platform: 'preclinical',
		make: preclinicalDeliveries(),
		proof: 'secret',
		verdict: 'failed',
		query: { token: SECRET },
		run: ({ test_run: run }) => ({ ...(run as IDataObject), tags: [], name: 'Nightly' }),
	},
];

export const bench: Bench = {
	row: 2,
	title: 'One delivery inside our code: verify, parse, duplicates, filter, normalise',
	async run({ quick }) {
		const figures: Figure[] = [];
		for (const sender of senders) {
			for (const kilobytes of [4, 64]) figures.push(...(await measure(sender, kilobytes, quick ? 15 : 200)));
		}
		for (const sender of senders) figures.push(await strangersDelivery(sender, quick ? 5 : 25));
		return figures;
	},
};

async function measure(sender: Sender, kilobytes: number, turns: number): Promise<Figure[]> {
	const { name, make, algorithm, proof } = sender;
	const deliveries = Array.from({ length: 256 }, (_, serial) => make(serial, kilobytes * 1024));
	const ours = receiver(sender, `${kilobytes} kB`, deliveries);
	let next = 0;
	const theirs = () => {
		const { body } = deliveries[next++ % deliveries.length];
		JSON.parse(body.toString());
		return algorithm && createHmac(algorithm, SECRET).update(body).digest('hex');
	};
	const what = `One delivery of ${name}, ${kilobytes} kB`;
	const head = {
		row: 2,
		comparedWith: `JSON.parse ${algorithm ? 'and one HMAC ' : ''}of the same body`,
		unit: 'ms',
		note: NOTE,
	};
	const how = { turns, batchMs: 10, warmUps: 50 };
	const least = leastDelivery(deliveries, proof, SECRET);
	return [
		compared({ ...head, what }, await inTurns(ours, theirs, how), ratioAtMost(2)),
		compared({ ...head, what: `${what}, the least` }, await inTurns(least, theirs, how)),
	];
}

/** Somebody who does not know the secret, and asks for a run that the platform does not have. */
async function strangersDelivery(sender: Sender, turns: number): Promise<Figure> {
	const { body } = sender.make(1, LONG_BODY);
	const stranger = { ...sender, query: {}, run: undefined };
	const receive = receiver(stranger, 'stranger', [{ body, headers: STRANGERS_HEADERS }], false);
	return alone(
		{ row: 2, what: `16 MB from a stranger to ${sender.name}`, unit: 'ms', note: NOTE },
		await timed(receive, { turns }),
		atMost(50, 'ms'),
	);
}

const LONG_BODY = 16 * 1024 * 1024;

/** All headers that are looked for, without the secret. */
const STRANGERS_HEADERS = {
	'x-test-runs-secret': 'a guess',
	'x-clix-signature': 'a guess',
	'x-qase-secret': 'a guess',
};

/**
 * Returns a function that passes the next delivery to the trigger. Each round through the list uses another workflow
 * id, so that no delivery is a duplicate. It throws unless the delivery starts the workflow, or does not, as wanted.
 */
export function receiver(
	sender: Sender,
	workflow: string,
	deliveries: SentDelivery[],
	isEmitted = true,
): () => Promise<void> {
	const { TestRunTrigger } = built<typeof TriggerNode>('nodes/TestRunTrigger/TestRunTrigger.node');
	const { webhook } = new TestRunTrigger();
	const arrived = deliveries.map(({ body, headers }) => ({
		headers,
		rawBody: body,
		body: JSON.parse(body.toString()) as IDataObject,
	}));
	const at = { delivery: arrived[0], workflowId: '' };
	const ctx = context(sender, at, isEmitted);
	let calls = 0;
	return async () => {
		at.delivery = arrived[calls % arrived.length];
		at.workflowId = `${workflow} ${Math.floor(calls / arrived.length)}`;
		calls++;
		const { workflowData } = (await webhook.call(ctx)) as IWebhookResponseData;
		if ((workflowData !== undefined) !== isEmitted) {
			throw new Error(`A delivery of ${sender.name} started ${isEmitted ? 'nothing' : 'the workflow'}`);
		}
	};
}

interface Arrived {
	headers: Record<string, string>;
	rawBody: Buffer;
	body: IDataObject;
}

/** What is in the credentials of all platforms together. */
const CREDENTIAL: IDataObject = {
	apiKey: 'bench-only-key',
	webhookSecret: SECRET,
	origin: 'https://api.example.com',
	projectSlug: 'bench',
	baseUrl: 'https://api.example.com/api/v1',
};

/**
 * A minimal replacement for n8n's context with only what the trigger uses, which takes almost no time. It returns the
 * delivery and workflow id in `at`. A warning fails, unless the delivery is to start nothing.
 */
function context(
	{ platform, verdict, query = {}, run }: Sender,
	at: { delivery: Arrived; workflowId: string },
	isEmitted: boolean,
): IWebhookFunctions {
	const parameters: IDataObject = {
		platform,
		projectId: 'bench',
		scope: 'organization',
		events: ['RUN_FINISH'],
		filters: { verdicts: [verdict] },
		options: { fetchRun: false },
	};
	const registration = { webhookId: '1', webhookUrl: 'u', scope: 'bench', secret: SECRET };
	return {
		getNodeParameter: (name: string) => parameters[name],
		getRequestObject: () => at.delivery,
		getHeaderData: () => at.delivery.headers,
		getQueryData: () => query,
		getBodyData: () => at.delivery.body,
		getWorkflow: () => ({ id: at.workflowId }),
		getNode: () => ({ id: 'trigger', type: 'testRunTrigger', typeVersion: 1.1 }),
		getMode: () => 'webhook',
		getCredentials: async () => CREDENTIAL,
		getWorkflowStaticData: () => registration,
		getResponseObject: () => ({ once: () => undefined, status: () => ({ json: () => undefined }) }),
		helpers: {
			httpRequestWithAuthentication: async () =>
				run
					? { statusCode: 200, headers: {}, body: run(at.delivery.body) }
					: { statusCode: 404, headers: {}, body: {} },
		},
		logger: isEmitted ? { warn: fail, error: fail } : { warn: () => undefined, error: fail },
	} as unknown as IWebhookFunctions;
}

function fail(message: string): never {
	throw new Error(message);
}
