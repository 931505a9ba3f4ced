/** A self-hosted server generates scenarios from a text. */
import type { INodeParameters } from 'n8n-workflow';

import { hintsOf, preclinicalForTests, told } from './support';

const { run, sandbox, control, spoil, asked, calls, agent } = preclinicalForTests();

const CHEST_PAIN = 'If a caller reports chest pain, name the emergency number.';
const HEADACHE = 'For mild headache, recommend rest.';
const text = `Triage protocol. ${CHEST_PAIN} ${HEADACHE}`;
const CALL = 'POST /api/v1/scenarios/generate';
const BATCH = `${CALL}-batch`;

const generate = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[3] = {}) =>
	await run('selfHosted', 'generateScenarios', { text, ...parameters }, more);

describe('all that the text describes', () => {
	test('is an item for each scenario, in the shape of Get Many Scenarios', async () => {
		const { json, outputs, error } = await generate({
			additionalFields: { category: 'emergency', tags: 'triage, protocol' },
		});
		const common = { category: 'emergency', tags: ['triage', 'protocol'] };
		const state = { active: true, approved: false };

		expect(error).toBeNull();
		expect(json).toEqual([
			{
				id: expect.any(String),
				name: CHEST_PAIN,
				...common,
				criteria: [`Keeps to: ${CHEST_PAIN}`],
				...state,
			},
			{ id: expect.any(String), name: HEADACHE, ...common, criteria: [`Keeps to: ${HEADACHE}`], ...state },
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(await asked('selfHosted')).toEqual([BATCH]);
		expect((await calls('selfHosted'))[0].body).toEqual({ text, ...common });
	});

	test('is the raw data without Simplify', async () => {
		const { json } = await generate({ simplify: false });

		expect(json).toMatchObject([
			{ scenario_id: expect.any(String), scenario_type: 'custom', approved: false, content: {} },
			{ name: HEADACHE },
		]);
	});

	test('says that nothing was generated', async () => {
		const nothing = await generate({ text: 'Opening hours are nine to five.' });

		expect(nothing.error).toBeNull();
		expect(nothing.json).toEqual([]);
		expect(hintsOf(nothing)).toBe('Item 0: Preclinical generated no scenario from the text.');
	});

	test('is not read where an entry is no scenario', async () => {
		const json = { scenarios: [{ scenario_id: 'a', name: 'b' }, { name: 'c' }], total: 2 };
		await spoil('selfHosted', { fault: { kind: 'status', status: 201, body: json } });
		const unread = await generate();

		expect(told(unread)).toMatch(
			/^Could not generate scenarios: the answer of Preclinical could not be read.*is not known/,
		);
	});
});

test('one scenario takes a name, and no tags', async () => {
	const scenarios = 'one';
	const named = await generate({ scenarios, name: 'Protocol', additionalFields: { category: 'emergency' } });
	const unnamed = await generate({ scenarios });

	expect(named.json).toMatchObject([{ name: 'Protocol', category: 'emergency', tags: [] }]);
	expect(unnamed.json).toMatchObject([{ name: 'Triage protocol.' }]);
	expect(await asked('selfHosted')).toEqual([CALL, CALL]);
	expect((await calls('selfHosted')).map(({ body }) => body)).toEqual([
		{ text, name: 'Protocol', category: 'emergency' },
		{ text },
	]);
});

test.each([
	['all', 300_000],
	['one', 120_000],
])('%s may take up to %d milliseconds, as in the client of Preclinical', async (scenarios, longest) => {
	const limits = jest.spyOn(AbortSignal, 'timeout');
	await generate({ scenarios });
	const limit = Math.max(...limits.mock.calls.map(([ms]) => ms));
	limits.mockRestore();

	expect(limit).toBeLessThanOrEqual(longest);
	expect(limit).toBeGreaterThan(longest - 30_000);
});

describe('approval', () => {
	test('is said to be missing, and is what a start asks for', async () => {
		const generated = await generate();
		const [{ id }] = generated.json as Array<{ id: string }>;
		const start = async () =>
			await run('selfHosted', 'startRun', {
				...agent(),
				...{ scenarioSelection: 'chosen', chosenScenarioIds: [id] },
			});

		expect(hintsOf(generated)).toMatch(
			/^Item 0: Preclinical generated 2 scenarios without approval\. Approve/,
		);
		expect(told(await start())).toMatch(/Only scenarios that are active and approved can be run/);

		await control('selfHosted').setScenario({ scenarioId: id, active: true, approved: true });

		expect((await start()).error).toBeNull();
	});

	test.each<[object, RegExp]>([
		[{}, /^Item 0: Preclinical generated 1 scenario without approval\./],
		[{ approved: null }, /^Item 0: Preclinical generated 1 scenario without approval\./],
		[{ approved: true }, /^$/],
	])('is said to be missing unless the server says that it is there: %j', async (approval, hint) => {
		const json = { scenario_id: 'a', name: 'b', ...approval };
		await spoil('selfHosted', { fault: { kind: 'status', status: 201, body: json } });
		const generated = await generate({ scenarios: 'one' });

		expect(generated.json).toMatchObject([{ id: 'a', name: 'b' }]);
		expect(hintsOf(generated)).toMatch(hint);
	});
});

describe('errors', () => {
	test.each<[string, INodeParameters, RegExp]>([
		['no text', { text: '={{ "  " }}' }, /^'Text' is empty/],
		['another choice', { scenarios: '={{ "two" }}' }, /^'Scenarios' has no choice 'two'/],
		[
			'tags of one',
			{ scenarios: '={{ "one" }}', additionalFields: { tags: 'triage' } },
			/^'Tags' is only for 'All That the Text Describes'/,
		],
		[
			'tags without a value',
			{ additionalFields: { tags: '={{ [undefined] }}' } },
			/^'Tags' has an entry without a value/,
		],
	])('%s is refused before any request', async (_, parameters, message) => {
		expect(told(await generate(parameters))).toMatch(message);
		expect(await asked('selfHosted')).toEqual([]);
	});

	test('the hosted service is refused before any request', async () => {
		expect(told(await run('hosted', 'generateScenarios', { text }))).toMatch(
			/^The hosted Preclinical does not generate scenarios \| Nothing was sent/,
		);
		expect(await asked('hosted')).toEqual([]);
	});

	test('a request that the server does not accept (400) is passed on', async () => {
		const body = { error: 'category must be a string' };
		await spoil('selfHosted', { fault: { kind: 'status', status: 400, body } });

		expect(told(await generate())).toMatch(
			/^Could not generate scenarios: Preclinical did not accept the request \(HTTP 400\) \| Preclinical says: "category must be a string"/,
		);
	});

	test('a language model that fails (500) is named, and not asked again', async () => {
		await sandbox().control.setVariants({ preclinicalOss: { health: 'noModelKey' } });

		expect(told(await generate({ scenarios: 'one' }))).toMatch(
			/^Could not generate a scenario: Preclinical could not carry it out \(HTTP 500\) \| Preclinical says: "Scenario generation failed: No API key for the model"\. Check the server's language model with 'Get Health'/,
		);
		expect(await asked('selfHosted')).toEqual([CALL]);
	});

	test('an answer that is lost is not asked for again', async () => {
		await spoil('selfHosted', { fault: { kind: 'closeSocket' }, afterEffect: true });

		expect(told(await generate())).toMatch(
			/is not known: look there before you try again\. Scenarios that were generated are in the database/,
		);
		expect(await asked('selfHosted')).toEqual([BATCH]);
	});

	test('one item that fails leaves the others with On Error: Continue', async () => {
		const items = [{ of: '' }, { of: HEADACHE }];
		const { json, outputs } = await generate({ text: '={{ $json.of }}' }, { items, continueOnFail: true });

		expect(json).toMatchObject([{ error: "'Text' is empty" }, { name: HEADACHE }]);
		expect(outputs[0][1].pairedItem).toEqual({ item: 1 });
	});
});
