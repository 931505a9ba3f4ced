/** Cases of polling that only one platform has. */
import type { Sim, SimN8n } from './simulated';
import { type Kind } from './simulated';
import { started, ids, MINUTE } from './started';

afterEach(() => jest.restoreAllMocks());

describe.each<Kind>(['currents', 'qase'])('%s', (kind) => {
	const events = ['RUN_START', 'RUN_FINISH'];

	test('2: a start, then the end', async () => {
		const { sim, n8n } = await started(kind, { events });
		const run = sim.create();
		expect(ids(await n8n.tick())).toEqual([`${run.id} RUN_START`]);
		sim.end(run);
		expect(ids(await n8n.tick())).toEqual([`${run.id} RUN_FINISH`]);
	});

	test('3: start and end between two polls come in order', async () => {
		const { sim, n8n } = await started(kind, { events });
		const run = sim.create();
		sim.now += 10_000;
		sim.end(run);
		expect(ids(await n8n.tick())).toEqual([`${run.id} RUN_START`, `${run.id} RUN_FINISH`]);
	});
});

describe('Currents', () => {
	test('13: a run that was reset and ends with other counts has ended again, with the same counts it has not', async () => {
		const { sim, n8n } = await started('currents');
		const run = sim.create();
		sim.end(run, 'failed', 2);
		expect(await n8n.tick()).toHaveLength(1);
		sim.reset(run);
		await n8n.tick();
		sim.end(run, 'failed', 2);
		expect(await n8n.tick()).toEqual([]);
		sim.reset(run);
		await n8n.tick();
		sim.end(run, 'passed', 0);
		expect(await n8n.tick()).toHaveLength(1);
		expect(new Set(n8n.executions.map(({ deliveryKey }) => deliveryKey)).size).toBe(2);
	});

	test('13: a reset run is noticed though it is on no page of the newest', async () => {
		const { sim, n8n } = await started('currents');
		const run = sim.create();
		sim.end(run, 'failed');
		await n8n.tick();
		for (let count = 0; count < 120; count++) {
			sim.now += 5 * MINUTE;
			sim.end(sim.create());
		}
		await n8n.drain();
		sim.reset(run);
		await n8n.tick();
		sim.end(run, 'passed');
		expect(ids(await n8n.tick())).toEqual([`${run.id} RUN_FINISH`]);
	});

	test.each([false, true])('28: both spellings of states (lower case: %s)', async (isLowerCase) => {
		const { sim, n8n } = await started('currents');
		sim.isLowerCase = isLowerCase;
		sim.create();
		for (const state of ['passed', 'canceled', 'timedOut'] as const) sim.end(sim.create(), state);
		const events = (await n8n.tick()).map(({ event }) => event);
		expect(events.sort()).toEqual(['RUN_CANCELED', 'RUN_FINISH', 'RUN_TIMEOUT']);
	});

	test('16: an end whose failures cannot be read comes all the same', async () => {
		const { sim, n8n } = await started('currents', { options: { includeFailures: 5 } });
		const run = sim.create();
		sim.end(run, 'failed');
		sim.fault = { status: 400, match: /\/runs\/[^?]+$/ };
		sim.fault.match = new RegExp(`/runs/${run.id}$`);
		const [event] = await n8n.tick();
		expect(event.run).toMatchObject({ id: run.id, verdict: 'failed', failures: null });
		expect(event.run?.failuresNote).toMatch(/could not be read/);
	});
});

describe('Qase', () => {
	test('27: more runs than offsets reach', async () => {
		const { sim, n8n } = await started('qase', {}, (at) => {
			const old = at.now - 30 * 24 * 3_600_000;
			for (let count = 0; count < 100_300; count++) {
				const run = at.create({ createdAt: old });
				run.state = 'passed';
				run.endedAt = old;
			}
		});
		const run = sim.create();
		sim.end(run);
		sim.requests.length = 0;
		expect(ids(await n8n.tick())).toEqual([`${run.id} RUN_FINISH`]);
		expect(sim.requests.filter((request) => Number(/offset=(\d+)/.exec(request)?.[1]) > 100_000)).toEqual([]);
	});
});

describe('Preclinical, with one run a page', () => {
	/** A poll during whose first requests runs are added. */
	async function tickWhile(sim: Sim, n8n: SimN8n, additions: Array<() => void>): Promise<void> {
		sim.now += MINUTE;
		sim.onRequest = () => additions.shift()?.();
		await n8n.tick();
		sim.onRequest = () => undefined;
	}
	const adds =
		(sim: Sim, count: number, areEnded = false) =>
		() => {
			for (let added = 0; added < count; added++) {
				const run = sim.create();
				if (areEnded) sim.end(run);
			}
		};
	const withPages = (isOldestFirst: boolean, existing: number) => (sim: Sim) => {
		Object.assign(sim, { pageSize: 1, isOldestFirst });
		for (let count = 0; count < existing; count++) {
			sim.end(sim.create());
			sim.now += MINUTE;
		}
	};

	test('a list that grows while its order is found out is not taken for oldest first', async () => {
		const { sim, n8n } = await started('preclinicalOss', {}, withPages(false, 2));
		await tickWhile(sim, n8n, [() => undefined, adds(sim, 2)]);
		await tickWhile(sim, n8n, [adds(sim, 1), adds(sim, 5, true)]);
		await n8n.restart();
		await n8n.drain();
		expect(new Set(ids(n8n.executions)).size).toBe(5);
	});

	test('no place is left out of a list that has grown much since the last poll', async () => {
		const { sim, n8n } = await started('preclinical', {}, withPages(true, 1));
		adds(sim, 8)();
		await tickWhile(sim, n8n, []);
		adds(sim, 5)();
		await tickWhile(sim, n8n, [adds(sim, 6), adds(sim, 5, true), adds(sim, 4)]);
		expect(await n8n.drain()).toHaveLength(5);
	});
});

test('17: what the time is too short for comes with the next poll', async () => {
	const { sim, n8n } = await started('currents');
	for (let count = 0; count < 10; count++) sim.end(sim.create());
	// Each request takes 30 seconds.
	sim.onRequest = () => void (sim.now += 57_000);
	expect(await n8n.tick()).toEqual([]);
	sim.onRequest = () => undefined;
	expect(await n8n.tick()).toHaveLength(10);
});
