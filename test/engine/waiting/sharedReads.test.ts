/** Many runs awaited together, where the platform can list them: requests are pages, not runs. */
import { waitingForTests, WAIT } from './support';

const { sandbox, run, start, calls } = waitingForTests();

const QUICK = { minPollSeconds: 0.3, maxPollSeconds: 0.3 };
const RUNS = 30;

const PLATFORMS = {
	currents: {
		create: async () => {
			const { projectId } = sandbox().currents;
			const { run: created } = await sandbox().control.currents.createRun({ projectId, deliver: false });
			return created.runId;
		},
		end: async (runId: string) =>
			void (await sandbox().control.currents.finishRun({
				runId,
				outcome: 'failed',
				failures: 1,
				deliver: false,
			})),
		parameters: { runId: '={{ $json.id }}' },
		list: /^GET \/projects\/[^/]+\/runs$/,
	},
	qase: {
		create: async () => {
			const { projectCode: project } = sandbox().qase;
			const created = await sandbox().control.qase.createRun({ project, title: 'Nightly', deliver: false });
			return String((created as { run: { id: number } }).run.id);
		},
		end: async (runId: string) =>
			void (await sandbox().control.qase.finishRun({
				project: sandbox().qase.projectCode,
				runId: Number(runId),
				outcome: 'failed',
				failures: 1,
				deliver: false,
			})),
		parameters: {
			projectCode: { __rl: true, mode: 'code', value: 'SHOP' },
			runId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		},
		list: /^GET \/v1\/run\/[^/]+$/,
	},
	preclinical: {
		create: async () => (await sandbox().control.preclinical.createRun({ scenarios: 3 })).id,
		end: async (runId: string) =>
			void (await sandbox().control.preclinical.finishRun({ runId, outcome: 'completed', failures: 1 })),
		parameters: { runId: '={{ $json.id }}' },
		list: /^GET \/runs$/,
	},
} as const;

describe.each(['currents', 'qase', 'preclinical'] as const)('%s', (platform) => {
	const { create, end, parameters, list } = PLATFORMS[platform];
	const wait = { resource: platform, operation: 'waitForRun', ...parameters, options: QUICK };
	const counted = async () => {
		const all = (await calls(platform)).filter((call) => call.startsWith('GET'));
		const lists = all.filter((call) => list.test(call)).length;
		return { lists, alone: all.length - lists };
	};
	const created = async (count: number) => {
		const ids: string[] = [];
		while (ids.length < count) ids.push(await create());
		return ids;
	};
	const untilLists = async (count: number) => {
		while ((await counted()).lists < count) await new Promise((resolve) => setTimeout(resolve, 20));
	};

	test('runs share list calls, and each is read by its id at first and once it has ended', async () => {
		const ids = await created(RUNS);
		const waiting = start(wait, { input: ids.map((id) => ({ id })) });
		await untilLists(3);
		for (const id of ids) await end(id);
		const execution = await waiting.finished;
		const { lists, alone } = await counted();

		expect(execution.items(WAIT).map(({ id }) => id)).toEqual(ids);
		expect(execution.items(WAIT).every(({ verdict }) => verdict === 'failed')).toBe(true);
		expect(alone).toBeGreaterThanOrEqual(2 * RUNS);
		// While runs end, another one may slip from a page of the list to the page before, and is read by its id once more.
		expect(alone).toBeLessThan(4 * RUNS);
		expect(lists).toBeLessThan(2 * RUNS);
	});

	test('four runs are read one by one', async () => {
		const ids = await created(4);
		await run({ ...wait, timeoutMinutes: 0.015 }, { input: ids.map((id) => ({ id })) });

		expect((await counted()).lists).toBe(0);
	});

	test('a list that is refused is done without', async () => {
		const ids = await created(6);
		const fault = { kind: 'status', status: 403 } as const;
		const path =
			platform === 'currents'
				? '^/projects/[^/]+/runs$'
				: platform === 'qase'
					? '^/v1/run/[^/]+$'
					: '^/runs$';
		await sandbox().control.addFault({ platform, match: { method: 'GET', path }, times: 99, fault });
		const waiting = start(wait, { input: ids.map((id) => ({ id })) });
		while ((await counted()).alone < 18) await new Promise((resolve) => setTimeout(resolve, 20));
		for (const id of ids) await end(id);

		expect((await waiting.finished).items(WAIT)).toHaveLength(6);
	});
});
