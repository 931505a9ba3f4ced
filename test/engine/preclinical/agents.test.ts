/** The operations on agents, for both flavours. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { toolRun } from '../harness';
import { credentialTypes } from '../support';
import { FLAVOURS, preclinicalForTests, told, type Flavour } from './support';

const { run, sandbox, agent, control, spoil, calls, asked, setVariants, credentials } = preclinicalForTests();

const KEY = 'placeholder-agent-key';
const TOKEN = 'placeholder-agent-token';
const MISSING = '11111111-2222-4333-8444-555555555555';

const OPENAI: INodeParameters = {
	...{ provider: 'openai', name: 'Night desk', baseUrl: 'https://u:placeholder-pw@llm.example.com/v1?k=1' },
	...{ model: 'small', apiKey: KEY },
};

const ofAgent = (agentId: string) => ({ agentId: { __rl: true, mode: 'id', value: agentId } });
const agents = async (flavour: Flavour) => await control(flavour).agents();
const stored = async (flavour: Flavour, name: string) =>
	(await agents(flavour)).find((one) => one.name === name)!;
const path = (flavour: Flavour) => (flavour === 'hosted' ? '/agents' : '/api/v1/agents');

/** All that came of a run: items, errors and everything else that n8n keeps. */
const everything = (one: object) => JSON.stringify(one, (_, value: unknown) => value);

describe.each(FLAVOURS)('%s', (flavour) => {
	describe('Get Agent', () => {
		test('reads one, with no secret of its configuration', async () => {
			const [{ id, name }] = await agents(flavour);
			const read = await run(flavour, 'getAgent', agent());

			expect(read.json).toMatchObject([{ id, name, provider: 'openai', is_active: true }]);
			expect(JSON.stringify(read.json)).not.toMatch(/sk-s|•/);
			expect(await asked(flavour)).toEqual([`GET ${path(flavour)}/${id}`]);
			if (flavour === 'hosted') expect(read.json[0]).not.toHaveProperty('config');
			else {
				expect(read.json[0].config).toEqual({
					api_key: '(hidden)',
					model: 'small',
					base_url: 'http://127.0.0.1:9/v1',
				});
			}
		});

		test('tells of one that is not there, and of what is no ID before any request', async () => {
			const missing = await run(flavour, 'getAgent', ofAgent(MISSING));
			const noId = await run(flavour, 'getAgent', ofAgent('night-desk'));

			expect(told(missing)).toMatch(
				/^Could not read the agent: Preclinical did not find it .*Agent not found/,
			);
			expect(told(noId)).toMatch(/^'Agent' is not an ID: night-desk/);
			expect(await asked(flavour)).toEqual([`GET ${path(flavour)}/${MISSING}`]);
		});
	});

	describe('Create Agent', () => {
		test('makes an agent of OpenAI, and outputs none of its secrets', async () => {
			const made = await run(flavour, 'createAgent', {
				...OPENAI,
				additionalFields: {
					description: `Uses ${KEY}`,
					systemPrompt: 'Be kind.',
					temperature: 0,
					maxTokens: 200,
					timeoutMs: 5000,
				},
			});

			expect(made.error).toBeNull();
			expect(made.json).toMatchObject([{ name: 'Night desk', description: 'Uses ***', is_active: true }]);
			expect(everything(made.json)).not.toMatch(/placeholder/);
			expect((await stored(flavour, 'Night desk')).config).toEqual({
				...{ api_key: KEY, base_url: OPENAI.baseUrl, model: 'small', system_prompt: 'Be kind.' },
				...{ temperature: 0, max_tokens: 200, timeout_ms: 5000 },
			});
		});

		test('makes agents of Vapi and of providers whose settings are not documented', async () => {
			const vapi = await run(flavour, 'createAgent', {
				...{ provider: 'vapi', name: 'Phone line', assistantId: 'assistant-1', apiKey: KEY },
			});
			const liveKit = await run(flavour, 'createAgent', {
				...{ provider: 'livekit', name: 'Room' },
				additionalFields: {
					configuration: '{ "room": "triage", "nested": { "deep": "not-for-all" } }',
					secretConfiguration: { rows: [{ name: 'access', value: TOKEN }] },
				},
			});

			expect([vapi.error, liveKit.error]).toEqual([null, null]);
			expect((await stored(flavour, 'Phone line')).config).toEqual({
				assistant_id: 'assistant-1',
				api_key: KEY,
			});
			expect((await stored(flavour, 'Room')).config).toEqual({
				...{ room: 'triage', nested: { deep: 'not-for-all' }, access: TOKEN },
			});
			expect(everything([vapi.json, liveKit.json])).not.toMatch(/placeholder|triage|not-for-all/);
		});

		test.each<[string, INodeParameters, RegExp]>([
			['no name', { ...OPENAI, name: "={{ '' }}" }, /^'Name' is empty/],
			['no key', { ...OPENAI, apiKey: "={{ '' }}" }, /^'API Key' is empty/],
			['no configuration', { provider: 'pipecat', name: 'x' }, /^'Provider' needs a configuration/],
			[
				'settings of another provider',
				{ provider: 'pipecat', name: 'x', additionalFields: { temperature: 1 } },
				/^'Temperature \(OpenAI\)' is only for the provider OpenAI/,
			],
			[
				'a configuration that is no object',
				{ ...OPENAI, additionalFields: { configuration: '[1]' } },
				/^'Configuration' is not a JSON object/,
			],
			[
				'a secret without a name',
				{ ...OPENAI, additionalFields: { secretConfiguration: { rows: [{ name: '', value: TOKEN }] } } },
				/^'Secret Configuration' has a row without a name/,
			],
			[
				'a secret without a value',
				{ ...OPENAI, additionalFields: { secretConfiguration: { rows: [{ name: 'a', value: '' }] } } },
				/^'Secret Configuration' has no value for a/,
			],
			['a secret as it was read', { ...OPENAI, apiKey: 'sk-s•••' }, /^'API Key' holds a hidden value/],
			[
				'a configuration as it was read',
				{ ...OPENAI, additionalFields: { configuration: '{ "url": "(hidden)" }' } },
				/^'Configuration' holds a hidden value/,
			],
		])('refuses %s before any request', async (_, parameters, message) => {
			expect(told(await run(flavour, 'createAgent', parameters))).toMatch(message);
			expect(await asked(flavour)).toEqual([]);
		});

		test('is sent once, and says where to look, when its answer is lost', async () => {
			await spoil(flavour, { fault: { kind: 'closeSocket' }, afterEffect: true });
			const lost = await run(flavour, 'createAgent', OPENAI);

			expect(told(lost)).toMatch(/is not known: look there.*Get Many Agents lists it, if it was created/);
			expect(await asked(flavour)).toEqual([`POST ${path(flavour)}`]);
		});
	});

	describe('Update Agent', () => {
		test('changes what is given and nothing else', async () => {
			const [{ id, config }] = await agents(flavour);
			const updated = await run(flavour, 'updateAgent', {
				...agent(),
				updateFields: { name: 'Day desk', systemPrompt: 'Be brief.', apiKey: KEY },
			});

			expect(updated.json).toMatchObject([{ id, name: 'Day desk' }]);
			expect(everything(updated.json)).not.toMatch(/placeholder/);
			expect((await calls(flavour)).map(({ method, body }) => [method, body])).toEqual([
				[
					flavour === 'hosted' ? 'PUT' : 'PATCH',
					{ name: 'Day desk', config: { api_key: KEY, system_prompt: 'Be brief.' } },
				],
			]);
			expect((await agents(flavour))[0].config).toEqual({
				...config,
				api_key: KEY,
				system_prompt: 'Be brief.',
			});
		});

		test('switches an agent off where the flavour can', async () => {
			const updated = await run(flavour, 'updateAgent', { ...agent(), updateFields: { active: false } });

			if (flavour === 'hosted') expect(updated.json).toMatchObject([{ is_active: false }]);
			else {
				expect(told(updated)).toMatch(/^'Active \(Hosted\)' is only for the hosted Preclinical/);
				expect(await asked(flavour)).toEqual([]);
			}
		});

		test('refuses to change nothing, and tells of one that is not there', async () => {
			const nothing = await run(flavour, 'updateAgent', agent());
			const missing = await run(flavour, 'updateAgent', {
				...ofAgent(MISSING),
				updateFields: { name: 'x' },
			});

			expect(told(nothing)).toMatch(/^'Update Fields' is empty/);
			expect(told(missing)).toMatch(/^Could not update the agent: Preclinical did not find it/);
		});
	});

	test('Delete Agent deletes one, and tells of one that is not there', async () => {
		const { id } = (await agents(flavour))[1];
		const deleted = await run(flavour, 'deleteAgent', ofAgent(id));
		const again = await run(flavour, 'deleteAgent', ofAgent(id));

		expect(deleted.json).toEqual([{ deleted: true, agentId: id }]);
		expect((await agents(flavour)).map((one) => one.id)).not.toContain(id);
		expect(told(again)).toMatch(/^Could not delete the agent: Preclinical did not find it/);
	});

	test('Get Many Agents hides what may be secret as well', async () => {
		await run(flavour, 'createAgent', {
			...{ provider: 'livekit', name: 'Room' },
			additionalFields: { configuration: '{ "room": "behind-the-door" }' },
		});
		const listed = await run(flavour, 'getManyAgents');

		expect(listed.json.map(({ name }) => name)).toContain('Room');
		expect(JSON.stringify(listed.json)).not.toMatch(/behind-the-door|•/);
	});

	test('a provider of the other flavour is refused before any request', async () => {
		const other = flavour === 'hosted' ? ['browser'] : ['elevenlabs', 'retell'];
		for (const provider of other) {
			const refused = [
				await run(flavour, 'createAgent', { provider, name: 'x' }),
				await run(flavour, 'getManyAgents', { filters: { provider } }),
			];
			for (const one of refused) {
				expect(told(one)).toMatch(/^'Provider' is only for (a self-hosted server|the hosted Preclinical)/);
			}
		}
		expect(await asked(flavour)).toEqual([]);
	});
});

test.each(['409', '400'] as const)('a name that is taken is told (HTTP %s)', async (scopeTakenStatus) => {
	await setVariants({ scopeTakenStatus });
	const [{ name }] = await agents('hosted');

	expect(told(await run('hosted', 'createAgent', { ...OPENAI, name }))).toMatch(
		/^Could not create the agent: .*\[ALREADY_EXISTS\]/,
	);
});

describe('Validate Agent', () => {
	test('tells that an agent works, or why not, without the key', async () => {
		await run('hosted', 'createAgent', {
			...{ provider: 'livekit', name: 'Room' },
			additionalFields: { configuration: '{ "room": "triage" }' },
		});
		const { id } = await stored('hosted', 'Room');
		const fine = await run('hosted', 'validateAgent', agent());
		const faulty = await run('hosted', 'validateAgent', ofAgent(id));

		expect(fine.json).toEqual([
			{
				agentId: sandbox().preclinical.agentId,
				valid: true,
				message: 'The agent answered',
				details: null,
			},
		]);
		expect(faulty.json).toEqual([
			{
				agentId: id,
				valid: false,
				message: 'The provider refused the key ***',
				details: { error_code: 'SANDBOX_NO_KEY' },
			},
		]);
	});

	test('takes no answer for valid that does not say so', async () => {
		await spoil('hosted', { fault: { kind: 'status', status: 200, body: { message: 'Fine' } } });

		expect(told(await run('hosted', 'validateAgent', agent()))).toMatch(
			/^Could not validate the agent: the answer of Preclinical could not be read/,
		);
	});

	test('tells of one that is not there, and that a self-hosted server cannot', async () => {
		expect(told(await run('hosted', 'validateAgent', ofAgent(MISSING)))).toMatch(
			/^Could not validate the agent: Preclinical did not find it/,
		);
		expect(told(await run('selfHosted', 'validateAgent', agent()))).toMatch(
			/^Validations of agents exist only in the hosted Preclinical/,
		);
		expect(await asked('selfHosted')).toEqual([]);
	});
});

test('an AI agent reads of the address of an agent its host alone', async () => {
	const tool = await toolRun({
		node: new TestRun(),
		parameters: { resource: 'preclinical', operation: 'getAgent', ...agent() },
		credentials: credentials('selfHosted'),
		credentialTypes,
		via: 'engine',
	});

	expect(tool.response).toMatchObject([{ config: { base_url: 'http://127.0.0.1:9', api_key: '(hidden)' } }]);
});
