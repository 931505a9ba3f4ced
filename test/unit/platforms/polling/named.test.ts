/** The cases that pollers of others have got wrong, one by one. */
import { KINDS, Sim, SimN8n } from './simulated';
import { started, ids, MINUTE } from './started';

afterEach(() => jest.restoreAllMocks());

describe.each(KINDS)('%s', (kind) => {
	describe('which runs are new', () => {
		test('1: the first poll emits nothing, and follows what runs', async () => {
			const { sim, n8n } = await started(kind, {}, (at) => {
				at.end(at.create());
				at.create();
			});
			expect(n8n.executions).toEqual([]);
			sim.end(sim.runs[1], 'failed');
			expect(ids(await n8n.tick())).toEqual([`${sim.runs[1].id} RUN_FINISH`]);
		});

		test('4: two runs with the same time stamp', async () => {
			const { sim, n8n } = await started(kind);
			sim.end(sim.create());
			expect(await n8n.tick()).toHaveLength(1);
			sim.end(sim.create());
			expect(await n8n.tick()).toHaveLength(1);
		});

		test('5: a run that becomes visible five minutes late', async () => {
			const { sim, n8n } = await started(kind);
			const late = sim.create({ lateMs: 5 * MINUTE });
			sim.end(late);
			sim.now += MINUTE;
			sim.end(sim.create());
			expect(await n8n.tick()).toHaveLength(1);
			sim.now += 5 * MINUTE;
			expect(ids(await n8n.tick())).toEqual([`${late.id} RUN_FINISH`]);
		});

		test('6: a time stamp in the future hides no other run', async () => {
			const { sim, n8n } = await started(kind);
			sim.end(sim.create({ createdAt: sim.now + 365 * 24 * 60 * MINUTE }));
			expect(await n8n.tick()).toHaveLength(1);
			for (let count = 0; count < 130; count++) sim.end(sim.create());
			sim.now += MINUTE;
			expect(await n8n.drain()).toHaveLength(130);
		});

		test('7: the next poll is whole where a page of this one failed', async () => {
			const { sim, n8n } = await started(kind, {}, (at) => at.end(at.create()));
			for (let count = 0; count < 230; count++) {
				sim.now += 1_000;
				sim.end(sim.create());
			}
			sim.fault = { status: 500, skip: 1 };
			const first = await n8n.tick();
			sim.fault = null;
			const all = [...first, ...(await n8n.drain())];
			expect(new Set(ids(all)).size).toBe(230);
			expect(all).toHaveLength(230);
		});
	});

	describe('faults, pauses and long absences', () => {
		test('8: a request for fewer requests is kept', async () => {
			const { sim, n8n } = await started(kind);
			sim.end(sim.create());
			sim.fault = { status: 429, headers: { 'retry-after': '300' } };
			expect(await n8n.tick()).toEqual([]);
			sim.fault = null;
			sim.requests.length = 0;
			sim.now += 4 * MINUTE;
			expect(await n8n.tick()).toEqual([]);
			expect(sim.requests).toEqual([]);
			sim.now += 2 * MINUTE;
			expect(await n8n.tick()).toHaveLength(1);
		});

		test('9: after a day down all of 2,400 runs come once, the oldest first, with few pages a poll', async () => {
			const { sim, n8n } = await started(kind, {}, (at) => at.end(at.create()));
			for (let count = 0; count < 2_400; count++) {
				sim.now += 36_000;
				sim.end(sim.create());
			}
			sim.now += MINUTE;
			const all = [];
			let most = 0;
			for (let polls = 0; polls < 60 && all.length < 2_400; polls++) {
				sim.requests.length = 0;
				all.push(...(await n8n.tick()));
				most = Math.max(most, sim.requests.length);
				sim.now += 1_000;
			}
			const order = sim.runs.slice(1).map(({ id }) => `${id} RUN_FINISH`);
			expect(ids(all)).toEqual(order);
			expect(most).toBeLessThanOrEqual(22);
			expect(await n8n.drain()).toEqual([]);
		});

		test('10: a run that is deleted while it is followed', async () => {
			const { sim, n8n } = await started(kind);
			const [gone, other] = [sim.create(), sim.create()];
			await n8n.tick();
			sim.remove(gone);
			await n8n.tick();
			expect(await n8n.tick()).toEqual([]);
			sim.requests.length = 0;
			await n8n.tick();
			expect(sim.requests.filter((request) => request.includes(`/${gone.id}`))).toEqual([]);
			sim.end(other);
			expect(await n8n.tick()).toHaveLength(1);
		});

		test('10: a run that was not found once is followed on', async () => {
			const { sim, n8n } = await started(kind);
			const run = sim.create();
			await n8n.tick();
			sim.remove(run);
			await n8n.tick();
			sim.runs.push(run);
			sim.end(run);
			expect(await n8n.tick()).toHaveLength(1);
		});
	});

	describe('runs that are deleted, and too many of them', () => {
		test('11: rows that are deleted while the list is paged', async () => {
			const { sim, n8n } = await started(kind, {}, (at) => at.end(at.create()));
			for (let count = 0; count < 330; count++) {
				sim.now += 1_000;
				sim.end(sim.create());
			}
			const [first] = sim.runs;
			const removed = [first, sim.runs[320], sim.runs[120]];
			sim.onRequest = () => {
				const next = removed.shift();
				if (next !== undefined) sim.remove(next);
			};
			await n8n.tick();
			sim.onRequest = () => undefined;
			await n8n.drain();
			const came = ids(n8n.executions);
			expect(new Set(came).size).toBe(came.length);
			const missing = sim.runs.filter(({ id }) => !came.includes(`${id} RUN_FINISH`));
			expect(missing).toEqual([]);
		});

		test('12: one run was added and another one deleted', async () => {
			const { sim, n8n } = await started(kind, {}, (at) => {
				for (let count = 0; count < 3; count++) at.end(at.create());
			});
			await n8n.tick();
			sim.remove(sim.runs[0]);
			const added = sim.create();
			sim.end(added);
			expect(ids(await n8n.tick())).toEqual([`${added.id} RUN_FINISH`]);
		});

		test('14: with more runs than are followed, the newest are', async () => {
			const { sim, n8n } = await started(kind);
			const runs = Array.from({ length: 201 }, () => {
				sim.now += 1_000;
				return sim.create();
			});
			await n8n.drain();
			for (const run of runs.slice(1)) sim.end(run);
			expect(await n8n.drain()).toHaveLength(200);
		});

		test('15: more ends than one poll emits, and than wait', async () => {
			const { sim, n8n } = await started(kind);
			for (let count = 0; count < 420; count++) {
				sim.now += 100;
				sim.end(sim.create());
			}
			sim.now += MINUTE;
			expect(await n8n.tick()).toHaveLength(100);
			const all = [...n8n.executions, ...(await n8n.drain())];
			expect(new Set(ids(all)).size).toBe(420);
			expect(all).toHaveLength(420);
		});

		test.each([
			['before the cursor is stored', { losesData: true, losesExecution: false }],
			['before the execution is stored', { losesData: false, losesExecution: true }],
			['before either is stored', { losesData: true, losesExecution: true }],
		])('18: a crash %s: the end comes after the restart', async (_, crash) => {
			const { sim, n8n } = await started(kind);
			const run = sim.create();
			sim.end(run);
			await n8n.tick(crash);
			sim.now += MINUTE;
			const again = await n8n.restart();
			expect(ids(again)).toEqual([`${run.id} RUN_FINISH`]);
			expect(new Set(n8n.executions.map(({ deliveryKey }) => deliveryKey)).size).toBe(1);
			expect(await n8n.drain()).toEqual([]);
		});
	});

	describe('restarts and other settings', () => {
		test('19: a cursor that is older than what this process has emitted', async () => {
			const { sim, n8n } = await started(kind);
			const { stored } = n8n;
			sim.end(sim.create());
			expect(await n8n.tick()).toHaveLength(1);
			n8n.stored = stored;
			expect(await n8n.activate()).toEqual([]);
			expect(await n8n.tick()).toEqual([]);
		});

		test('20: other filters lose nothing, another project begins anew', async () => {
			const { sim, n8n } = await started(kind, { filters: { verdicts: ['failed'] } });
			const run = sim.create();
			sim.end(sim.create());
			expect(await n8n.tick()).toEqual([]);
			n8n.parameters.filters = {};
			sim.end(run);
			expect(ids(await n8n.activate())).toContain(`${run.id} RUN_FINISH`);
			Object.assign(n8n.parameters, {
				projectId: 'OTHER',
				projectCode: 'OTHER',
				scope: 'agent',
				agentId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
			});
			sim.end(sim.create());
			expect(await n8n.tick()).toEqual([]);
		});

		test('21: a manual test gives the latest end, and leaves the cursor alone', async () => {
			const { sim, n8n } = await started(kind);
			await expect(n8n.test()).rejects.toThrow(/has no run yet that would start this workflow/);
			sim.end(sim.create());
			sim.now += MINUTE;
			const latest = sim.create();
			sim.end(latest, 'failed');
			const { stored } = n8n;
			expect(ids(await n8n.test())).toEqual([`${latest.id} RUN_FINISH`]);
			expect(ids(await n8n.test())).toEqual([`${latest.id} RUN_FINISH`]);
			expect(n8n.stored).toBe(stored);
			expect(await n8n.tick()).toHaveLength(2);
		});

		test('22: of two polls at once one does nothing', async () => {
			const { sim, n8n } = await started(kind);
			sim.end(sim.create());
			const both = await Promise.all([n8n.tick(), n8n.tick()]);
			expect(both.flat()).toHaveLength(1);
		});

		test('23: a node with another name has no cursor, so it begins anew', async () => {
			const { sim, n8n } = await started(kind);
			n8n.stored = '{}';
			sim.end(sim.create());
			expect(await n8n.activate()).toEqual([]);
		});
	});

	describe('the stored cursor, and what a poll asks for', () => {
		test('25: with durable cursors nothing comes twice after a restart', async () => {
			const { sim, n8n } = await started(kind);
			n8n.isDurable = true;
			sim.end(sim.create());
			expect(await n8n.tick()).toHaveLength(1);
			sim.now += MINUTE;
			expect(await n8n.restart()).toEqual([]);
			expect(await n8n.drain()).toEqual([]);
		});

		test('26: the stored cursor is small at its limits', async () => {
			const { sim, n8n } = await started(kind);
			for (let count = 0; count < 230; count++) {
				sim.now += 1_000;
				sim.create();
			}
			await n8n.drain();
			for (let count = 0; count < 500; count++) {
				sim.now += 1_000;
				sim.end(sim.create());
			}
			let largest = 0;
			for (let polls = 0; polls < 12; polls++) {
				await n8n.tick();
				largest = Math.max(largest, n8n.stored.length);
				sim.now += 1_000;
			}
			expect(largest).toBeGreaterThan(10_000);
			expect(largest).toBeLessThan(40_000);
		});

		test('29: with the platform down a new workflow fails to activate, and a known one does not', async () => {
			const sim = new Sim(kind);
			const n8n = new SimN8n(sim);
			sim.fault = { status: 500 };
			await expect(n8n.activate()).rejects.toThrow(/^Could not list the runs: .*HTTP 500.*Try again later/);
			sim.fault = null;
			await n8n.activate();
			sim.fault = { status: 500 };
			expect(await n8n.restart()).toEqual([]);
			sim.fault = null;
			sim.end(sim.create());
			expect(await n8n.tick()).toHaveLength(1);
		});

		test('says a key that is not accepted with each poll, and any other fault after five polls', async () => {
			const { sim, n8n } = await started(kind);
			sim.fault = { status: 401 };
			await expect(n8n.tick()).rejects.toThrow(/did not accept the key \(HTTP 401\)/);
			sim.fault = { status: 500 };
			for (let polls = 0; polls < 4; polls++) expect(await n8n.tick()).toEqual([]);
			await expect(n8n.tick()).rejects.toThrow(/HTTP 500/);
			expect(await n8n.tick()).toEqual([]);
		});

		test('a quiet poll is one request', async () => {
			const { sim, n8n } = await started(kind, {}, (at) => {
				for (let count = 0; count < 150; count++) {
					at.now += 3_600_000;
					at.end(at.create());
				}
			});
			await n8n.tick();
			sim.requests.length = 0;
			await n8n.tick();
			expect(sim.requests).toHaveLength(1);
		});
	});
});
