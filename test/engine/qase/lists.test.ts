/** Get Many Runs and Get Many Projects of Qase. */
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, complaint, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();

withoutRetryDelays();

describe('Get Many Runs', () => {
	test('lists the newest first, whatever the filters leave out of the total', async () => {
		for (let index = 0; index < 4; index += 1) await qase.openRun({ title: `Release ${index}` });
		const list = async (parameters: object) =>
			runsOf(await qase.run('getManyRuns', { ...parameters })).map(({ name }) => name);

		expect(await list({ limit: 2, filters: { search: 'release' } })).toEqual(['Release 3', 'Release 2']);
		expect(await list({ returnAll: true, filters: { search: 'release' } })).toEqual([
			'Release 3',
			'Release 2',
			'Release 1',
			'Release 0',
		]);
		expect(await list({ returnAll: true, filters: { search: 'no such title' } })).toEqual([]);
	});

	test('reads page after page until what is filtered is read', async () => {
		const plan = { project: PROJECT, title: 'Bulk', caseIds: [1], deliver: false };
		for (let index = 0; index < 105; index += 1) await qase.control().createRun(plan);
		await qase.sandbox().control.clearCalls();

		const runs = runsOf(await qase.run('getManyRuns', { returnAll: true, filters: { search: 'Bulk' } }));

		expect(runs).toHaveLength(105);
		expect(new Set(runs.map(({ id }) => id)).size).toBe(105);
		expect(Number(runs[0].id)).toBeGreaterThan(Number(runs[104].id));
		expect((await qase.calls()).map(({ query }) => [query.limit[0], query.offset[0]])).toEqual([
			['1', '0'],
			['100', '5'],
			['5', '0'],
		]);
	});

	describe('in a project with more runs than offsets reach', () => {
		const COUNT = 100_250;

		beforeEach(async () => {
			const many = { project: PROJECT, title: 'Bulk', count: COUNT, everyMs: 60_000 };
			await qase.control().addRuns({ ...many, from: Date.now() - COUNT * 60_000 });
			await qase.openRun({ title: 'The newest one' });
		});

		test.each(qaseVariants.timeBounds.values)(
			'the newest are found (%s filters of time)',
			async (timeBounds) => {
				await qase.setVariants({ timeBounds });
				const runs = runsOf(await qase.run('getManyRuns', { limit: 150 }));
				expect(runs[0].name).toBe('The newest one');
				const ids = runs.map(({ id }) => Number(id));
				expect(ids).toEqual(ids.map((_, index) => ids[0] - index));
			},
		);

		test('the picker shows them, and the previous run of one is found', async () => {
			expect((await qase.pick('qaseRuns')).results[0].name).toContain('The newest one');
			const { id } = await qase.endedRun({}, { title: 'Bulk' });
			const { json } = await qase.run('compareRuns', { runId: byId(id), compareWith: 'sameTitle' });
			expect(json[0].comparison).toMatchObject({ previousRun: { id: String(5 + COUNT) } });
		});
	});

	test('filters by status, environment, milestone and time', async () => {
		const list = async (filters: object) => {
			const { json, error } = await qase.run('getManyRuns', { returnAll: true, filters: { ...filters } });
			expect(error).toBeNull();
			return runsOf({ json }).map(({ id }) => Number(id));
		};
		expect(await list({ status: ['failed', 'aborted'] })).toEqual([5, 4, 2]);
		expect(await list({ environmentId: byId(2) })).toEqual([3]);
		expect(await list({ milestoneId: byId(1) })).toEqual([5]);
		const thirteenHoursAgo = new Date(Date.now() - 13 * 3_600_000).toISOString();
		expect(await list({ fromStartTime: thirteenHoursAgo })).toEqual([5, 4]);
		expect(await list({ toStartTime: thirteenHoursAgo })).toEqual([3, 2, 1]);
	});

	test('a project that does not exist', async () => {
		for (const unknownProject of qaseVariants.unknownProject.values) {
			await qase.setVariants({ unknownProject });
			const result = await qase.run('getManyRuns', { projectCode: byId('NOPE') });
			expect(complaint(result)).toContain(`(HTTP ${unknownProject}) | Qase says: "Project not found"`);
		}
	});
});

describe('Get Many Projects', () => {
	test('lists the projects', async () => {
		const { json } = await qase.run('getManyProjects', { returnAll: true });
		expect(json.map(({ code, title }) => [code, title])).toEqual([
			['SHOP', 'Web shop'],
			['APP', 'Mobile app'],
			['DOCS', 'Docs site'],
		]);
		expect((await qase.run('getManyProjects', { limit: 1 })).json).toHaveLength(1);
	});

	test('tells what Qase refuses', async () => {
		expect(complaint(await qase.run('getManyProjects', {}, { token: 'another-token' }))).toContain(
			'Could not list the projects: Qase did not accept the key (HTTP 401)',
		);
	});
});
