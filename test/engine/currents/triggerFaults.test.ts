import { Socket } from 'node:net';
import { NodeApiError, type NodeError } from 'n8n-workflow';

import type { Fault } from '../../../workshop/sandbox/kernel/faults';
import { logs } from '../harness';
import { PROJECT, project, useCurrents, withoutRetryDelays } from './setup';
import { trigger } from './trigger';

const currents = useCurrents();
withoutRetryDelays();

const LABELS = { maxAgeMinutes: 'Maximum Age (Minutes)', includeFailures: 'Include Failures' };

const stored = async () => await currents.control().webhooks();
const refusal = async (activation: Promise<void>) => {
	const { name, message, description, cause } = await activation.then(
		() => new Error('was activated') as NodeError,
		(error: NodeError) => error,
	);
	return { name, message, description, cause };
};

describe('activation fails and leaves nothing behind', () => {
	describe('before a webhook was created', () => {
		test('with a read-only key, and says which key is needed', async () => {
			const hook = trigger(currents, { apiKey: currents.sandbox().currents.readOnlyApiKey });

			expect(await refusal(hook.activate())).toEqual({
				// n8n shows one text only: 2 the message, 1 the description of a NodeApiError, else the message.
				name: 'NodeOperationError',
				message:
					'Could not create the webhook: Currents does not allow it with this key (HTTP 403). ' +
					'Currents says: "The API key has no write permission". The API key is probably Read Only. ' +
					'Make a Read & Write key in Currents under Organization > API Keys and put it in the credential.',
				description: undefined,
				cause: expect.any(NodeApiError),
			});
			expect(hook.staticData).toEqual({});
		});

		test.each<[string, Parameters<typeof trigger>[1], string]>([
			[
				'a wrong key',
				{ apiKey: 'a-wrong-placeholder-key' },
				'Could not list the webhooks: Currents did not accept the key (HTTP 401). ' +
					'Currents says: "Invalid authentication credentials". Check the API key in the credential. ' +
					'Keys are made in Currents under Organization > API Keys.',
			],
			[
				'an unknown project',
				{ parameters: { projectId: project('nothing') } },
				'Could not list the webhooks: Currents did not find it (HTTP 404). Currents says: "Not found". ' +
					'Check the id, and that the key belongs to the same organization or project. ' +
					"'Project' is nothing, as it is set in this node.",
			],
			[
				'a closed port',
				{ apiUrl: 'http://127.0.0.1:1/v1' },
				'Could not list the webhooks: Currents could not be reached, the connection was refused. ' +
					'Check the address in the credential, and that n8n can reach Currents.',
			],
			[
				'a base URL that is none',
				{ apiUrl: 'currents' },
				"'Base URL' in the credential must begin with http:// or https://, e.g. https://api.currents.dev/v1",
			],
			[
				'no project',
				{ parameters: { projectId: project('={{ undefined }}') } },
				"'Project' is empty. Fill it in. If it holds an expression, check what the expression gives.",
			],
			[
				'no event',
				{ parameters: { events: [] as string[] } },
				"'Trigger On' is empty. Choose at least one event that starts the workflow.",
			],
			...(['maxAgeMinutes', 'includeFailures'] as const).map((name): [string, object, string] => [
				`a setting that is no number, ${name}`,
				{ parameters: { options: { [name]: '={{ "an hour" }}' } } },
				`'${LABELS[name]}' is not a number from 0 on. Correct it, or remove it from the Options.`,
			]),
		])('with %s', async (_, options, message) => {
			const hook = trigger(currents, options);

			expect(await refusal(hook.activate())).toMatchObject({ message, description: undefined });
			expect(hook.staticData).toEqual({});
			expect(await stored()).toEqual([]);
		});

		test('while Currents is down, and works once it is back', async () => {
			await currents.fault({ times: 4, fault: { kind: 'status', status: 503 } });
			const hook = trigger(currents);

			expect((await refusal(hook.activate())).message).toBe(
				'Could not list the webhooks: Currents could not carry it out (HTTP 503). ' +
					'Currents says: "Sandbox fault 503". Try again later, or look at the status page of Currents.',
			);
			await hook.activate();

			expect(await stored()).toHaveLength(1);
		});
	});

	describe('after a webhook was created', () => {
		test.each<[string, Fault, string]>([
			['with a server error', { kind: 'status', status: 500 }, 'Currents could not carry it out (HTTP 500)'],
			['with a broken connection', { kind: 'closeSocket' }, 'Currents could not be reached'],
			['with half an answer', { kind: 'halfBody' }, 'Currents could not be reached'],
			[
				'with an answer that is no JSON',
				{ kind: 'invalidJson' },
				'the answer of Currents could not be read (HTTP 200)',
			],
			['with an HTML page', { kind: 'html', status: 502 }, 'Currents could not carry it out (HTTP 502)'],
			[
				'with an answer that is empty',
				{ kind: 'status', status: 201, body: {} },
				'the answer of Currents could not be read (HTTP 201)',
			],
			[
				'with an answer without an id',
				{ kind: 'status', status: 201, body: { status: 'OK', data: {} } },
				'the answer of Currents could not be read (HTTP 201)',
			],
		])('when the creation was carried out but ended %s', async (_, fault, reason) => {
			await currents.fault({ match: { method: 'POST' }, fault, afterEffect: true });
			const hook = trigger(currents);

			expect((await refusal(hook.activate())).message).toContain(`Could not create the webhook: ${reason}`);
			expect(await stored()).toEqual([]);
			expect(hook.staticData).toEqual({});
			expect((await currents.calls()).filter((call) => call === 'POST /webhooks')).toHaveLength(1);

			await hook.activate();
			expect(await stored()).toHaveLength(1);
		});

		test('unless Currents does not let it clean up: then the log names the webhook, and the next activation takes it over', async () => {
			await currents.fault({ match: { method: 'POST' }, fault: { kind: 'closeSocket' }, afterEffect: true });
			await currents.fault({ match: { method: 'DELETE' }, fault: { kind: 'status', status: 500 } });
			const hook = trigger(currents, { workflowId: 'wf7' });

			await refusal(hook.activate());

			expect(logs.text('node')).toContain('may be left behind: n8n: Test workflow (wf7)');
			await hook.activate();
			expect(await stored()).toHaveLength(1);
			expect(hook.staticData.webhookId).toBe((await stored())[0]!.hookId);
		});
	});
});

describe('an old webhook that cannot be removed', () => {
	const moved = async () => {
		const old = trigger(currents);
		await old.activate();
		return {
			old,
			now: trigger(currents, { baseUrl: 'https://n8n.example.com', staticData: old.staticData }),
		};
	};

	test.each<[string, Fault]>([
		['refuses', { kind: 'status', status: 403 }],
		['breaks off', { kind: 'closeSocket' }],
	])('is named in the log when Currents %s, and the new one is made all the same', async (_, fault) => {
		const { old, now } = await moved();
		await currents.fault({ match: { method: 'DELETE' }, fault });

		await now.activate();

		expect(logs.text('node')).toContain(
			`Webhook ${String(old.staticData.webhookId)} of the earlier URL ${old.webhookUrl} could not be removed`,
		);
		expect((await stored()).map(({ url }) => url)).toEqual([old.webhookUrl, now.webhookUrl]);
		expect(now.staticData).toMatchObject({ webhookUrl: now.webhookUrl });
	});

	test('is no matter when it is gone already', async () => {
		const { old, now } = await moved();
		await currents.control().deleteWebhook({ hookId: String(old.staticData.webhookId) });

		await now.activate();

		expect(logs.text('node')).toBe('');
		expect(await stored()).toHaveLength(1);
	});
});

describe('deactivation', () => {
	test('while Currents is down keeps the webhook in mind, and the next one removes it', async () => {
		const hook = trigger(currents);
		await hook.activate();
		const before = hook.staticData;
		await currents.fault({ match: { method: 'DELETE' }, fault: { kind: 'status', status: 503 } });

		expect((await hook.deactivate())?.message).toBe(
			'Could not delete the webhook: Currents could not carry it out (HTTP 503). ' +
				'Currents says: "Sandbox fault 503". ' +
				'Whether Currents carried it out is not known: look there before you try again.',
		);
		expect(hook.staticData).toEqual(before);

		expect(await hook.deactivate()).toBeNull();
		expect(await stored()).toEqual([]);
	});

	test('that failed leaves a webhook which the next activation uses again', async () => {
		const hook = trigger(currents);
		await hook.activate();
		const before = await stored();
		await currents.fault({ match: { method: 'DELETE' }, fault: { kind: 'closeSocket' } });
		await hook.deactivate();

		await hook.activate();

		expect(await stored()).toEqual(before);
	});
});

describe('an n8n that Currents could never call', () => {
	const elsewhere = 'https://currents.example.com/v1';

	test.each(['http://localhost:5678', 'http://127.0.0.1:5678', 'http://[::1]:5678'])(
		'at %s is refused before any request, with the settings to change',
		async (baseUrl) => {
			const connect = jest.spyOn(Socket.prototype, 'connect');
			const hook = trigger(currents, { baseUrl, apiUrl: elsewhere });

			const { message, description } = await refusal(hook.activate());

			expect(message).toBe(
				`Currents cannot reach this n8n at ${baseUrl}. The address is only valid on this machine. ` +
					'Set the environment variable N8N_WEBHOOK_URL (WEBHOOK_URL on older versions) ' +
					'to the public address of n8n, restart n8n, and activate the workflow again.',
			);
			expect(description).toBeUndefined();
			expect(connect).not.toHaveBeenCalled();
			expect(hook.staticData).toEqual({});
		},
	);

	test('is fine when Currents runs on the same machine', async () => {
		await trigger(currents, { baseUrl: 'http://localhost:5678' }).activate();

		expect(await stored()).toMatchObject([{ projectId: PROJECT }]);
	});
});
