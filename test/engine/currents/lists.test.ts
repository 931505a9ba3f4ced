import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { TestFailure } from '../../../core/model/TestRun';
import { credentialTest, listSearch } from '../harness';
import { credentialTypes } from '../support';
import { complaint, NO_RUN, project, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

describe('Get Project', () => {
	test('gives the project', async () => {
		const { json } = await currents.run('getProject', { projectId: project() });

		expect(json).toMatchObject([{ projectId: 'shop01', name: 'Web shop', defaultBranchName: 'main' }]);
	});

	test('says when there is none', async () => {
		expect(complaint(await currents.run('getProject', { projectId: project('nothing') })).message).toBe(
			'Could not read the project: Currents did not find it (HTTP 404)',
		);
	});
});

describe('Get Many Failures', () => {
	const failing = async (failures: number, plan = {}) =>
		(await currents.endedRun(plan, { outcome: 'failed', failures })).runId;

	test('gives one item for each failed test', async () => {
		const run = await currents.run('getManyFailures', { runId: await failing(5) });

		const failures = run.json as unknown as TestFailure[];
		expect(failures.map(({ suite, title }) => `${suite} > ${title}`)).toEqual([
			'checkout > pays with a saved card',
			'checkout > pays on invoice',
			'checkout > refuses an expired card',
			'checkout > shows the total with delivery',
			'search > narrows by price',
		]);
		expect(new Set(failures.map(({ fingerprint }) => fingerprint)).size).toBe(5);
		expect(run.outputs[0]?.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});

	test('the failures of all groups come: in each a test of its own, with the same problem', async () => {
		const runId = await failing(4, { groups: ['chromium', 'firefox'], tests: 2 });

		const { json } = await currents.run('getManyFailures', { runId });

		expect(json.map(({ group }) => group)).toEqual(['chromium', 'chromium', 'firefox', 'firefox']);
		expect(new Set(json.map(({ testKey }) => testKey)).size).toBe(4);
		expect(new Set(json.map(({ fingerprint }) => fingerprint)).size).toBe(2);
	});

	describe('of a run in which some could not be read', () => {
		/** A run of which the first spec file, with 4 of the failed tests, cannot be understood. */
		const partly = async (failures: number) => {
			const ended = await currents.endedRun({}, { outcome: 'failed', failures });
			const [{ instanceId }] = ended.specs;
			const body = { status: 'OK', data: { instanceId, results: {} } };
			const fault = { kind: 'status' as const, status: 200, body };
			await currents.fault({ match: { path: `/instances/${instanceId}` }, fault });
			return ended.runId;
		};
		const note =
			'tests/checkout/payment.spec.ts (chromium): 4 failed tests are counted, but none of them could be read.';

		test('every item says so', async () => {
			const run = await currents.run('getManyFailures', { runId: await partly(6) });

			expect(run.json).toMatchObject([
				{ title: 'narrows by price', failuresNote: note },
				{ title: 'keeps filters over paging', failuresNote: note },
			]);
		});

		test('it is an error when there is no item to say so', async () => {
			const run = await currents.run('getManyFailures', { runId: await partly(4) });

			expect(complaint(run)).toEqual({
				message: 'The failures of the run could not be read',
				description: note,
			});
		});

		test('a list that is only cut says nothing', async () => {
			const runId = await failing(5);

			const { json } = await currents.run('getManyFailures', { runId, limit: 2 });

			expect(json).toHaveLength(2);
			for (const item of json) expect(item).not.toHaveProperty('failuresNote');
		});
	});

	test.each([
		[{ limit: 1 }, 1],
		[{ limit: 60 }, 60],
		[{}, 50],
		[{ limit: 500 }, 120],
		[{ returnAll: true }, 120],
	])('%j gives %d of 120', async (parameters, count) => {
		const runId = await failing(120, { tests: 150 });

		expect((await currents.run('getManyFailures', { runId, ...parameters })).json).toHaveLength(count);
	});

	test('a green run gives no item', async () => {
		const { runId } = await currents.endedRun();

		expect(await currents.run('getManyFailures', { runId })).toMatchObject({ status: 'success', json: [] });
	});

	test('the failed tests of a run that was stopped come, too', async () => {
		const { runId } = await currents.endedRun({}, { outcome: 'canceled', failures: 2 });

		expect((await currents.run('getManyFailures', { runId })).json).toHaveLength(2);
	});

	test('a run without groups stands in one that is called like its build, which is no group', async () => {
		const keys = async () => {
			const runId = await failing(2, { projectId: 'mobl02' });
			const { json } = await currents.run('getManyFailures', { runId });
			expect(json.map(({ group }) => group)).toEqual([null, null]);
			return json.map(({ testKey }) => testKey);
		};

		expect(await keys()).toEqual(await keys());
	});

	test('reads Cypress errors as well', async () => {
		const runId = await failing(8, { projectId: 'mobl02' });

		const failures = (await currents.run('getManyFailures', { runId })).json as unknown as TestFailure[];

		expect(failures).toHaveLength(8);
		for (const { error, attempts } of failures) {
			expect(error.message).toMatch(/Error: /);
			expect(attempts).toBe(1);
		}
	});

	test('fails as a whole when a spec file cannot be read', async () => {
		const runId = await failing(5);
		await currents.fault({ match: { path: '/instances' }, fault: { kind: 'status', status: 400 } });

		const run = await currents.run('getManyFailures', { runId });

		expect(complaint(run).message).toBe(
			'Could not read the results of a spec file: Currents did not accept the request (HTTP 400)',
		);
	});

	test.each([
		['an unknown run', { runId: NO_RUN }, 'Could not read the run: Currents did not find it (HTTP 404)'],
		['no run', { runId: '={{ "" }}' }, "'Run ID' is empty"],
		['a limit of 0', { runId: NO_RUN, limit: '={{ 0 }}' }, "'Limit' must be 1 or more"],
		['a limit that is a word', { runId: NO_RUN, limit: '={{ "all" }}' }, "'Limit' is not a number"],
	])('refuses %s', async (_, parameters, message) => {
		expect(complaint(await currents.run('getManyFailures', parameters)).message).toBe(message);
	});
});

describe('Get Many Projects', () => {
	const manyProjects = async (count: number) => {
		for (let n = 4; n <= count; n++) await currents.control().createProject({ name: `Project ${n}` });
	};

	test('gives the projects as Currents does', async () => {
		const { json } = await currents.run('getManyProjects', { limit: 1 });

		const known = (await currents.control().projects()).at(-1);
		expect(json).toEqual([{ ...known, cursor: expect.any(String) }]);
	});

	test('gives as many as wanted, over several pages', async () => {
		await manyProjects(120);
		const count = async (parameters: object) =>
			(await currents.run('getManyProjects', { ...parameters })).json.length;

		expect(await count({})).toBe(50);
		expect(await count({ limit: 2 })).toBe(2);
		expect(await count({ limit: 101 })).toBe(101);
		expect(await count({ returnAll: true })).toBe(120);
	});

	test('refuses a limit below 1', async () => {
		const run = await currents.run('getManyProjects', { limit: '={{ -3 }}' });

		expect(complaint(run).message).toBe("'Limit' must be 1 or more");
	});

	test('says so when the key is wrong', async () => {
		const run = await currents.run('getManyProjects', {}, { apiKey: 'a-wrong-placeholder-key' });

		expect(complaint(run)).toEqual({
			message: 'Could not list the projects: Currents did not accept the key (HTTP 401)',
			description:
				'Currents says: "Invalid authentication credentials". Check the API key in the credential. ' +
				'Keys are made in Currents under Organization > API Keys.',
		});
	});

	describe.each([
		['Test Run', () => new TestRun(), { resource: 'currents', operation: 'findRun' }],
		['Test Run Trigger', () => new TestRunTrigger(), { platform: 'currents', projectId: project('') }],
	])('the project picker of %s', (_, node, parameters) => {
		const search = async (filter?: string, apiKey?: string) =>
			await listSearch({
				node: node(),
				method: 'currentsProjects',
				parameters,
				filter,
				...currents.settings({ apiKey }),
			});

		test('lists all projects by name, over pages', async () => {
			await manyProjects(60);

			const { results } = await search();

			expect(results).toHaveLength(60);
			expect(results[0]).toEqual({ name: 'Docs site', value: 'docs03' });
		});

		test.each([
			['WEB', ['shop01']],
			[' mobl02 ', ['mobl02']],
			['s', ['docs03', 'shop01']],
			['nothing', []],
		])('finds %j', async (filter, values) => {
			expect((await search(filter)).results.map(({ value }) => value)).toEqual(values);
		});

		test('says what is wrong', async () => {
			await expect(search('', 'a-wrong-placeholder-key')).rejects.toThrow(
				'did not accept the key (HTTP 401)',
			);
		});
	});
});

describe('the Test button of the credential', () => {
	const [credentialType] = credentialTypes;
	const press = async (changes: { apiKey?: string; baseUrl?: string } = {}) => {
		const { testRunCurrentsApi: data } = currents.settings(changes).credentials;
		return await credentialTest({ credentialType: credentialType!, data: data! });
	};

	test('accepts both levels of keys, and a slash at the end of the address', async () => {
		const { baseUrl, readOnlyApiKey: apiKey } = currents.sandbox().currents;

		expect((await press()).status).toBe('OK');
		expect((await press({ apiKey, baseUrl: `${baseUrl}/ ` })).status).toBe('OK');
	});

	test('refuses a wrong key', async () => {
		expect((await press({ apiKey: 'a-wrong-placeholder-key' })).status).toBe('Error');
	});
});
