import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { connect, runWorkflow } from '../harness';
import { complaint, project, runsOf, useCurrents } from './setup';

const currents = useCurrents();

/** A project of its own, so that the seeded runs are not counted. */
async function emptyProject(): Promise<string> {
	return (await currents.control().createProject({ name: 'Paged' })).projectId;
}

async function manyRuns(count: number): Promise<string> {
	const projectId = await emptyProject();
	for (let n = 1; n <= count; n++) {
		const createdAt = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
		const plan = { projectId, createdAt, tests: 1, ciBuildId: `b${n}`, deliver: false };
		await currents.control().createRun(plan);
	}
	return projectId;
}

const listCalls = async () =>
	(await currents.sandbox().control.calls()).filter(({ method }) => method === 'GET');
const builds = (json: Parameters<typeof runsOf>[0]) => runsOf(json).map(({ buildId }) => buildId);

describe('Get Many Runs over pages', () => {
	test('gives as many as wanted of 120, newest first, and asks for no more than that', async () => {
		const projectId = project(await manyRuns(120));
		const expectPages = async (parameters: INodeParameters, count: number, pages: number[]) => {
			await currents.sandbox().control.clearCalls();
			const run = await currents.run('getManyRuns', { projectId, ...parameters });

			expect(builds(run)).toEqual(Array.from({ length: count }, (_, i) => `b${120 - i}`));
			expect((await listCalls()).map(({ query }) => Number(query.limit?.[0]))).toEqual(pages);
		};

		await expectPages({}, 50, [50]);
		await expectPages({ limit: 1 }, 1, [1]);
		await expectPages({ limit: 51 }, 51, [50, 1]);
		await expectPages({ limit: 119 }, 119, [50, 50, 19]);
		await expectPages({ limit: 120 }, 120, [50, 50, 20]);
		await expectPages({ limit: 500 }, 120, [50, 50, 50]);
		await expectPages({ returnAll: true }, 120, [50, 50, 50]);
		await expectPages({ returnAll: true, limit: 3 }, 120, [50, 50, 50]);
	});

	test('ends when a full page is the last one', async () => {
		const projectId = project(await manyRuns(50));

		expect((await currents.run('getManyRuns', { projectId, returnAll: true })).json).toHaveLength(50);
		expect(await listCalls()).toHaveLength(1);
	});

	test('a project without runs gives no items', async () => {
		const run = await currents.run('getManyRuns', { projectId: project(await emptyProject()) });

		expect(run).toMatchObject({ status: 'success', json: [] });
	});

	test.each([0, -1, 0.5])('refuses a limit of %d', async (limit) => {
		const run = await currents.run('getManyRuns', { projectId: project(), limit: `={{ ${limit} }}` });

		expect(complaint(run).message).toBe("'Limit' must be 1 or more");
	});

	test('gives the JSON of Currents without Simplify, and the run model with it', async () => {
		const parameters = { projectId: project(), limit: 1 };

		const raw = await currents.run('getManyRuns', { ...parameters, simplify: false });
		const simple = await currents.run('getManyRuns', parameters);

		expect(raw.json[0]).toMatchObject({ completionState: 'COMPLETE', meta: { ciBuildId: 'seed-8' } });
		expect(simple.json[0]).toMatchObject({ platform: 'currents', buildId: 'seed-8', failures: null });
	});
});

describe('Get Many Runs from a cursor', () => {
	/** The builds of 120 runs, from one to the other. */
	const buildsOf = (first: number, last: number) =>
		Array.from({ length: first - last + 1 }, (_, index) => `b${first - index}`);
	const listed = async (projectId: INodeParameters, filters: INodeParameters, more: INodeParameters) => {
		const run = await currents.run('getManyRuns', { projectId, filters, simplify: false, ...more });
		expect(run.error).toBeNull();
		return run.json as Array<{ cursor: string; meta: { ciBuildId: string } }>;
	};
	const cursorOf = async (projectId: INodeParameters, build: number) => {
		const all = await listed(projectId, {}, { returnAll: true });
		return all.find(({ meta }) => meta.ciBuildId === `b${build}`)!.cursor;
	};
	const buildIds = (runs: Array<{ meta: { ciBuildId: string } }>) => runs.map(({ meta }) => meta.ciBuildId);

	test('lists older runs, over pages, or at most a page of newer ones', async () => {
		const projectId = project(await manyRuns(120));
		const startingAfter = await cursorOf(projectId, 100);
		const endingBefore = await cursorOf(projectId, 60);

		expect(buildIds(await listed(projectId, { startingAfter }, { returnAll: true }))).toEqual(
			buildsOf(99, 1),
		);
		expect(buildIds(await listed(projectId, { startingAfter }, { limit: 2 }))).toEqual(['b99', 'b98']);
		expect(buildIds(await listed(projectId, { endingBefore }, { limit: 2 }))).toEqual(['b62', 'b61']);
		expect(buildIds(await listed(projectId, { endingBefore }, { returnAll: true }))).toEqual(
			buildsOf(110, 61),
		);
	});

	test('refuses both cursors at once', async () => {
		const filters = { startingAfter: 'c1', endingBefore: 'c2' };
		const run = await currents.run('getManyRuns', { projectId: project(), filters });

		expect(complaint(run).message).toBe("'Ending Before' cannot be combined with 'Starting After'");
		expect(await listCalls()).toEqual([]);
	});

	// Without a cursor the list begins anew, so a loop over pages would never end.
	test.each([
		['getManyRuns', 'startingAfter', 'Starting After', '={{ $json.cursor }}'],
		['getManyRuns', 'endingBefore', 'Ending Before', '={{ $json.cursor }}'],
		['getManyRuns', 'startingAfter', 'Starting After', "={{ '' }}"],
		['getManyRuns', 'startingAfter', 'Starting After', ''],
		['getManyTestResults', 'startingAfter', 'Starting After', '={{ $json.cursor }}'],
		['getManyTestResults', 'endingBefore', 'Ending Before', ''],
	])('%s refuses an added %s without a value (%s, %s)', async (operation, name, label, value) => {
		const test = { testBy: 'signature', signature: 's1' };
		const where = operation === 'getManyRuns' ? { projectId: project() } : test;

		const { message, description } = complaint(
			await currents.run(operation, { ...where, filters: { [name]: value } }),
		);

		expect(message).toBe(`'${label}' is empty`);
		expect(description).toMatch(/Turn off Simplify in the node that lists.*remove the filter\.$/);
		expect(await listCalls()).toEqual([]);
	});
});

describe('Get Many Runs filters', () => {
	const control = currents.control;
	let projectId: string;

	beforeEach(async () => {
		projectId = await emptyProject();
		const run = async (plan: Partial<Parameters<ReturnType<typeof control>['createRun']>[0]>) =>
			(await control().createRun({ projectId, tests: 4, deliver: false, ...plan })).run.runId;
		const finish = async (
			runId: string,
			outcome: 'passed' | 'failed' | 'canceled' | 'timedOut',
			group?: string,
		) => await control().finishRun({ runId, outcome, group, deliver: false });
		await finish(
			await run({ ciBuildId: 'green', tags: ['smoke', 'web'], createdAt: '2026-03-01T10:00:00Z' }),
			'passed',
		);
		await finish(
			await run({
				ciBuildId: 'red',
				tags: ['smoke'],
				branch: 'release/7',
				createdAt: '2026-03-02T10:00:00Z',
			}),
			'failed',
		);
		const canceled = { ciBuildId: 'stopped', author: 'Robin', createdAt: '2026-03-03T10:00:00Z' };
		await finish(await run(canceled), 'canceled');
		const late = { ciBuildId: 'late', author: 'Kim, the builder', createdAt: '2026-03-04T10:00:00Z' };
		await finish(await run(late), 'timedOut');
		await run({ ciBuildId: 'going', pullRequest: '128', createdAt: '2026-03-05T10:00:00Z' });
		const groups = ['one', 'two'];
		const failing = await run({ ciBuildId: 'failing', message: 'fix: Rounding', groups, tags: ['web'] });
		await finish(failing, 'failed', 'one');
	});

	const found = async (filters: INodeParameters) =>
		builds(await currents.run('getManyRuns', { projectId: project(projectId), returnAll: true, filters }));

	const everything = ['failing', 'going', 'late', 'stopped', 'red', 'green'];

	describe('take', () => {
		test.each<[string, INodeParameters, string[]]>([
			['none', {}, everything],
			['authors', { authors: 'Robin' }, ['stopped']],
			['two authors', { authors: ' Robin , Release bot' }, ['failing', 'going', 'stopped', 'red', 'green']],
			['an author with a comma', { authors: '={{ ["Kim, the builder"] }}' }, ['late']],
			['a branch', { branches: 'release/7' }, ['red']],
			['branches', { branches: 'release/7,main' }, everything],
			['a status', { status: ['FAILED'] }, ['red']],
			['an early status', { status: ['FAILING'] }, ['failing']],
			['two statuses', { status: ['RUNNING', 'FAILING'] }, ['failing', 'going']],
			['a completion state', { completionState: ['TIMEOUT'] }, ['late']],
			['two completion states', { completionState: ['CANCELED', 'COMPLETE'] }, ['stopped', 'red', 'green']],
			['a tag', { tags: 'smoke' }, ['red', 'green']],
			['all of the tags', { tags: 'smoke, web' }, ['green']],
			['any of the tags', { tags: 'smoke, web', tagOperator: 'OR' }, ['failing', 'red', 'green']],
			['search in the message', { search: 'rounding' }, ['failing']],
			['search in the build', { search: 'GREEN' }, ['green']],
			['a pull request', { prId: '128' }, ['going']],
			['created after', { dateStart: '2026-03-04T10:00:00.000Z' }, ['failing', 'going', 'late']],
			['created before', { dateEnd: '2026-03-02T10:00:00+00:00' }, ['green']],
			['a time of another zone', { dateEnd: '2026-03-02T12:00:01+02:00' }, ['red', 'green']],
			['a date', { dateStart: '2026-03-05' }, ['failing', 'going']],
			['a time of the expression language', { dateStart: '={{ $now.minus({ hours: 1 }) }}' }, ['failing']],
			['several at once', { tags: 'smoke', status: ['PASSED'], dateEnd: '2026-03-02' }, ['green']],
			['what fits no run', { tags: 'smoke', branches: 'nowhere' }, []],
		])('%s', async (_, filters, expected) => {
			expect(await found(filters)).toEqual(expected);
		});

		test('take a time from the date picker as one in the time zone of the workflow', async () => {
			const node = new TestRun();
			const type = 'n8n-nodes-test-runs.testRun';
			// 15:30 in Kolkata is 10:00 in UTC.
			const filters = { dateStart: '2026-03-02T15:30:00', dateEnd: '2026-03-02T15:31:00' };
			const parameters = {
				resource: 'currents',
				operation: 'getManyRuns',
				projectId: project(projectId),
				filters,
			};
			const run = await runWorkflow({
				...currents.settings(),
				nodeTypes: { [type]: node },
				workflow: {
					nodes: [
						{ name: 'Start', type: 'test.start' },
						{ name: 'Runs', type, parameters },
					],
					connections: connect(['Start', 'Runs']),
					settings: { timezone: 'Asia/Kolkata' },
				},
			});

			expect(run.items('Runs').map(({ buildId }) => buildId)).toEqual(['red']);
		});

		test('take lists as well as texts', async () => {
			expect(
				await found({ branches: '={{ ["release/7"] }}', status: '={{ ["FAILED", "PASSED"] }}' }),
			).toEqual(['red']);
		});
	});

	describe('keep', () => {
		test('keep to it on every page', async () => {
			const all = await manyRuns(60);
			await control().createRun({ projectId: all, ciBuildId: 'other', branch: 'other', deliver: false });

			const parameters = { projectId: project(all), returnAll: true, filters: { branches: 'main' } };
			const run = await currents.run('getManyRuns', parameters);

			expect(run.json).toHaveLength(60);
			expect(builds(run)).not.toContain('other');
		});

		test.each([
			['Created After', { dateStart: 'yesterday' }],
			['Created Before', { dateEnd: '2026-13-01T00:00:00Z' }],
		])('refuse a senseless time under %s', async (label, filters) => {
			const run = await currents.run('getManyRuns', { projectId: project(), filters });

			expect(complaint(run).message).toBe(`'${label}' is not a date: ${Object.values(filters)[0]}`);
			expect(complaint(run).description).toContain('ISO 8601');
			expect(await currents.calls()).toEqual([]);
		});
	});
});
