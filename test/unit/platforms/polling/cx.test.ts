/** Random histories of a platform, polled by an n8n that crashes now and then: each end comes, and none comes twice without a crash. */
import fc from 'fast-check';

import { KINDS, Sim, SimN8n, type Kind, type SimRun } from './simulated';

type Step =
	| { do: 'create'; count: number; end: boolean; lateMs: number }
	| { do: 'end'; run: number; state: SimRun['state']; failures: number }
	| { do: 'reset' | 'remove'; run: number }
	| { do: 'tick' | 'restart' }
	| { do: 'whilePaging'; steps: Step[] }
	| { do: 'crash'; losesData: boolean; losesExecution: boolean }
	| { do: 'down'; ticks: number };

const run = fc.nat(30);
const change: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('create' as const),
			count: fc.integer({ min: 1, max: 6 }),
			end: fc.boolean(),
			lateMs: fc.constantFrom(0, 0, 0, 300_000),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant('end' as const),
			run,
			state: fc.constantFrom<SimRun['state']>('passed', 'failed', 'canceled', 'timedOut'),
			failures: fc.nat(3),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom('reset' as const, 'remove' as const), run }) },
);
const tick: fc.Arbitrary<Step> = fc.constant({ do: 'tick' });
const trouble: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant('whilePaging' as const), steps: fc.array(change, { maxLength: 4 }) }),
	fc.record({ do: fc.constant('down' as const), ticks: fc.integer({ min: 1, max: 3 }) }),
);
const crash: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant('crash' as const), losesData: fc.boolean(), losesExecution: fc.boolean() }),
	fc.constant<Step>({ do: 'restart' }),
);
const setting = fc.record({
	kind: fc.constantFrom(...KINDS),
	pageSize: fc.constantFrom(1, 2, 7, 1_000),
	isOldestFirst: fc.boolean(),
	isLowerCase: fc.boolean(),
	skewMs: fc.constantFrom(0, -3_600_000, 3_600_000),
	existing: fc.nat(5),
});

/** A history, and which ends it had. */
class History {
	readonly sim: Sim;
	readonly n8n: SimN8n;
	/** Keys of ends that have happened, as `<id> <state>`. */
	readonly happened = new Set<string>();
	/** Runs whose last end may go unnoticed: deleted ones aside, those that were reset and ended between two polls. */
	private readonly unnoticed = new Set<string>();
	/** The ends before the first poll. A run that is reset and ends with the same counts has the same end. */
	private readonly before: ReadonlySet<string>;
	private readonly resetSince = new Set<string>();

	constructor({ kind, pageSize, isOldestFirst, isLowerCase, skewMs, existing }: Setting) {
		this.sim = Object.assign(new Sim(kind), { pageSize, isOldestFirst, isLowerCase });
		this.n8n = new SimN8n(this.sim);
		this.n8n.skewMs = skewMs;
		for (let count = 0; count < existing; count++) {
			this.sim.now += 60_000;
			this.sim.end(this.sim.create());
		}
		this.before = new Set(this.sim.runs.map(endOf));
		this.sim.now += 3_600_000;
	}

	async play(steps: Step[]): Promise<void> {
		await this.n8n.activate();
		for (const step of steps) await this.take(step);
		this.sim.fault = null;
		this.sim.now += 600_000;
		await this.n8n.drain();
	}

	/** Runs whose last end has to have come. */
	owed(): SimRun[] {
		return this.sim.runs.filter(
			(one) =>
				this.happened.has(`${one.id} ${wordOf(one)}`) && one.endedAt !== null && !this.unnoticed.has(one.id),
		);
	}

	private async take(step: Step): Promise<void> {
		this.sim.now += 20_000;
		if (step.do === 'tick') return await this.tick();
		if (step.do === 'restart') return void (await this.n8n.restart());
		if (step.do === 'crash') {
			await this.n8n.tick(step);
			return void (await this.n8n.restart());
		}
		if (step.do === 'down') {
			this.sim.fault = { status: 500 };
			for (let count = 0; count < step.ticks; count++) await this.n8n.tick().catch(() => []);
			this.sim.fault = null;
			return;
		}
		if (step.do === 'whilePaging') {
			const left = [...step.steps];
			this.sim.onRequest = () => {
				const next = left.shift();
				if (next) this.change(next);
			};
			await this.tick();
			this.sim.onRequest = () => undefined;
			return;
		}
		this.change(step);
	}

	private async tick(): Promise<void> {
		await this.n8n.tick();
		this.resetSince.clear();
	}

	private change(step: Step): void {
		const { sim } = this;
		const chosen = 'run' in step ? sim.runs[step.run % Math.max(1, sim.runs.length)] : undefined;
		if (step.do === 'create') {
			// A page of one shows fewer of those that become visible late.
			const lateMs = sim.pageSize < 10 ? 0 : step.lateMs;
			for (let count = 0; count < step.count; count++) {
				const created = sim.create({ lateMs });
				if (step.end) this.end(created, 'passed', 0);
			}
		} else if (step.do === 'end') {
			if (chosen?.state === 'running') this.end(chosen, step.state, step.failures);
		} else if (step.do === 'remove') {
			if (chosen !== undefined) sim.remove(chosen);
		} else if (
			step.do === 'reset' &&
			chosen?.endedAt &&
			sim.kind === 'currents' &&
			// On short pages a run that was created long before may be reset and end unseen.
			sim.pageSize >= 10 &&
			chosen.state !== 'canceled'
		) {
			sim.reset(chosen);
			this.resetSince.add(chosen.id);
		}
	}

	private end(ending: SimRun, state: SimRun['state'], failures: number): void {
		const known =
			this.sim.kind === 'preclinical' || this.sim.kind === 'preclinicalOss' || this.sim.kind === 'qase';
		this.sim.end(ending, known && state === 'timedOut' ? 'failed' : state, failures);
		this.happened.add(`${ending.id} ${wordOf(ending)}`);
		if (this.resetSince.has(ending.id) || this.before.has(endOf(ending))) this.unnoticed.add(ending.id);
		else this.unnoticed.delete(ending.id);
	}
}

type Setting = {
	kind: Kind;
	pageSize: number;
	isOldestFirst: boolean;
	isLowerCase: boolean;
	skewMs: number;
	existing: number;
};

function wordOf({ state }: SimRun): string {
	if (state === 'canceled') return 'RUN_CANCELED';
	return state === 'timedOut' ? 'RUN_TIMEOUT' : 'RUN_FINISH';
}

/** What tells one end of a run from another one. */
function endOf(run: SimRun): string {
	return [run.id, wordOf(run), run.failures].join(' ');
}

function told(history: History): string[] {
	return history.n8n.executions.map(({ event, run: of }) => `${of?.id} ${event}`);
}

afterEach(() => jest.restoreAllMocks());

const runs = (history: fc.Arbitrary<Step[]>, check: (played: History) => void) =>
	fc.asyncProperty(setting, history, async (chosen, steps) => {
		const played = new History(chosen);
		await played.play(steps);
		check(played);
	});

test('each end comes at least once, whatever crashes', async () => {
	const steps = fc.array(
		fc.oneof({ weight: 4, arbitrary: change }, { weight: 3, arbitrary: tick }, trouble, crash),
		{
			minLength: 4,
			maxLength: 24,
		},
	);
	await fc.assert(
		runs(steps, (played) => {
			const came = told(played);
			const missing = played.owed().filter((one) => !came.includes(`${one.id} ${wordOf(one)}`));
			expect(missing).toEqual([]);
			expect(came.filter((one) => !played.happened.has(one))).toEqual([]);
		}),
		{ numRuns: 600 },
	);
}, 120_000);

test('none comes twice without a crash', async () => {
	const steps = fc.array(
		fc.oneof({ weight: 4, arbitrary: change }, { weight: 3, arbitrary: tick }, trouble),
		{
			minLength: 4,
			maxLength: 24,
		},
	);
	await fc.assert(
		runs(steps, (played) => {
			const keys = played.n8n.executions.map(({ deliveryKey }) => deliveryKey);
			expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
		}),
		{ numRuns: 600 },
	);
}, 120_000);
