/** The Test Run Trigger set to TestCLIX: set-up, and deliveries that are forged, old or of no use. */
import { createHmac } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { deliver, hooks, logs } from '../harness';
import { testclixForTests } from './support';

const { sandbox, testId, calls, settings, withCredential } = testclixForTests();

let workflows = 0;

describe('activation', () => {
	test('wants a secret, and says where', async () => {
		const bare = { ...settings(), credentials: withCredential({ webhookSecret: '  ' }) };
		await expect(hooks(bare).activate()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Deliveries of TestCLIX could not be verified without a secret\. Enter a text of your choice as 'Webhook Secret'.*Settings > Webhook in TestCLIX\. Or turn on the option 'Allow Unverified Deliveries'\.$/,
			),
			description: undefined,
		});
	});

	test.each([
		['a secret', {}, {}],
		['unverified deliveries allowed', { options: { allowUnverified: true } }, { webhookSecret: '' }],
	])('is done with %s, and asks TestCLIX nothing', async (_, parameters, changes) => {
		const trigger = hooks({ ...settings(parameters), credentials: withCredential(changes) });
		await trigger.activate();
		expect(await trigger.deactivate()).toBeNull();
		expect(await calls()).toEqual([]);
	});
});

describe('a delivery that cannot be verified', () => {
	const now = () => Date.now() / 1000;

	/** Delivers a body with a signature over `signed`, which may be another one. */
	async function send(
		body: string,
		signed: string | null,
		more: object = {},
		parameters: INodeParameters = {},
	) {
		const secret = sandbox().testclix.webhookSecret;
		const signature =
			signed === null ? {} : { 'x-clix-signature': createHmac('sha1', secret).update(signed).digest('hex') };
		const headers = { 'content-type': 'application/json', ...signature };
		return await deliver({
			...settings(parameters),
			workflowId: `workflow-${++workflows}`,
			method: 'POST',
			headers,
			body,
			...more,
		});
	}

	const bodyOf = (timestamp: number | string) =>
		`{"timestamp": ${timestamp}, "test_id": "${testId()}", "status": "pass", "created_at": "2026-05-01T08:00:00Z"}`;

	test('is refused unless the very bytes are signed', async () => {
		const body = bodyOf('1777622400.100000');
		const any = { options: { maxAgeMinutes: 0 } };
		expect(await send(body, body, {}, any)).toMatchObject({ status: 200, items: [{}] });
		const reserialized = JSON.stringify(JSON.parse(body));
		expect(await send(body, reserialized, {}, any)).toMatchObject({ status: 401, items: null });
		expect(await send(reserialized, body, {}, any)).toMatchObject({ status: 401, items: null });
		expect(await send(body.replace('pass', 'error'), body, {}, any)).toMatchObject({ status: 401 });
		expect(logs.text('node')).toMatch(/the signature is wrong/);
	});

	test.each([
		['without a signature', {}, null, {}, /the signature is missing/],
		['without its raw body', {}, 'body', { dropRawBody: true }, /no raw body/],
	])('is refused %s', async (_, parameters, signed, more, reason) => {
		const body = bodyOf(now());

		expect(await send(body, signed && body, more, parameters)).toMatchObject({ status: 401, items: null });
		expect(logs.text('node')).toMatch(reason);
		expect(await calls()).toEqual([]);
	});

	test.each([
		[-3 * 3600, {}, 401],
		[3 * 3600, {}, 401],
		[-3 * 3600, { options: { maxAgeMinutes: 240 } }, 200],
		[-60, { options: { maxAgeMinutes: 0.5 } }, 401],
	])('is refused when it is %d seconds off, with %j: %d', async (seconds, parameters, status) => {
		const body = bodyOf(now() + seconds);

		expect(await send(body, body, {}, parameters)).toMatchObject({ status });
	});

	test('is refused without a secret in the credential', async () => {
		const body = bodyOf(now());
		const signature = createHmac('sha1', '').update(body).digest('hex');
		const headers = { 'content-type': 'application/json', 'x-clix-signature': signature };
		const credentials = withCredential({ webhookSecret: '' });

		expect(await send(body, null, { headers, credentials })).toMatchObject({ status: 401, items: null });
	});

	test('is taken when that is allowed', async () => {
		const body = bodyOf(now());
		const parameters = { options: { allowUnverified: true } };

		expect(await send(body, null, {}, parameters)).toMatchObject({ status: 200, items: [{}] });
	});

	test.each([
		'{}',
		'[]',
		'"pass"',
		'{"test_id": "x"}',
		'{"status": "pass"}',
		'{"test_id": "", "status": "pass"}',
	])('is no delivery, though it is signed: %s', async (body) => {
		expect(await send(body, body)).toMatchObject({ status: 400, items: null });
	});
});
