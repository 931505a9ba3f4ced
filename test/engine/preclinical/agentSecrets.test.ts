/** No secret of the configuration of an agent gets into an output or an error, and no other word is masked for one. */
import type { INodeParameters } from 'n8n-workflow';

import { FLAVOURS, preclinicalForTests, told } from './support';

const { run, spoil } = preclinicalForTests();

const KEY = 'placeholder-agent-key';
const TOKEN = 'placeholder-agent-token';

const OPENAI: INodeParameters = {
	...{ provider: 'openai', name: 'Night desk', baseUrl: 'https://u:placeholder-pw@llm.example.com/v1?k=1' },
	...{ model: 'small', apiKey: KEY },
};

/** All that came of a run: items, errors and everything else that n8n keeps. */
const everything = (one: object) => JSON.stringify(one, (_, value: unknown) => value);

describe.each(FLAVOURS)('%s', (flavour) => {
	test.each(['true', 'null', '1234', 'half "quoted"'])(
		'gives the agent with a secret such as %s',
		async (key) => {
			const made = await run(flavour, 'createAgent', {
				...{ provider: 'livekit', name: 'Room' },
				additionalFields: {
					description: `Uses ${key}`,
					configuration: JSON.stringify({ url: 'wss://livekit.example.com', use_auth: key }),
				},
			});

			expect(made.error).toBeNull();
			expect(made.json).toMatchObject([{ name: 'Room', provider: 'livekit', is_active: true }]);
			const isSecret = key !== 'true' && key !== 'null';
			expect(made.json[0].description).toBe(isSecret ? 'Uses ***' : `Uses ${key}`);
		},
	);

	test('keeps secrets out of an error that repeats them', async () => {
		const words = `Rejected ${KEY} and ${TOKEN} for ${String(OPENAI.baseUrl)}`;
		await spoil(flavour, { fault: { kind: 'status', status: 400, body: { error: words } } });
		const refused = await run(flavour, 'createAgent', {
			...OPENAI,
			additionalFields: { secretConfiguration: { rows: [{ name: 'access', value: TOKEN }] } },
		});

		expect(told(refused)).toMatch(/^Could not create the agent: .*Rejected \*\*\* and \*\*\* for \*\*\*/);
		expect(everything([refused.error, told(refused)])).not.toMatch(/placeholder/);
	});

	test.each<[string, object, string]>([
		['a nested secret', { livekit: { api_secret: 'placeholder-nested' } }, 'placeholder-nested'],
		['the key of a header', { headers: { Authorization: 'Bearer placeholder-x' } }, 'placeholder-x'],
		['a password in an address', { url: 'wss://key:placeholder-n@host' }, 'placeholder-n'],
		['an encoded password', { url: 'wss://key:a%40placeholder@host' }, 'a@placeholder'],
		['a query of an address', { url: 'sip://host?a=1&room=placeholder-q' }, 'placeholder-q'],
		['a password in a broken address', { url: 'wss://key:placeholder-b@host:port' }, 'placeholder-b'],
		['a password in a plain setting', { base_url: 'https://u:placeholder-pw@host' }, 'placeholder-pw'],
		['a text that may be secret', { lines: [{ dial: 'placeholder-line' }] }, 'placeholder-line'],
	])('keeps %s out of an error that repeats it', async (_, configuration, secret) => {
		const body = { error: `Got ${JSON.stringify(configuration)} with ${secret}` };
		await spoil(flavour, { fault: { kind: 'status', status: 400, body } });
		const refused = await run(flavour, 'createAgent', {
			...{ provider: 'livekit', name: 'Room' },
			additionalFields: { configuration: JSON.stringify(configuration) },
		});

		expect(told(refused)).toMatch(/Got .*\*\*\*.* with \*\*\*"/);
		expect(everything([refused.error, told(refused)])).not.toMatch(/placeholder/);
	});

	test('leaves the words of an output that its configuration holds too', async () => {
		const made = await run(flavour, 'createAgent', {
			...{ provider: 'livekit', name: 'Night desk' },
			additionalFields: {
				configuration:
					'{ "transport": "livekit", "room": "Night", "url": "wss://host?Night=1", "livekit": { "api_key": "placeholder-key" } }',
				description: 'Room Night, placeholder-key',
			},
		});

		expect(made.json).toMatchObject([
			{ provider: 'livekit', name: 'Night desk', description: 'Room Night, ***' },
		]);
	});
});
