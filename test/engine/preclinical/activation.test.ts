/** The trigger's webhook at Preclinical: one per scope, made, repaired and removed, and never in another's place. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { hooks, logs } from '../harness';
import { triggersForTests } from './listening';
import { preclinicalForTests } from './support';

const { sandbox, credentials, agent, setVariants, spoil, asked, calls } = preclinicalForTests();
const { settings, activated } = triggersForTests(sandbox, credentials);

const control = () => sandbox().control.preclinical;
const OWN_URL = /^http:\/\/127\.0\.0\.1:\d+\/webhook\/workflow-\d+\/webhook\?token=[0-9a-f]{64}$/;

/** What n8n shows: the message alone. */
async function refusal(activation: Promise<unknown>): Promise<string> {
	const { message } = await activation.then(
		() => new Error('it was activated'),
		(thrown: Error) => thrown,
	);
	return message;
}

describe('activation', () => {
	describe('keeps one webhook', () => {
		test.each<[string, object, () => string | null]>([
			['the organization', {}, () => null],
			['one agent', { scope: 'agent' }, () => sandbox().preclinical.agentId],
		])('registers a webhook of %s, and removes it', async (_, scope, agentId) => {
			const { hooks: registered } = await activated({ ...scope, ...agent() });

			expect(await control().webhooks()).toMatchObject([
				{
					url: expect.stringMatching(OWN_URL),
					agentId: agentId(),
					isEnabled: true,
					secret: null,
					description: expect.stringMatching(/^n8n: /),
				},
			]);
			expect(await registered.deactivate()).toBeNull();
			expect(await control().webhooks()).toEqual([]);
			expect(registered.staticData).toEqual({});
		});

		test('keeps one webhook over restarts, and writes it again only when it must', async () => {
			const { hooks: registered } = await activated();
			const [first] = await control().webhooks();
			await sandbox().control.clearCalls();
			await registered.restart();
			await registered.restart();

			expect(await control().webhooks()).toEqual([first]);
			expect(new Set(await asked('hosted'))).toEqual(new Set(['GET /webhooks']));
		});

		test('puts right what was changed by hand: switched off, or without our token', async () => {
			const { hooks: registered } = await activated();
			const [{ id, url }] = await control().webhooks();
			for (const body of [{ is_enabled: false }, { url: url.split('?')[0] }]) {
				await put(id, body);
				await registered.restart();

				expect(await control().webhooks()).toMatchObject([{ id, isEnabled: true, url }]);
			}
		});

		async function put(id: string, body: object) {
			const { baseUrl, apiKey } = sandbox().preclinical;
			const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
			await fetch(`${baseUrl}/webhooks/${id}`, { method: 'PUT', headers, body: JSON.stringify(body) });
		}

		test('makes the webhook anew when it was deleted by hand', async () => {
			const { hooks: registered } = await activated();
			const [{ id }] = await control().webhooks();
			await control().deleteWebhook({ webhookId: id });
			await registered.restart();

			expect(await control().webhooks()).toMatchObject([{ url: expect.stringMatching(OWN_URL) }]);
		});
	});

	describe('takes over, moves and hides', () => {
		test('takes over a webhook with our URL that is not remembered', async () => {
			const options = settings();
			const first = hooks(options);
			await first.activate();
			const forgetful = hooks(options);
			await forgetful.activate();

			const [only, ...others] = await control().webhooks();
			expect(others).toEqual([]);
			expect(only.url).toContain(String(forgetful.staticData.secret));
		});

		test('moves with the scope', async () => {
			const options = settings();
			const before = hooks(options);
			await before.activate();
			const after = hooks({
				...options,
				parameters: { ...options.parameters, scope: 'agent', ...agent() },
				staticData: before.staticData,
			});
			await after.activate();

			expect(await control().webhooks()).toMatchObject([{ agentId: sandbox().preclinical.agentId }]);
		});

		test('hands over the signing secret of the credential, each time', async () => {
			const stored = credentials('hosted', { webhookSecret: 'signing-placeholder' });
			const { hooks: registered } = await activated({}, stored);
			await registered.restart();

			expect(await control().webhooks()).toMatchObject([{ secret: 'signing-placeholder' }]);
			const writes = (await calls('hosted')).filter(({ method }) => method !== 'GET');
			expect(writes.map(({ method }) => method)).toEqual(['POST', 'PUT']);
		});

		test('leaves nothing behind when the answer to the registration is lost', async () => {
			await spoil('hosted', { match: { method: 'POST' }, fault: { kind: 'closeSocket' }, afterEffect: true });

			expect(await refusal(activated())).toMatch(/^Could not create the webhook: /);
			expect(await control().webhooks()).toEqual([]);
		});

		test('neither the key nor the token is logged', async () => {
			const { hooks: registered } = await activated();
			const token = String(registered.staticData.secret);
			await registered.deactivate();

			expect(logs.text()).not.toContain(token);
			expect(logs.text()).not.toContain(sandbox().preclinical.apiKey);
		});
	});
});

describe('a scope that is taken', () => {
	const THEIRS = 'https://hooks.example.com/preclinical?key=their-secret';

	test('is named with its URL and the way out, and left alone', async () => {
		const theirs = await control().addWebhook({ url: THEIRS, description: 'Pager' });
		const words = await refusal(activated());

		expect(words).toMatch(
			/^Preclinical already has a webhook for this scope, which calls https:\/\/hooks\.example\.com\/preclinical\. There is room for one webhook/,
		);
		expect(words).toContain(`'Delete Webhook' (ID ${theirs.id}, "Pager")`);
		expect(words).toContain("choose another 'Scope'");
		expect(words).not.toContain('their-secret');
		expect(await control().webhooks()).toEqual([theirs]);
		expect(await asked('hosted')).not.toContain('POST /webhooks');
	});

	test('is left alone when it is switched off, too', async () => {
		const theirs = await control().addWebhook({ url: THEIRS, enabled: false });

		expect(await refusal(activated())).toMatch(/already has a webhook for this scope/);
		expect(await control().webhooks()).toEqual([theirs]);
	});

	test('of another workflow of this n8n asks to deactivate that one', async () => {
		await activated();
		const words = await refusal(activated());

		expect(words).toMatch(/belongs to this n8n: deactivate the workflow that uses it/);
		expect(words).not.toContain('token=');
		expect(await control().webhooks()).toHaveLength(1);
	});

	test('is left to the original by a copy of its workflow that cannot be activated', async () => {
		const original = await activated();
		const before = await control().webhooks();
		const copy = hooks({ ...settings(), staticData: original.hooks.staticData });

		// n8n then cleans up with what was stored, which is what the original remembers.
		expect(await refusal(copy.activate())).toMatch(/belongs to this n8n/);

		expect(await control().webhooks()).toEqual(before);
	});

	test('is known by its code when the list does not show it', async () => {
		for (const scopeTakenStatus of hostedVariants.scopeTakenStatus.values) {
			await setVariants({ scopeTakenStatus });
			const body = { error: 'A webhook already exists', code: 'ALREADY_EXISTS' };
			await spoil('hosted', {
				match: { method: 'POST' },
				fault: { kind: 'status', status: Number(scopeTakenStatus), body },
			});

			expect(await refusal(activated())).toMatch(
				/^Preclinical already has a webhook for this scope\. There is room for one webhook/,
			);
		}
	});

	test('does not keep the other scope from being used, however webhooks are listed', async () => {
		const theirs = await control().addWebhook({ url: THEIRS });
		for (const agentWebhookList of hostedVariants.agentWebhookList.values) {
			await setVariants({ agentWebhookList });
			const { hooks: registered } = await activated({ scope: 'agent', ...agent() });
			expect(await control().webhooks()).toHaveLength(2);
			await registered.deactivate();
		}
		await control().deleteWebhook({ webhookId: theirs.id });
		await control().addWebhook({ url: THEIRS, agentId: sandbox().preclinical.agentId });
		for (const webhookList of hostedVariants.webhookList.values) {
			await setVariants({ webhookList });
			const { hooks: registered } = await activated();
			expect(await control().webhooks()).toHaveLength(2);
			await registered.deactivate();
		}
	});
});

describe('deactivation', () => {
	test.each(['204', '200'] as const)('accepts HTTP %s', async (deleteWebhook) => {
		await setVariants({ deleteWebhook });
		const { hooks: registered } = await activated();

		expect(await registered.deactivate()).toBeNull();
		expect(await control().webhooks()).toEqual([]);
	});

	test.each(['noCall404', 'noCall405'] as const)(
		'switches the webhook off where there is no such call (%s), and on again later',
		async (deleteWebhook) => {
			await setVariants({ deleteWebhook });
			const { hooks: registered } = await activated();
			expect(await registered.deactivate()).toBeNull();
			expect(await control().webhooks()).toMatchObject([{ isEnabled: false }]);

			await registered.activate();
			expect(await control().webhooks()).toMatchObject([{ isEnabled: true }]);
		},
	);

	test('is fine with a webhook that is gone', async () => {
		for (const notFoundStatus of hostedVariants.notFoundStatus.values) {
			await setVariants({ notFoundStatus });
			const { hooks: registered } = await activated();
			const [{ id }] = await control().webhooks();
			await control().deleteWebhook({ webhookId: id });

			expect(await registered.deactivate()).toBeNull();
		}
	});
});

describe('what cannot work is refused at activation', () => {
	test('a self-hosted server, naming what to use', async () => {
		for (const options of [{}, { allowUnverified: true }]) {
			const words = await refusal(activated({ options }, credentials('selfHosted')));

			expect(words).toMatch(/^A self-hosted Preclinical has no webhooks/);
			expect(words).toMatch(/Test Run Polling Trigger, or Test Run > 'Wait for Run'/);
		}
		expect(await asked('selfHosted')).toEqual([]);
	});

	test('a scope of an agent without an agent', async () => {
		const empty = { agentId: { __rl: true, mode: 'id', value: '' } };

		expect(await refusal(activated({ scope: 'agent', ...empty }))).toMatch(
			/^'Agent' is empty\. Choose the agent/,
		);
	});

	test('a signature without its secret, and one without its header', async () => {
		expect(await refusal(activated({ signature: { header: 'x-signature' } }))).toMatch(
			/could not be checked without its secret.*Webhook Signing Secret/,
		);
		expect(await refusal(activated({ signature: { algorithm: 'sha1' } }))).toMatch(
			/'Signature' names no header\. Add 'Header'/,
		);
		expect(await control().webhooks()).toEqual([]);
	});

	test.each<[INodeParameters, RegExp]>([
		[{ scope: '={{ "everybody" }}' }, /^'Scope' has no choice 'everybody'/],
		[
			{ signature: { header: 'x-signature', algorithm: '={{ "md5" }}' } },
			/^'Algorithm' has no choice 'md5'\. Choose one from the list\. An expression gives sha1, sha256, sha512\./,
		],
		[{ signature: { header: '={{ ["x-signature"] }}' } }, /^'Header' is not a text/],
		[{ events: '={{ [null] }}' }, /^'Trigger On' has an entry without a value/],
	])('an expression with an unusable result, %j', async (parameters, words) => {
		expect(await refusal(activated(parameters))).toMatch(words);
		expect(await control().webhooks()).toEqual([]);
	});

	test('an address that only this machine knows, for a platform elsewhere', async () => {
		const stored = credentials('hosted', { baseUrl: 'https://preclinical.example.com/api/v1' });

		expect(await refusal(activated({}, stored))).toMatch(
			/Preclinical cannot reach this n8n.*N8N_WEBHOOK_URL/,
		);
	});
});

test('the node has the trigger with its events, and no way to be used as a tool', () => {
	const { description } = new TestRunTrigger();
	const events = description.properties.filter(
		({ name, displayOptions }) =>
			name === 'events' && displayOptions?.show?.platform?.includes('preclinical'),
	);

	expect(events.map(({ default: usual }) => usual)).toEqual([['RUN_FINISH']]);
	expect(description.usableAsTool).toBeUndefined();
});
