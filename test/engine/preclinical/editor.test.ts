/** What the editor asks for: the pickers, and the Test button of the credential. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { TestRunPreclinicalApi } from '../../../credentials/TestRunPreclinicalApi.credentials';
import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { credentialTest, listSearch, loadOptions } from '../harness';
import { credentialTypes } from '../support';
import { FLAVOURS, preclinicalForTests, type Flavour } from './support';

const { sandbox, control, credentials, setVariants, asked, run } = preclinicalForTests();

const search = async (flavour: Flavour, method: string, filter?: string, node = new TestRun()) =>
	await listSearch({
		node,
		method,
		filter,
		parameters: { resource: 'preclinical', operation: 'startRun', platform: 'preclinical' },
		credentials: credentials(flavour),
		credentialTypes,
	});

describe.each(FLAVOURS)('the picker of agents, %s', (flavour) => {
	test('lists all, sorted, and finds by name or ID', async () => {
		const { results } = await search(flavour, 'preclinicalAgents');
		const [triage] = results;

		expect(results.map(({ name }) => name)).toEqual([
			'After-hours triage',
			'Appointment desk',
			'Prescription line',
		]);
		expect((await search(flavour, 'preclinicalAgents', 'TRIAGE')).results).toEqual([triage]);
		expect((await search(flavour, 'preclinicalAgents', String(triage.value))).results).toEqual([triage]);
		expect((await search(flavour, 'preclinicalAgents', 'no such')).results).toEqual([]);
	});
});

test.each(FLAVOURS)('the picker of agents offers only active ones: %s', async (flavour) => {
	const [{ id: agentId }] = await control(flavour).agents();
	await control(flavour).setAgent({ agentId, active: false });
	const { results } = await search(flavour, 'preclinicalAgents');

	expect(results.map(({ name }) => name)).toEqual(['After-hours triage', 'Prescription line']);
	const all = await search(flavour, 'preclinicalAllAgents');
	expect(all.results.map(({ name }) => name)).toEqual([
		'After-hours triage',
		'Appointment desk (Inactive)',
		'Prescription line',
	]);
});

describe('the pickers of scenarios and tags', () => {
	const load = async (flavour: Flavour, method: string) =>
		await loadOptions({
			node: new TestRun(),
			method,
			parameters: { resource: 'preclinical', operation: 'startRun' },
			credentials: credentials(flavour),
			credentialTypes,
		});

	test('offer the active scenarios by name', async () => {
		const [first] = await control('selfHosted').scenarios();
		await control('selfHosted').setScenario({ scenarioId: first.id, active: false });
		const offered = await load('selfHosted', 'preclinicalScenarios');
		const names = offered.map(({ name }) => name);

		expect(names).toHaveLength(23);
		expect(names).not.toContain(first.name);
		expect(names).toEqual([...names].sort());
		expect(offered[0]).toEqual({
			name: 'Asking about a neighbour, a caller in a hurry',
			value: expect.stringMatching(/^[0-9a-f-]{36}$/),
			description: 'office, privacy',
		});
	});

	test('search the active scenarios by name or ID', async () => {
		const [off, found] = await control('selfHosted').scenarios();
		await control('selfHosted').setScenario({ scenarioId: off.id, active: false });
		const names = async (filter: string) =>
			(await search('selfHosted', 'preclinicalScenarioSearch', filter)).results.map(({ name }) => name);

		expect(await names('')).toHaveLength(23);
		expect(await names(found.name.toUpperCase())).toEqual([found.name]);
		expect(await names(found.id)).toEqual([found.name]);
		expect(await names(off.id)).toEqual([]);
	});

	test('tell scenarios of one name apart by their IDs', async () => {
		const [one, other, third] = await control('selfHosted').scenarios();
		await run('selfHosted', 'updateScenario', { scenarioId: other.id, updateFields: { name: one.name } });
		const twins = [one, other].map(({ id }) => [`${one.name} (${id})`, id]);
		const listed = (await load('selfHosted', 'preclinicalScenarios')).map(({ name, value }) => [value, name]);
		const found = (await search('selfHosted', 'preclinicalScenarioSearch', one.name)).results;

		for (const [name, id] of twins) {
			expect(listed).toContainEqual([id, name]);
			expect(found).toContainEqual({ name, value: id });
		}
		expect(listed).toContainEqual([third.id, third.name]);
	});

	test('offer the tags that scenarios have', async () => {
		expect(await load('selfHosted', 'preclinicalTags')).toEqual([
			{ name: 'appointment', value: 'appointment', description: '3 scenarios' },
			{ name: 'emergency', value: 'emergency', description: '9 scenarios' },
			{ name: 'prescription', value: 'prescription', description: '6 scenarios' },
			{ name: 'privacy', value: 'privacy', description: '6 scenarios' },
		]);
	});

	test.each(['preclinicalScenarios', 'preclinicalTags'])(
		'say that the hosted service lists none, before any request: %s',
		async (method) => {
			await expect(load('hosted', method)).rejects.toThrow(/hosted Preclinical does not list its scenarios/);
			expect(await asked('hosted')).toEqual([]);
		},
	);
});

test('the trigger has the picker of agents too', async () => {
	const { results } = await search('hosted', 'preclinicalAgents', '', new TestRunTrigger() as never);

	expect(results).toHaveLength(3);
});

describe('the picker of webhooks', () => {
	test('lists them by description or host, with their state and their agent', async () => {
		const { webhooks, deleteWebhook, addWebhook } = sandbox().control.preclinical;
		for (const { id } of await webhooks()) await deleteWebhook({ webhookId: id });
		const [agent] = await control('hosted').agents();
		const url = `https://n8n.example.com/hook?token=${'0'.repeat(64)}`;
		const all = await addWebhook({ url });
		const one = await addWebhook({ url, description: 'Nightly', agentId: agent.id, enabled: false });

		expect((await search('hosted', 'preclinicalWebhooks')).results).toEqual([
			{ name: `https://n8n.example.com (${all.id})`, value: all.id },
			{ name: `Nightly (disabled) [${agent.name}]`, value: one.id },
		]);
		expect((await search('hosted', 'preclinicalWebhooks', 'nightly')).results).toHaveLength(1);
	});

	test('says that a self-hosted server has none, before any request', async () => {
		await expect(search('selfHosted', 'preclinicalWebhooks')).rejects.toThrow(
			'Webhooks exist only in the hosted Preclinical',
		);
		expect(await asked('selfHosted')).toEqual([]);
	});
});

describe('the picker of test suites', () => {
	test.each(hostedVariants.testSuitesShape.values)(
		'reads a list in the shape %s',
		async (testSuitesShape) => {
			await setVariants({ testSuitesShape });
			const { results } = await search('hosted', 'preclinicalTestSuites', 'emerg');

			expect(results).toEqual([{ name: 'Emergencies', value: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
		},
	);

	test('says that a self-hosted server lists none, before any request', async () => {
		await expect(search('selfHosted', 'preclinicalTestSuites')).rejects.toThrow(
			/self-hosted Preclinical does not list its test suites/,
		);
		expect(await asked('selfHosted')).toEqual([]);
	});
});

describe('the Test button', () => {
	const press = async (flavour: Flavour, changes: Record<string, string> = {}) =>
		await credentialTest({
			credentialType: new TestRunPreclinicalApi(),
			data: credentials(flavour, changes).testRunPreclinicalApi,
		});

	test.each(FLAVOURS)('accepts %s, with spaces and slashes around the address', async (flavour) => {
		const { baseUrl } = credentials(flavour).testRunPreclinicalApi;
		for (const url of [baseUrl, `${String(baseUrl)}/`, ` ${String(baseUrl)} `]) {
			expect(await press(flavour, { baseUrl: String(url) })).toMatchObject({ status: 'OK' });
		}
		expect(new Set(await asked(flavour))).toEqual(
			new Set([flavour === 'hosted' ? 'GET /runs' : 'GET /health']),
		);
	});

	test('accepts a self-hosted address with /api/v1, as the node does', async () => {
		const { baseUrl } = credentials('selfHosted').testRunPreclinicalApi;

		expect(await press('selfHosted', { baseUrl: `${String(baseUrl)}/api/v1` })).toMatchObject({
			status: 'OK',
		});
	});

	test('refuses a wrong key', async () => {
		expect(await press('hosted', { apiKey: 'wrong-placeholder-key' })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^Preclinical did not accept the API key/),
		});
	});

	test.each(['noModelKey', 'noDatabase'] as const)(
		'says of a server that is not ready (%s) what works and where it says more',
		async (health) => {
			await sandbox().control.setVariants({ preclinicalOss: { health } });

			expect(await press('selfHosted')).toEqual({
				status: 'Error',
				message: expect.stringMatching(
					/^The address is right, .*a model key is missing, .*\/health says which/,
				),
			});
		},
	);

	describe('of another server', () => {
		let server: Server;
		afterEach(async () => await new Promise((resolve) => server.close(resolve)));

		/** The address of a web server that has a page for every path. */
		async function pages(status: number): Promise<string> {
			server = createServer((_, answer) => {
				answer.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello</p>');
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		}

		test.each(FLAVOURS)('refuses what answers with a page: %s', async (flavour) => {
			expect(await press(flavour, { baseUrl: await pages(200) })).toEqual({
				status: 'Error',
				message: expect.stringMatching(/it is not Preclinical: it sent a page, not JSON/),
			});
		});

		test.each(FLAVOURS)('refuses what is not found: %s', async (flavour) => {
			expect(await press(flavour, { baseUrl: await pages(404) })).toEqual({
				status: 'Error',
				message: expect.stringMatching(/it is not Preclinical \(HTTP 404\)/),
			});
		});
	});

	test('refuses an address where nothing is', async () => {
		expect(await press('selfHosted', { baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});
});
