import type { INodeParameters } from 'n8n-workflow';

import { deliver, logs } from '../harness';
import { useCurrents } from './setup';
import { eventOf, listening, SECRET, SECRET_HEADER } from './trigger';

const currents = useCurrents();

const MINUTE = 60_000;
const ago = (minutes: number) => Date.now() - minutes * MINUTE;
const REFUSED = { error: 'The sender of this delivery could not be verified' };
const NO_DELIVERY = { error: 'This is not a delivery of Currents' };

/** The body of a genuine delivery. */
async function genuine(): Promise<string> {
	const { runId } = await currents.endedRun();
	return JSON.stringify((await currents.control().deliveryBodies({ runId, event: 'RUN_FINISH' }))[0]);
}

type Changes = {
	headers?: Record<string, string | undefined>;
	options?: INodeParameters;
	staticData?: object;
};

async function send(body: string | Buffer | undefined, { headers, options = {}, staticData }: Changes = {}) {
	const base = listening(currents, { options });
	const request = { ...base, body, headers: { ...base.headers, ...headers } };
	return await deliver(
		staticData ? { ...request, staticData: { ...base.staticData, ...staticData } } : request,
	);
}

describe('a delivery is refused with 401 and starts nothing', () => {
	test.each<[string, Changes, string]>([
		['without the secret', { headers: { [SECRET_HEADER]: undefined } }, 'the secret header is missing'],
		['with an empty secret', { headers: { [SECRET_HEADER]: '' } }, 'the secret header is missing'],
		['with a wrong secret', { headers: { [SECRET_HEADER]: 'wrong' } }, 'the secret is wrong'],
		[
			'with the beginning of the secret',
			{ headers: { [SECRET_HEADER]: SECRET.slice(0, -1) } },
			'the secret is wrong',
		],
		[
			'with more than the secret',
			{ headers: { [SECRET_HEADER]: `${SECRET}, ${SECRET}` } },
			'the secret is wrong',
		],
		[
			'with the secret in another case',
			{ headers: { [SECRET_HEADER]: SECRET.toUpperCase() } },
			'the secret is wrong',
		],
		[
			'with the secret in another header',
			{ headers: { [SECRET_HEADER]: undefined, 'x-secret': SECRET } },
			'the secret header is missing',
		],
		[
			'with the API key for the secret',
			{ headers: { [SECRET_HEADER]: 'sandbox-currents-read-write-key' } },
			'the secret is wrong',
		],
		[
			'when none was ever registered',
			{ staticData: { secret: '' } },
			'no secret is stored; activate the workflow again',
		],
		[
			'with an empty secret when none was registered',
			{ staticData: { secret: '' }, headers: { [SECRET_HEADER]: '' } },
			'no secret is stored; activate the workflow again',
		],
		[
			'that is too old',
			{ headers: { 'x-timestamp': `${ago(61)}` } },
			'its timestamp is too far from the time of receipt',
		],
		[
			'that is too old, in seconds',
			{ headers: { 'x-timestamp': `${Math.floor(ago(61) / 1000)}` } },
			'its timestamp is too far',
		],
		['from the future', { headers: { 'x-timestamp': `${ago(-61)}` } }, 'its timestamp is too far'],
		['with a timestamp that is none', { headers: { 'x-timestamp': 'now' } }, 'its timestamp is too far'],
		[
			'beyond the age that the user set',
			{ headers: { 'x-timestamp': `${ago(6)}` }, options: { maxAgeMinutes: 5 } },
			'its timestamp is too far',
		],
	])('%s', async (_, changes, reason) => {
		const delivery = await send(await genuine(), changes);

		expect(delivery).toMatchObject({ status: 401, body: REFUSED, items: null, error: null });
		expect(logs.text('node')).toContain(`Currents: a delivery was refused, ${reason}`);
		expect(logs.text('node')).not.toContain(SECRET);
		expect(await currents.calls()).toEqual([]);
	});

	test('whatever its body is', async () => {
		for (const body of ['null', '[]', '"x"', '{}', '{"event":"RUN_FINISH"}', undefined]) {
			const delivery = await send(body, { headers: { [SECRET_HEADER]: 'wrong' } });

			expect(delivery).toMatchObject({ status: 401, body: REFUSED, items: null, error: null });
		}
	});
});

describe('a delivery is accepted', () => {
	test.each<[string, Changes]>([
		['without a timestamp', {}],
		['with one of now', { headers: { 'x-timestamp': `${Date.now()}` } }],
		['with one in seconds', { headers: { 'x-timestamp': `${Math.floor(Date.now() / 1000)}` } }],
		['with one that is late', { headers: { 'x-timestamp': `${ago(55)}` } }],
		['of a clock that is ahead', { headers: { 'x-timestamp': `${ago(-55)}` } }],
		[
			'of any age when the user wants that',
			{ headers: { 'x-timestamp': '1500000000000' }, options: { maxAgeMinutes: 0 } },
		],
		[
			'without the secret when unverified ones are allowed',
			{ headers: { [SECRET_HEADER]: undefined }, options: { allowUnverified: true } },
		],
		['with a charset', { headers: { 'content-type': 'application/json; charset=utf-8' } }],
		['as plain text', { headers: { 'content-type': 'text/plain' } }],
		['as bytes of an unknown kind', { headers: { 'content-type': 'application/octet-stream' } }],
		['as nothing it names', { headers: { 'content-type': undefined } }],
	])('%s', async (_, changes) => {
		const delivery = await send(await genuine(), changes);

		expect(delivery).toMatchObject({ status: 200, body: { accepted: true }, error: null });
		expect(eventOf(delivery)).toMatchObject({ event: 'RUN_FINISH', run: { verdict: 'passed' } });
	});

	test('even of 5 MB', async () => {
		const body = JSON.stringify({ ...(JSON.parse(await genuine()) as object), more: 'x'.repeat(5_000_000) });

		const delivery = await send(body);

		expect(delivery).toMatchObject({ status: 200, body: { accepted: true } });
		expect(eventOf(delivery)?.run?.verdict).toBe('passed');
	});
});

describe('a verified request that is no delivery gets a clear answer and starts nothing', () => {
	const long = JSON.stringify({ event: 'RUN_FINISH', runUrl: 5, more: 'x'.repeat(5_000_000) });

	test.each<[string, string | undefined, number, object]>([
		['broken JSON', '{"event":', 422, { message: 'Failed to parse request body' }],
		['no body', undefined, 400, NO_DELIVERY],
		['an empty body', '', 400, NO_DELIVERY],
		['null', 'null', 400, NO_DELIVERY],
		['a list', '[{"event":"RUN_FINISH"}]', 400, NO_DELIVERY],
		['a text', '"RUN_FINISH"', 400, NO_DELIVERY],
		['a number', '7', 400, NO_DELIVERY],
		['an empty object', '{}', 400, NO_DELIVERY],
		['no address of a run', '{"event":"RUN_FINISH"}', 400, NO_DELIVERY],
		['an address that is a word', '{"event":"RUN_FINISH","runUrl":"run"}', 400, NO_DELIVERY],
		['an address that is an object', '{"event":"RUN_FINISH","runUrl":{"a":1}}', 400, NO_DELIVERY],
		['an empty event', '{"event":"","runUrl":"https://app.currents.dev/run/1"}', 400, NO_DELIVERY],
		[
			'an event that is a list',
			'{"event":["RUN_FINISH"],"runUrl":"https://app.currents.dev/run/1"}',
			400,
			NO_DELIVERY,
		],
		['5 MB of something else', long, 400, NO_DELIVERY],
	])('%s', async (_, body, status, answer) => {
		const delivery = await send(body);

		expect(delivery).toMatchObject({ status, body: answer, items: null, error: null });
		expect(await currents.calls()).toEqual([]);
	});

	test.each([
		['a form', 'application/x-www-form-urlencoded', 'event=RUN_FINISH'],
		['plain text', 'text/plain', 'RUN_FINISH'],
		['bytes of an unknown kind', 'application/octet-stream', '\u0000'],
		['nothing at all', 'application/octet-stream', ''],
		['several parts', 'multipart/form-data; boundary=x', '--x--'],
	])('%s', async (_, type, body) => {
		const delivery = await send(body, { headers: { 'content-type': type } });

		expect(delivery).toMatchObject({ status: 400, body: NO_DELIVERY, items: null, error: null });
	});

	test('an event that nobody knows', async () => {
		const body = { event: 'RUN_EXPLODED', runUrl: 'https://app.currents.dev/run/1' };

		const delivery = await send(JSON.stringify(body));

		expect(delivery).toMatchObject({
			status: 200,
			body: { accepted: false, reason: 'RUN_EXPLODED is not among the chosen events' },
			items: null,
		});
	});

	test('values of other types in a delivery are left out', async () => {
		const { event, runUrl } = JSON.parse(await genuine()) as Record<string, string>;
		const odd = { commit: 'main', tags: 'smoke', overall: '12', failures: -1, buildId: {}, groupId: [] };

		const options = { fetchRun: false };
		const delivery = await send(JSON.stringify({ event, runUrl, ...odd }), { options });

		expect(eventOf(delivery)?.run).toMatchObject({
			verdict: 'inconclusive',
			counts: { total: null, failed: null },
			commit: null,
			tags: [],
			buildId: null,
			group: null,
		});
	});
});
