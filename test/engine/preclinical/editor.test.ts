/** What the editor asks for: the pickers of agents and test suites, and the Test button of the credential. */
import { TestRunPreclinicalApi } from '../../../credentials/TestRunPreclinicalApi.credentials';
import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { hostedVariants } from '../../../sandbox/platforms/preclinical/variants';
import { credentialTest, listSearch } from '../harness';
import { credentialTypes } from '../support';
import { FLAVOURS, preclinicalForTests, type Flavour } from './support';

const { credentials, setVariants, asked } = preclinicalForTests();

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

test('the trigger has the picker of agents too', async () => {
	const { results } = await search('hosted', 'preclinicalAgents', '', new TestRunTrigger() as never);

	expect(results).toHaveLength(3);
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
			new Set([flavour === 'hosted' ? 'GET /runs' : 'GET /api/v1/tests']),
		);
	});

	test('accepts a self-hosted address with /api/v1, as the node does', async () => {
		const { baseUrl } = credentials('selfHosted').testRunPreclinicalApi;

		expect(await press('selfHosted', { baseUrl: `${String(baseUrl)}/api/v1` })).toMatchObject({
			status: 'OK',
		});
	});

	test('refuses a wrong key', async () => {
		expect(await press('hosted', { apiKey: 'wrong-placeholder-key' })).toMatchObject({ status: 'Error' });
	});

	test('refuses an address where nothing is', async () => {
		expect(await press('selfHosted', { baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});
});
