import type { hooks } from '../harness';
import { PROJECT, project, useCurrents } from './setup';
import { SECRET_HEADER, trigger } from './trigger';

const currents = useCurrents();

const stored = async (projectId?: string) => await currents.control().webhooks({ projectId });
const writes = async () => (await currents.calls()).filter((call) => !call.startsWith('GET'));
const secretOf = ({ headers }: { headers: string | null }) =>
	(JSON.parse(headers ?? '{}') as Record<string, string>)[SECRET_HEADER];

describe('activation', () => {
	describe('keeps one webhook', () => {
		test('registers one webhook with a secret header, a label and the chosen events', async () => {
			const hook = trigger(currents, {
				parameters: { events: ['RUN_FINISH', 'RUN_TIMEOUT'] },
				workflowId: 'wf1',
			});

			await hook.activate();

			const [webhook] = await stored();
			expect(await stored()).toHaveLength(1);
			expect(webhook).toMatchObject({
				projectId: PROJECT,
				url: hook.webhookUrl,
				hookEvents: ['RUN_FINISH', 'RUN_TIMEOUT'],
				label: 'n8n: Test workflow (wf1)',
			});
			expect(secretOf(webhook!)).toMatch(/^[0-9a-f]{64}$/);
			expect(hook.staticData).toEqual({
				webhookId: webhook!.hookId,
				webhookUrl: hook.webhookUrl,
				scope: PROJECT,
				secret: secretOf(webhook!),
				instanceId: expect.stringMatching(/^[0-9a-f]{64}$/),
				workflowId: 'wf1',
			});
		});

		test('again makes no second webhook and changes nothing', async () => {
			const hook = trigger(currents);
			await hook.activate();
			const before = await stored();
			await currents.sandbox().control.clearCalls();

			await hook.activate();

			expect(await stored()).toEqual(before);
			expect(await writes()).toEqual([]);
		});

		test('at three starts of n8n in a row there is one webhook', async () => {
			const hook = trigger(currents);
			await hook.activate();
			const before = await stored();

			for (let start = 1; start <= 3; start++) await hook.restart();

			expect(await stored()).toEqual(before);
		});

		test('when n8n has lost what it stored, takes over the webhook that is there', async () => {
			await trigger(currents).activate();
			const [before] = await stored();
			const forgetful = trigger(currents);

			await forgetful.activate();

			const after = await stored();
			expect(after.map(({ hookId }) => hookId)).toEqual([before!.hookId]);
			expect(forgetful.staticData).toMatchObject({ webhookId: before!.hookId, secret: secretOf(after[0]!) });
			expect(secretOf(after[0]!)).not.toBe(secretOf(before!));
		});
	});

	describe('puts right what has changed', () => {
		test('updates the webhook when the events have changed', async () => {
			const hook = trigger(currents);
			await hook.activate();
			const [before] = await stored();
			const changed = trigger(currents, {
				parameters: { events: ['RUN_START'] },
				staticData: hook.staticData,
			});

			await changed.activate();

			expect(await stored()).toEqual([
				{ ...before, hookEvents: ['RUN_START'], updatedAt: expect.any(String) },
			]);
			expect(changed.staticData).toEqual(hook.staticData);
		});

		test('makes the webhook again when somebody removed it by hand', async () => {
			const hook = trigger(currents);
			await hook.activate();
			const [before] = await stored();
			await currents.control().deleteWebhook({ hookId: before!.hookId });

			await hook.restart();

			const after = await stored();
			expect(after).toHaveLength(1);
			expect(hook.staticData).toMatchObject({ webhookId: after[0]!.hookId, secret: secretOf(after[0]!) });
		});

		test.each<[string, Record<string, string> | null]>([
			['took the headers away', null],
			['changed the secret', { [SECRET_HEADER]: 'something-else' }],
			['changed the header', { 'x-other': 'something-else' }],
		])('repairs a webhook when somebody %s', async (_, headers) => {
			const hook = trigger(currents);
			await hook.activate();
			await currents.control().deleteWebhook({ hookId: String(hook.staticData.webhookId) });
			const changed = { projectId: PROJECT, url: hook.webhookUrl, hookEvents: ['RUN_FINISH' as const] };
			await currents.control().addWebhook({ ...changed, headers: headers && JSON.stringify(headers) });

			await hook.restart();

			const [webhook, ...others] = await stored();
			expect(others).toEqual([]);
			expect(secretOf(webhook!)).toBe(hook.staticData.secret);
		});

		test('removes further webhooks with its URL, which somebody copied', async () => {
			const hook = trigger(currents);
			await hook.activate();
			for (let copy = 1; copy <= 2; copy++) {
				await currents
					.control()
					.addWebhook({ projectId: PROJECT, url: hook.webhookUrl, hookEvents: ['RUN_FINISH'] });
			}

			await hook.restart();

			expect(await stored()).toHaveLength(1);
			expect(secretOf((await stored())[0]!)).toBe(hook.staticData.secret);
		});
	});
});

describe('deactivation', () => {
	test.each(['off', 'on'] as const)(
		'removes the webhook and forgets it (empty answer %s)',
		async (deleteEmptyBody) => {
			await currents.sandbox().control.setVariants({ currents: { deleteEmptyBody } });
			const hook = trigger(currents);
			await hook.activate();

			expect(await hook.deactivate()).toBeNull();

			expect(await stored()).toEqual([]);
			expect(hook.staticData).toEqual({});
		},
	);

	test('is fine with a webhook that is gone already', async () => {
		const hook = trigger(currents);
		await hook.activate();
		await currents.control().deleteWebhook({ hookId: String(hook.staticData.webhookId) });

		expect(await hook.deactivate()).toBeNull();

		expect(hook.staticData).toEqual({});
	});

	test('of a trigger that never registered asks nobody', async () => {
		expect(await trigger(currents).deactivate()).toBeNull();

		expect(await currents.calls()).toEqual([]);
	});
});

describe('webhooks side by side', () => {
	const foreign = () => ({
		projectId: PROJECT,
		url: 'https://example.com/elsewhere',
		hookEvents: ['RUN_FINISH' as const],
		headers: '{"x-token":"of-somebody-else"}',
		label: 'Somebody else',
	});

	test('a webhook of somebody else stays as it is', async () => {
		const other = await currents.control().addWebhook(foreign());
		const hook = trigger(currents);

		await hook.activate();
		await hook.restart();
		expect(await stored()).toContainEqual(other);
		await hook.deactivate();

		expect(await stored()).toEqual([other]);
	});

	test('two workflows on one project have a webhook each, and removing one leaves the other', async () => {
		const first = trigger(currents, { workflowId: 'a', webhookId: '11111111-1111-4111-8111-111111111111' });
		const second = trigger(currents, { workflowId: 'b', webhookId: '22222222-2222-4222-8222-222222222222' });

		await first.activate();
		await second.activate();
		expect(new Set((await stored()).map(secretOf)).size).toBe(2);
		await first.restart();
		await first.deactivate();

		expect((await stored()).map(({ url }) => url)).toEqual([second.webhookUrl]);
		expect((await stored())[0]!.hookId).toBe(second.staticData.webhookId);
	});

	test('the test URL stands beside the production URL', async () => {
		const production = trigger(currents);
		const test = trigger(currents, { mode: 'test' });
		await production.activate();

		await test.activate();
		const urls = (await stored()).map(({ url }) => url);
		await test.deactivate();

		expect(urls.sort()).toEqual([production.webhookUrl, test.webhookUrl].sort());
		expect((await stored()).map(({ url }) => url)).toEqual([production.webhookUrl]);
	});
});

describe('a copy of the workflow, with what the original remembers', () => {
	test('gets a webhook of its own, and leaves that of the original alone', async () => {
		const original = trigger(currents, { workflowId: 'production' });
		await original.activate();
		const [webhook] = await stored();
		const copy = trigger(currents, {
			workflowId: 'copy',
			webhookId: '22222222-2222-4222-8222-222222222222',
			baseUrl: 'https://staging.example.com',
			staticData: original.staticData,
		});

		await copy.activate();
		expect((await stored()).map(({ url }) => url)).toEqual([original.webhookUrl, copy.webhookUrl]);
		expect(copy.staticData.secret).not.toBe(original.staticData.secret);
		await copy.deactivate();

		expect(await stored()).toEqual([webhook]);
	});
});

describe('moving', () => {
	const moveTo = (hook: ReturnType<typeof hooks>, baseUrl: string) =>
		trigger(currents, { baseUrl, staticData: hook.staticData });

	test('n8n to another URL removes the old webhook', async () => {
		const old = trigger(currents);
		await old.activate();
		const moved = moveTo(old, 'https://n8n.example.com');

		await moved.activate();

		expect((await stored()).map(({ url }) => url)).toEqual([moved.webhookUrl]);
		expect(moved.staticData).toMatchObject({ webhookUrl: moved.webhookUrl });
		expect(moved.staticData.secret).not.toBe(old.staticData.secret);
	});

	test('the trigger to another project removes the webhook from the first', async () => {
		const old = trigger(currents);
		await old.activate();
		const moved = trigger(currents, {
			parameters: { projectId: project('mobl02') },
			staticData: old.staticData,
		});

		await moved.activate();

		expect(await stored(PROJECT)).toEqual([]);
		expect(await stored('mobl02')).toMatchObject([{ url: moved.webhookUrl }]);
		expect(moved.staticData).toMatchObject({ scope: 'mobl02' });
	});
});
