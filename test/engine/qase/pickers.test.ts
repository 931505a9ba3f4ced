/** The lists behind Qase's resource locators, and the Test button of its credential. */
import { TestRunQaseApi } from '../../../credentials/TestRunQaseApi.credentials';
import { credentialTest } from '../harness';
import { PROJECT, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

describe('lists', () => {
	const names = async (method: string, filter?: string) =>
		(await qase.pick(method, { filter })).results.map(({ name }) => name);

	test('projects by title or code', async () => {
		expect(await qase.pick('qaseProjects')).toEqual({
			results: [
				{ name: 'Docs site (DOCS)', value: 'DOCS' },
				{ name: 'Mobile app (APP)', value: 'APP' },
				{ name: 'Web shop (SHOP)', value: 'SHOP' },
			],
		});
		expect(await names('qaseProjects', 'shop')).toEqual(['Web shop (SHOP)']);
	});

	test('runs, the newest first', async () => {
		expect(await names('qaseRuns', 'nightly')).toEqual([
			'#5 Nightly regression (failed)',
			'#2 Nightly regression (failed)',
			'#1 Nightly regression (passed)',
		]);
		expect(await names('qaseRuns')).toHaveLength(5);
	});

	test.each([
		['qasePlans', 'smo', ['Smoke'], 2],
		['qaseEnvironments', 'prod', ['Production'], 2],
		['qaseMilestones', 'summer', ['Summer release'], 2],
		['qaseConfigurations', 'fire', ['Browser: Firefox'], 3],
	])('%s by title', async (method, filter, found, all) => {
		expect(await names(method, filter)).toEqual(found);
		expect(await names(method)).toHaveLength(all);
	});

	test('severities, which are of the whole workspace', async () => {
		expect(await qase.pick('qaseSeverities', { filter: 'maj' })).toEqual({
			results: [{ name: 'Major', value: '3' }],
		});
		expect(await names('qaseSeverities')).toHaveLength(7);
	});

	test('are not waited for when Qase asks to be left alone for a minute: the error comes at once', async () => {
		await qase.fault({ fault: { kind: 'status', status: 429 } });
		await expect(qase.pick('qaseRuns')).rejects.toMatchObject({
			message: 'Could not list the runs: Qase asks for fewer requests (HTTP 429)',
			description: 'Qase says: "API rate limit exceeded.". Try again in 60 seconds.',
		});
		expect(await qase.calls()).toHaveLength(1);
	});

	test('cases by search, page by page', async () => {
		const titles = Array.from({ length: 130 }, (_, index) => `opens article ${index + 1}`);
		await qase.control().addCases({ project: PROJECT, titles });

		const first = await qase.pick('qaseCases', { filter: 'article' });
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'opens article 1', value: '13' });
		const second = await qase.pick('qaseCases', { filter: 'article', page: String(first.paginationToken) });
		expect(second.results).toHaveLength(30);
		expect(second.paginationToken).toBeUndefined();
	});

	test('groups of configurations', async () => {
		expect(await qase.pick('qaseGroups', { filter: 'lang' })).toEqual({
			results: [{ name: 'Language', value: '2' }],
		});
	});

	test('authors by name, without those who have left', async () => {
		expect(await qase.pick('qaseAuthors')).toEqual({
			results: [
				{ name: 'Ada (ada@example.com)', value: '101' },
				{ name: 'Ben (ben@example.com)', value: '102' },
			],
		});
		expect(await names('qaseAuthors', 'be')).toEqual(['Ben (ben@example.com)']);
		expect((await qase.calls())[1].query).toMatchObject({ type: ['user'], search: ['be'] });
	});

	describe('defects', () => {
		const add = async (count: number, title: string) => {
			for (let index = 0; index < count; index += 1)
				await qase.control().addDefect({ project: PROJECT, title: `${title} ${index + 1}` });
		};

		test('the newest first, page by page', async () => {
			expect(await qase.pick('qaseDefects')).toEqual({ results: [] });
			await add(130, 'No invoice');
			const first = await qase.pick('qaseDefects');
			expect(first.results[0]).toEqual({ name: '#130 No invoice 130 (open)', value: '130' });
			expect(first.results).toHaveLength(100);
			const second = await qase.pick('qaseDefects', { page: String(first.paginationToken) });
			expect(second.results.map(({ value }) => value)).toEqual([...Array(30).keys()].map((n) => `${30 - n}`));
			expect(second.paginationToken).toBeUndefined();
		});

		test('by title, beyond the first page', async () => {
			await add(1, 'Wrong total');
			await add(120, 'No invoice');
			expect(await qase.pick('qaseDefects', { filter: 'total' })).toEqual({
				results: [{ name: '#1 Wrong total 1 (open)', value: '1' }],
			});
		});
	});

	test.each([
		'qaseRuns',
		'qasePlans',
		'qaseEnvironments',
		'qaseCases',
		'qaseConfigurations',
		'qaseGroups',
		'qaseDefects',
		'qaseRunFields',
	])('%s asks for the project first', async (method) => {
		await expect(qase.pick(method, { project: '' })).rejects.toThrow('Choose the project first');
	});

	test('a project that does not exist', async () => {
		await expect(qase.pick('qasePlans', { project: 'NOPE' })).rejects.toThrow('Could not list the plans');
	});
});

describe('the credential test', () => {
	const tested = async (changes: object) => {
		const { credentials } = qase.settings();
		return await credentialTest({
			credentialType: new TestRunQaseApi(),
			data: { ...credentials.testRunQaseApi, ...changes },
		});
	};

	test('accepts the token, however the origin is pasted', async () => {
		const { origin } = qase.sandbox().qase;
		for (const pasted of [origin, `${origin}/`, `${origin}/v1`, ` ${origin}/v1/ `, `${origin}/v2`]) {
			expect(await tested({ origin: pasted })).toMatchObject({ status: 'OK' });
		}
	});

	test('refuses a wrong token', async () => {
		expect(await tested({ token: 'wrong' })).toMatchObject({ status: 'Error' });
	});

	test('refuses an answer that says so in its body', async () => {
		await qase.fault({ fault: { kind: 'status', status: 200, body: { status: false, errorMessage: 'No' } } });
		expect(await tested({})).toEqual({ status: 'Error', message: 'Qase did not accept the token' });
	});
});
