/** A wait that has lasted a minute asks the platform once how long earlier runs took. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outOf, until, WAIT, waitingForTests } from './support';

const { sandbox, run, start, calls } = waitingForTests();

const MINUTE = 60_000;
const ago = (minutes: number) => Date.now() - minutes * MINUTE;
const isoAgo = (minutes: number) => new Date(ago(minutes)).toISOString();

afterEach(() => jest.restoreAllMocks());

interface Platform {
	/** Makes a run that started so many minutes ago; returns its ID. */
	begun(minutes: number, kind: 'alike' | 'other'): Promise<string>;
	end(runId: string, outcome: 'failed' | 'canceled'): Promise<unknown>;
	parameters: INodeParameters;
	/** The path of the list. */
	list: string;
}

const platforms: Record<'currents' | 'qase' | 'preclinical', Platform> = {
	currents: {
		async begun(minutes, kind) {
			const tags = kind === 'alike' ? ['nightly', 'web'] : ['smoke'];
			const { control, currents } = sandbox();
			const plan = { projectId: currents.projectId, tags, createdAt: isoAgo(minutes), deliver: false };
			return (await control.currents.createRun(plan)).run.runId;
		},
		end: async (runId, outcome) =>
			await (outcome === 'canceled'
				? sandbox().control.currents.finishRun({ runId, outcome, deliver: false })
				: sandbox().control.currents.finishRun({ runId, outcome, failures: 1, deliver: false })),
		parameters: { runId: '={{ $json.id }}' },
		list: '^/projects/[^/]+/runs$',
	},
	qase: {
		async begun(minutes, kind) {
			const title = kind === 'alike' ? 'Nightly' : 'Smoke';
			const plan = { project: 'SHOP', title, startTime: ago(minutes), deliver: false };
			return String((await sandbox().control.qase.createRun(plan)).run.id);
		},
		end: async (runId, outcome) =>
			await sandbox().control.qase.finishRun({
				...{ project: 'SHOP', runId: Number(runId), deliver: false },
				...(outcome === 'canceled' ? { outcome: 'aborted' } : { outcome, failures: 1 }),
			}),
		parameters: {
			projectCode: { __rl: true, mode: 'code', value: 'SHOP' },
			runId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		},
		list: '^/v1/run/[^/]+$',
	},
	preclinical: {
		begun: async (minutes, kind) =>
			(
				await sandbox().control.preclinical.createRun({
					scenarios: kind === 'alike' ? 4 : 3,
					createdAt: isoAgo(minutes),
				})
			).id,
		end: async (runId, outcome) =>
			await sandbox().control.preclinical.finishRun(
				outcome === 'canceled' ? { runId, outcome } : { runId, outcome: 'completed', failures: 1 },
			),
		parameters: { runId: '={{ $json.id }}' },
		list: '^/runs$',
	},
};

describe.each(['currents', 'qase', 'preclinical'] as const)('%s', (platform) => {
	const { begun, end, parameters, list } = platforms[platform];
	const wait = { resource: platform, operation: 'waitForRun', waitMode: 'suspend', ...parameters };
	const lists = async () =>
		(await calls(platform)).filter((call) => new RegExp(list).test(call.replace('GET ', ''))).length;
	/** The item that a look at a run leads to, once its execution goes on. */
	const lookedAt = async (item: IDataObject, more: INodeParameters = {}) => {
		const execution = await run({ ...wait, ...more }, { input: [item] });
		expect(execution.status).toBe('waiting');
		return outOf(await execution.resume()) as IDataObject & { waiting: IDataObject };
	};
	/** The item of a run that is awaited for three minutes. */
	const awaited = async () => {
		const id = await begun(3, 'alike');
		return { id, waiting: { since: isoAgo(3), runId: id } };
	};
	const ended = async (minutes: number, kind: 'alike' | 'other', outcome: 'failed' | 'canceled' = 'failed') =>
		await end(await begun(minutes, kind), outcome);

	test('takes the duration of runs of the same kind, and keeps it over the pauses', async () => {
		await ended(20, 'alike');
		await ended(21, 'alike');
		await ended(7, 'alike', 'canceled');
		await ended(50, 'other');
		const first = await lookedAt(await awaited());
		const second = await lookedAt(first);

		expect(Number(first.waiting.likelyMs) / MINUTE).toBeCloseTo(20, 0);
		expect(second.waiting.likelyMs).toBe(first.waiting.likelyMs);
		expect(await lists()).toBe(1);
	});

	test('looks again sooner when the run is about to end', async () => {
		const id = await begun(19, 'alike');
		const pauseMs = async () => {
			const before = Date.now();
			const input = [{ id, waiting: { since: isoAgo(19), runId: id } }];
			return Number((await run(wait, { input })).waitTill) - before;
		};

		expect(await pauseMs()).toBeGreaterThan(100_000);
		await ended(20, 'alike');
		expect(await pauseMs()).toBeLessThan(80_000);
	});

	test('is not disturbed by a list that fails, and does not ask again', async () => {
		await ended(20, 'alike');
		const fault = { kind: 'status', status: 503 } as const;
		await sandbox().control.addFault({ platform, match: { method: 'GET', path: list }, times: 99, fault });
		const first = await lookedAt(await awaited());

		expect(first).toMatchObject({ status: 'running', doubt: null, waiting: { likelyMs: 0 } });
		expect((await lookedAt(first)).waiting.likelyMs).toBe(0);
		expect(await lists()).toBe(1);
	});

	test.each([
		['in the first minute', { options: {} }, 0.9],
		['with an expected duration', { options: { expectedMinutes: 30 } }, 3],
		['with a fixed time of the next look', { options: { lookAgainMinutes: 2 } }, 3],
	])('asks for nothing %s', async (_, options, minutes) => {
		const { id } = await awaited();
		const { waiting } = await lookedAt({ id, waiting: { since: isoAgo(minutes), runId: id } }, options);

		expect(waiting).not.toHaveProperty('likelyMs');
		expect(await lists()).toBe(0);
	});

	test('asks once for several runs that are awaited together', async () => {
		await ended(20, 'alike');
		const ids = [await begun(3, 'alike'), await begun(3, 'alike'), await begun(3, 'other')];
		const waiting = start(
			{ ...wait, waitMode: 'poll', options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } },
			{ input: ids.map((id) => ({ id })) },
		);
		await until(async () => (await calls(platform)).length >= 6);
		const realNow = Date.now;
		jest.spyOn(Date, 'now').mockImplementation(() => realNow() + MINUTE);
		await until(async () => (await lists()) > 0);
		const seen = (await calls(platform)).length;
		await until(async () => (await calls(platform)).length >= seen + 6);
		for (const id of ids) await end(id, 'failed');
		const items = (await waiting.finished).items(WAIT);

		expect(items.map(({ verdict, doubt }) => [verdict, doubt])).toEqual(ids.map(() => ['failed', null]));
		expect(await lists()).toBe(1);
	});
});
