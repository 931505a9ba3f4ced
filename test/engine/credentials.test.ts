/** The Test button of each credential, and what a node says about a credential that it cannot use. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { credentialTest, logs, nodeRun } from './harness';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

/** Presses the Test button with the sandbox's credential, changed. */
async function pressTest(name: string, changes: ICredentialDataDecryptedObject = {}) {
	const credentialType = credentialTypes.find((type) => type.name === name);
	if (credentialType === undefined) throw new Error(`There is no credential ${name}`);
	return await credentialTest({ credentialType, data: { ...credentialsFor(sandbox())[name], ...changes } });
}

/** The same, with a value of the credential computed from what it is. */
async function pressTestWith(name: string, field: string, change: (value: string) => string) {
	return await pressTest(name, { [field]: change(String(credentialsFor(sandbox())[name]?.[field])) });
}

/** The test of a schedule looks at the front page of Qodex, which is no part of any contract. */
async function allowFrontPage() {
	const seen = await sandbox().control.violations();
	expect(new Set(seen.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(['GET /']));
	await sandbox().control.clearViolations();
}

describe('the Test button', () => {
	test.each([
		['testRunCurrentsApi', 'baseUrl'],
		['testRunQodexApi', 'origin'],
		['testRunQodexScheduleApi', 'scheduleUrl'],
	])('accepts %s as it is, and with spaces and slashes around %s', async (name, field) => {
		const changes: Array<(value: string) => string> = [(url) => url, (url) => `${url}/`, (url) => ` ${url} `];
		for (const change of changes) {
			expect(await pressTestWith(name, field, change)).toMatchObject({ status: 'OK' });
		}
		if (name === 'testRunQodexScheduleApi') await allowFrontPage();
	});

	test('accepts a Currents key that may only read', async () => {
		const { readOnlyApiKey: apiKey } = sandbox().currents;

		expect(await pressTest('testRunCurrentsApi', { apiKey })).toMatchObject({ status: 'OK' });
	});

	test('asks Currents for one project, and for nothing else', async () => {
		await pressTest('testRunCurrentsApi');

		const calls = await sandbox().control.calls();
		expect(calls).toMatchObject([{ method: 'GET', path: '/projects', query: { limit: ['1'] } }]);
	});

	test.each(['401', '403'] as const)('refuses a wrong Qodex key (HTTP %s)', async (badKeyStatus) => {
		await sandbox().control.setVariants({ qodex: { badKeyStatus } });

		expect(await pressTest('testRunQodexApi', { apiKey: 'qk_wrong' })).toMatchObject({ status: 'Error' });
	});

	test('refuses a wrong Currents key', async () => {
		expect(await pressTest('testRunCurrentsApi', { apiKey: 'wrong' })).toMatchObject({ status: 'Error' });
	});

	test.each(['404', '400'] as const)(
		'accepts a Qodex key when an unknown run is told as %s',
		async (unknownRunStatus) => {
			await sandbox().control.setVariants({ qodex: { unknownRunStatus } });

			expect(await pressTest('testRunQodexApi')).toMatchObject({ status: 'OK' });
		},
	);

	test('starts no run and no schedule', async () => {
		await pressTest('testRunQodexApi');
		await pressTest('testRunQodexScheduleApi');

		expect(await sandbox().control.qodex.runs()).toEqual([]);
		expect((await sandbox().control.calls()).map(({ method }) => method)).toEqual(['GET', 'GET']);
		await allowFrontPage();
	});

	test.each([
		['testRunCurrentsApi', 'baseUrl', 'http://127.0.0.1:1/v1'],
		['testRunCurrentsApi', 'baseUrl', 'api.currents.example'],
		['testRunQodexApi', 'origin', 'http://127.0.0.1:1'],
		['testRunQodexApi', 'origin', ''],
		['testRunQodexScheduleApi', 'scheduleUrl', 'http://127.0.0.1:1/api/webhooks/schedules/placeholder'],
		['testRunQodexScheduleApi', 'scheduleUrl', 'http://127.0.0.1:1/some/other/page'],
		['testRunQodexScheduleApi', 'scheduleUrl', 'placeholder'],
	])('refuses %s with %s %j', async (name, field, value) => {
		expect(await pressTest(name, { [field]: value })).toMatchObject({ status: 'Error' });
	});

	test('refuses a path of Currents that is not the API', async () => {
		expect(
			await pressTestWith('testRunCurrentsApi', 'baseUrl', (url) => url.replace(/\/v1$/, '/v9')),
		).toMatchObject({
			status: 'Error',
		});
		await sandbox().control.clearViolations();
	});

	test.each(['testRunCurrentsApi', 'testRunQodexApi', 'testRunQodexScheduleApi'])(
		'of %s never shows what is secret',
		async (name) => {
			const secret = 'do-not-show-this-secret';
			const url = `http://127.0.0.1:1/api/webhooks/schedules/${secret}`;
			const result = await pressTest(name, { apiKey: secret, scheduleUrl: url });

			expect(result.status).toBe('Error');
			expect(JSON.stringify(result) + logs.text()).not.toContain(secret);
		},
	);
});

describe('an address that cannot be right', () => {
	const uses = [
		{
			name: 'testRunCurrentsApi',
			field: 'baseUrl',
			label: 'Base URL',
			resource: 'currents',
			operation: 'getManyProjects',
		},
		{ name: 'testRunQodexApi', field: 'origin', label: 'Base URL', resource: 'qodex', operation: 'getRun' },
		{
			name: 'testRunQodexScheduleApi',
			field: 'scheduleUrl',
			label: 'Schedule URL',
			resource: 'qodex',
			operation: 'runSchedule',
		},
	];
	const addresses: Array<[string, RegExp]> = [
		['', /must begin with http:\/\/ or https:\/\//],
		['not an address', /must begin with http:\/\/ or https:\/\//],
		['127.0.0.1:1', /must begin with http:\/\/ or https:\/\//],
		['ftp://127.0.0.1:1', /must begin with http:\/\/ or https:\/\//],
		['file:///etc/hosts', /must begin with http:\/\/ or https:\/\//],
		['javascript:alert(1)', /must begin with http:\/\/ or https:\/\//],
		['http://127.0.0.1:1/?key=placeholder', /must not have a query or a fragment/],
		['http://127.0.0.1:1/#top', /must not have a query or a fragment/],
		['http://user:placeholder@127.0.0.1:1', /must not hold a user name or password/],
	];

	test.each(uses.flatMap((use) => addresses.map(([address, complaint]) => ({ ...use, address, complaint }))))(
		'$name: $address',
		async ({ name, field, label, resource, operation, address, complaint }) => {
			const data = { ...credentialsFor(sandbox())[name], [field]: address };
			const run = await nodeRun({
				node: new TestRun(),
				parameters: { resource, operation, runId: 'run_1' },
				credentials: { [name]: data },
				credentialTypes,
			});

			expect(run.status).toBe('error');
			expect(run.error?.message).toMatch(complaint);
			expect(run.error?.message).toContain(`'${label}'`);
			expect((run.error as { description?: string }).description).toMatch(/Correct it in the credential of/);
			expect(await sandbox().control.calls()).toEqual([]);
		},
	);

	test.each([
		['', /'Project Slug' is empty/],
		['/p/web-shop/', /'Project Slug' must be the slug alone/],
	])('the project slug %j', async (projectSlug, complaint) => {
		const run = await nodeRun({
			node: new TestRun(),
			parameters: { resource: 'qodex', operation: 'startRun', environment: 'staging', scope: 'all' },
			credentials: { testRunQodexApi: { ...credentialsFor(sandbox()).testRunQodexApi, projectSlug } },
			credentialTypes,
		});

		expect(run.error?.message).toMatch(complaint);
	});
});

test.each(['', '/', '///'])('a node does not mind %j after the address', async (end) => {
	const { testRunCurrentsApi: data } = credentialsFor(sandbox());
	const run = await nodeRun({
		node: new TestRun(),
		parameters: { resource: 'currents', operation: 'getManyProjects' },
		credentials: { testRunCurrentsApi: { ...data, baseUrl: ` ${String(data?.baseUrl)}${end} ` } },
		credentialTypes,
	});

	expect(run.error).toBeNull();
	expect(run.json).toHaveLength(3);
});
