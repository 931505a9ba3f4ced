/** Who sent a delivery of Preclinical: the token in the URL, and a signature that the user describes. */
import { deliver, logs } from '../harness';
import { triggersForTests } from './listening';
import { preclinicalForTests } from './support';

const { sandbox, credentials, setVariants } = preclinicalForTests();
const { settings, activated, ended, send } = triggersForTests(sandbox, credentials);

const control = () => sandbox().control.preclinical;
const BOTH = { events: ['RUN_FINISH', 'RUN_CANCELED'] };

describe('a sender that cannot be verified is refused', () => {
	const genuine = async () => {
		const { id } = await control().createRun();
		await control().finishRun({ runId: id, outcome: 'completed' });
		return await control().deliveryBody({ runId: id });
	};

	test.each([
		['without our token', ''],
		['with a wrong token', 'f'.repeat(64)],
		['with a part of our token', 'part'],
	])('%s', async (_, token) => {
		const body = await genuine();
		const trigger = await activated();
		const own = String(trigger.hooks.staticData.secret);
		const sent = await send(trigger, body, { token: token === 'part' ? own.slice(0, 63) : token });

		expect(sent).toEqual({ events: [], status: 401 });
		expect(logs.text('node')).toMatch(/Preclinical: a delivery was refused, the token is (missing|wrong)/);
		expect(logs.text()).not.toContain(own);
	});

	test('when the token is given twice', async () => {
		const body = await genuine();
		const trigger = await activated();
		const own = String(trigger.hooks.staticData.secret);

		expect(await send(trigger, body, { token: `${own}&token=${own}` })).toEqual({ events: [], status: 401 });
	});

	test('when it is old, or from the future, or has a time that is none', async () => {
		const body = await genuine();
		const trigger = await activated();
		const hours = (number: number) => new Date(Date.now() + number * 3_600_000).toISOString();
		for (const timestamp of [hours(-2), hours(2), 'yesterday', {}]) {
			expect(await send(trigger, { ...body, timestamp })).toEqual({ events: [], status: 401 });
		}
		expect(logs.text('node')).toMatch(/its timestamp is too far from the time of receipt/);
	});

	test('but any age is fine when the user says so', async () => {
		const body = await genuine();
		const trigger = await activated({ options: { maxAgeMinutes: 0 } });
		const sent = await send(trigger, { ...body, timestamp: '2026-01-30T10:32:45Z' });

		expect(sent).toMatchObject({ status: 200, events: [{ occurredAt: '2026-01-30T10:32:45.000Z' }] });
	});

	test('when nothing was registered', async () => {
		const body = await genuine();
		const delivered = await deliver({
			...settings(BOTH),
			query: { token: 'a'.repeat(64) },
			body: JSON.stringify(body),
		});

		expect(delivered.status).toBe(401);
		expect(delivered.items).toBeNull();
	});
});

describe('a signature that the user describes', () => {
	const SECRET = 'signing-placeholder';
	const KINDS = [
		['sha256Hex', {}],
		['sha256HexPrefixed', { algorithm: 'sha256' }],
		['sha256Base64', { encoding: 'base64' }],
		['sha1Hex', { algorithm: 'sha1' }],
		['sha512Hex', { algorithm: 'sha512' }],
	] as const;
	const signed = async (signature: object) =>
		await activated(
			{ signature: { header: 'X-Sandbox-Signature', ...signature } },
			credentials('hosted', { webhookSecret: SECRET }),
		);

	test.each(KINDS)('is checked: %s', async (signature, described) => {
		await setVariants({ signature });
		const trigger = await signed(described);
		const runId = await ended('completed');

		expect(await trigger.events()).toMatchObject([{ run: { id: runId } }]);
	});

	test.each(['none', 'sha1Hex', 'sha256Base64'] as const)(
		'refuses what is signed otherwise (%s), even with our token',
		async (signature) => {
			await setVariants({ signature });
			const trigger = await signed({});
			await ended('completed');

			expect(await trigger.events()).toEqual([]);
			expect(await trigger.answers()).toEqual([401]);
		},
	);

	test('refuses a body that was changed on the way, or only written anew', async () => {
		await setVariants({ signature: 'sha256Hex' });
		const trigger = await signed({});
		await ended('completed');
		const [{ id, body }] = await sandbox().control.deliveries();
		const changed = body.replace('"failed_count":0', '"failed_count":1');
		expect(changed).not.toBe(body);
		for (const other of [changed, JSON.stringify(JSON.parse(body), null, 1)]) {
			await sandbox().control.redeliver({ id, body: other });
		}

		expect(await trigger.events()).toHaveLength(1);
		expect(await trigger.answers()).toEqual([200, 401, 401]);
	});

	test('is refused without the raw body', async () => {
		await setVariants({ signature: 'sha256Hex' });
		const trigger = await signed({});
		await ended('completed');
		const [{ headers, body }] = await sandbox().control.deliveries();
		const options = {
			...settings(
				{ signature: { header: 'X-Sandbox-Signature' } },
				credentials('hosted', { webhookSecret: SECRET }),
			),
			staticData: trigger.hooks.staticData,
			query: { token: String(trigger.hooks.staticData.secret) },
			headers,
			body,
		};

		expect(await deliver({ ...options, dropRawBody: true })).toMatchObject({ status: 401, items: null });
		expect(await deliver(options)).toMatchObject({ status: 200 });
	});
});
