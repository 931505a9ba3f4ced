/** That every engine test would notice a secret which gets out, wherever it does; the watch itself is in the harness. */
import type { ICredentialType, IExecuteFunctions, INodeType, IWebhookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { platforms } from '../../workshop/sandbox/platforms';
import { sandboxSecrets } from '../../workshop/sandbox/platforms/secrets';
import { credentialTest, deliver, hooks, listSearch, nodeRun, startInstance } from './harness';
import { forgetSecrets, leaks } from './harness/secrets';
import { describeToy, text, toyApi } from './harness/toys';
import { credentialTypes } from './support';

const SECRET = 'a-placeholder/that must&not get out';
const TOLD = 'a-secret-that-is-made-on-activation';

const secretApi: ICredentialType = {
	...toyApi,
	properties: [{ ...text('apiKey'), typeOptions: { password: true } }, text('url', 'http://127.0.0.1:1')],
};
const settings = {
	credentialTypes: [secretApi],
	credentials: { toyApi: { apiKey: SECRET, url: 'http://127.0.0.1:1' } },
};

const description = describeToy('leaky', {
	properties: [],
	webhooks: [
		{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
	],
});

const acting = (execute: (ctx: IExecuteFunctions) => Promise<unknown>): INodeType => ({
	description,
	async execute() {
		return [[{ json: { result: (await execute(this)) as string } }]];
	},
});

const listening = (webhook: (ctx: IWebhookFunctions) => Promise<unknown>): INodeType => ({
	description,
	async webhook() {
		return { workflowData: [[{ json: { result: (await webhook(this)) as string } }]] };
	},
	webhookMethods: {
		default: {
			async checkExists() {
				return false;
			},
			async create() {
				this.getWorkflowStaticData('node').secret = TOLD;
				return true;
			},
			async delete() {
				throw new NodeOperationError(this.getNode(), 'No', { description: `Remove ${SECRET} by hand` });
			},
		},
	},
});

/** Watched, since the harness is imported. */
const { debug } = console;

const quiet = async () => 'nothing';

/** What a test found, with the watch made to forget it: the test itself must not fail for it. */
function found(): string[] {
	const lines = leaks();
	forgetSecrets();
	return lines;
}

describe('a secret that gets out is noticed', () => {
	test.each<[string, (ctx: IExecuteFunctions) => Promise<unknown>]>([
		['in an item', async () => `Bearer ${SECRET}`],
		['encoded for an address', async () => `/x?key=${encodeURIComponent(SECRET)}`],
		['as base64', async () => Buffer.from(SECRET).toString('base64')],
		['as the name of a field', async () => ({ nested: [{ [SECRET]: true }] })],
		['in a log line', async ({ logger }) => logger.debug(`The key is ${SECRET}`)],
		['beside a log line', async ({ logger }) => logger.warn('Odd', { request: { headers: [SECRET] } })],
		[
			'in an error of its own in the log',
			async ({ logger }) => logger.error('Odd', { error: new Error(SECRET) }),
		],
		['on the console', async () => debug('Key', { key: SECRET })],
		['on the output', async () => process.stderr.write(`${SECRET}\n`)],
		['in the message of an error', async (ctx) => refuse(ctx, SECRET, {})],
		['in the description of an error', async (ctx) => refuse(ctx, 'No', { description: SECRET })],
		[
			'in the context of an error',
			async (ctx) => {
				const error = new NodeOperationError(ctx.getNode(), 'No');
				error.context.request = { headers: { authorization: Buffer.from(SECRET) } };
				throw error;
			},
		],
		[
			'in the cause of an error',
			async (ctx) => {
				const cause = new Error('No', { cause: new Map([['key', SECRET]]) });
				throw new NodeApiError(ctx.getNode(), { message: 'No', cause } as never);
			},
		],
	])('%s', async (_, leak) => {
		await nodeRun({ ...settings, node: acting(leak) });

		expect(found().join('\n')).toContain(SECRET);
	});

	test.each<[string, (ctx: IWebhookFunctions) => Promise<unknown>]>([
		['in what a delivery starts', async () => SECRET],
		['in the answer', async (ctx) => void ctx.getResponseObject().status(401).json({ expected: SECRET })],
		[
			'in a header of the answer',
			async (ctx) => void ctx.getResponseObject().setHeader('x-key', 'a-plain-key'),
		],
		['in what a delivery makes it throw', async () => Promise.reject(new Error(SECRET))],
	])('%s', async (where, leak) => {
		const apiKey = where.includes('header') ? 'a-plain-key' : SECRET;
		const credentials = { toyApi: { apiKey } };
		await deliver({ ...settings, credentials, node: listening(leak), body: '{}' }).catch(() => undefined);

		expect(found().join('\n')).toContain(apiKey);
	});

	test('when it was made on activation', async () => {
		const trigger = { node: listening(async () => TOLD), ...settings };
		const lifecycle = hooks(trigger);
		await lifecycle.activate();
		expect(found()).toEqual([]);

		await deliver({ ...trigger, staticData: lifecycle.staticData, body: '{}' });
		expect(found().join('\n')).toContain(TOLD);
	});

	test('in an error on deactivation', async () => {
		await hooks({ node: listening(quiet), ...settings }).deactivate();

		expect(found()).toEqual([`error of delete: ${SECRET}`]);
	});

	test('in a list of the editor, and in what the Test button says', async () => {
		const node: INodeType = {
			description,
			methods: { listSearch: { find: async () => ({ results: [{ name: SECRET, value: 1 }] }) } },
		};
		await listSearch({ node, method: 'find', ...settings });
		expect(found()).toEqual([`find: ${SECRET}`]);

		const rules = [{ type: 'responseCode' as const, properties: { value: 404, message: SECRET } }];
		const leaky = { ...secretApi, test: { request: { url: '={{$credentials.url}}' }, rules } };
		const instance = await startInstance();
		await credentialTest({
			credentialType: leaky,
			data: { apiKey: SECRET, url: instance.baseUrl },
		});
		await instance.close();
		expect(found()).toEqual([`credential test: ${SECRET}`]);
	});
});

test('a node that keeps its secrets to itself is fine', async () => {
	await nodeRun({
		...settings,
		node: acting(async (ctx) => typeof (await ctx.getCredentials('toyApi')).apiKey),
	});

	expect(leaks()).toEqual([]);
});

test('each secret of the package is one that is watched, and the sandbox names all of its own', () => {
	const secretFields = credentialTypes.flatMap(({ name, properties }) =>
		properties.filter(({ typeOptions }) => typeOptions?.password).map((field) => `${name}.${field.name}`),
	);
	expect([...new Set(secretFields)]).toEqual([
		'testRunCurrentsApi.apiKey',
		'testRunPreclinicalApi.apiKey',
		'testRunPreclinicalApi.webhookSecret',
		'testRunQaseApi.token',
		'testRunQaseApi.webhookSecret',
		'testRunQodexApi.apiKey',
		'testRunQodexScheduleApi.scheduleUrl',
		'testRunTestClixApi.apiKey',
		'testRunTestClixApi.webhookSecret',
	]);

	const handedOut = Object.values(platforms).flatMap((platform) =>
		Object.entries(platform.addresses('http://127.0.0.1:4010')).filter(([name]) =>
			/key|token|secret/i.test(name),
		),
	);
	expect(handedOut.length).toBeGreaterThan(6);
	for (const [, secret] of handedOut) expect(sandboxSecrets()).toContain(secret);
});

function refuse(ctx: IExecuteFunctions, message: string, options: { description?: string }): never {
	throw new NodeOperationError(ctx.getNode(), message, options);
}
