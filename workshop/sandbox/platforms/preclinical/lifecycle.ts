import { randomUUID } from 'node:crypto';
import { controlError } from '../../kernel/actions';
import type { Delivery } from '../../kernel/deliveries';
import { seedAgents, seedScenarios, seedSuites } from './seed';
import {
	hasEnded,
	type Agent,
	type Decision,
	type Ending,
	type PreclinicalWorld,
	type Run,
	type Scenario,
	type ScenarioRun,
	type WorldTools,
} from './world';

/** What a new run is made of. */
export interface RunPlan {
	agent: Agent;
	scenarios: Scenario[];
	name?: string;
	/** Default now. */
	createdAt?: string;
	suiteId?: string | null;
	maxTurns?: number | null;
	concurrencyLimit?: number;
	/** Status it starts with. Default `running`. */
	status?: string;
	/** So many of its scenarios are not listed. Default 0. */
	unlisted?: number;
}

/** A world with its agents, scenarios and past runs. */
export function createWorld(
	tools: WorldTools,
	nextHumanId: PreclinicalWorld['nextHumanId'],
): PreclinicalWorld {
	const scenarios = seedScenarios();
	const world: PreclinicalWorld = {
		tools,
		agents: seedAgents(),
		scenarios,
		suites: seedSuites(scenarios),
		runs: [],
		webhooks: [],
		nextEndings: [],
		defaultEnding: { outcome: 'completed' },
		nextHumanId,
		onEnd: async () => [],
	};
	seedRuns(world);
	return world;
}

/** Adds a run that is going on, without an end planned. */
export function addRun(world: PreclinicalWorld, plan: RunPlan): Run {
	const createdAt = plan.createdAt ?? new Date().toISOString();
	const run: Run = {
		id: randomUUID(),
		humanId: world.nextHumanId(world.runs.length + 1),
		name: plan.name ?? null,
		agent: plan.agent,
		asked: {
			suiteId: plan.suiteId ?? null,
			maxTurns: plan.maxTurns ?? null,
			concurrencyLimit: plan.concurrencyLimit ?? 6,
		},
		status: plan.status ?? 'running',
		scenarios: plan.scenarios.map((scenario) => ({
			id: randomUUID(),
			scenario,
			status: 'pending',
			fault: null,
			decisions: [],
			// Even in every other run, where the judge is a little milder.
			wording: 2 * Math.floor(Math.random() * 4500) + 1000 + ((world.runs.length + 1) % 2),
			completedAt: null,
			canceledAt: null,
		})),
		unlisted: plan.unlisted ?? 0,
		createdAt,
		startedAt: createdAt,
		endedAt: null,
		canceled: false,
		deletedAt: null,
		ending: { outcome: 'stuck' },
		readsLeft: null,
	};
	world.runs.push(run);
	return run;
}

/** Adds a run that ends the way the next queued ending says. */
export function startRun(world: PreclinicalWorld, plan: RunPlan): Run {
	const run = addRun(world, plan);
	run.ending = world.nextEndings.shift() ?? world.defaultEnding;
	run.readsLeft = run.ending.afterReads ?? null;
	const byTime = run.ending.afterMs !== undefined || run.ending.afterReads === undefined;
	if (run.ending.outcome !== 'stuck' && byTime) {
		world.tools.later(run.ending.afterMs ?? 300, () => void endRun(world, run));
	}
	return run;
}

/** Counts a read that showed the run going on: it is running from then on, and ends with the last one planned. */
export function countRead(world: PreclinicalWorld, run: Run) {
	if (hasEnded(run)) return;
	if (run.status === 'pending') run.status = 'running';
	if (run.readsLeft === null) return;
	run.readsLeft -= 1;
	if (run.readsLeft <= 0 && run.ending.outcome !== 'stuck') void endRun(world, run);
}

/** Ends a run, as planned or otherwise, and delivers that. Does nothing to an ended run, and tells of none left running. */
export async function endRun(
	world: PreclinicalWorld,
	run: Run,
	ending: Ending = run.ending,
	at = new Date().toISOString(),
): Promise<Delivery[]> {
	if (hasEnded(run)) return [];
	finish(run, ending, at);
	return hasEnded(run) ? await world.onEnd(run) : [];
}

/** Cancels a run: what has an outcome keeps it, the rest never will. */
export function cancelRun(run: Run) {
	finish(run, { outcome: 'canceled' }, new Date().toISOString());
}

/** Ends the first `count` scenarios that have not ended, as the ending says, and leaves the run going on. */
export function endScenarios(run: Run, count: number, ending: Ending) {
	const open = run.scenarios.filter(({ status }) => status === 'pending');
	settle(open.slice(0, count), run, ending, new Date().toISOString());
}

function finish(run: Run, ending: Ending, at: string) {
	run.ending = ending;
	run.canceled = ending.outcome === 'canceled';
	settle(
		run.scenarios.filter(({ completedAt }) => completedAt === null),
		run,
		ending,
		at,
	);
	if (ending.outcome === 'leftRunning') return;
	run.status = ending.outcome.replace('unknownStatus:', '');
	run.endedAt = at;
}

/** Gives scenarios their outcome: first those that fail, then those in error, and the rest passes or is canceled. */
function settle(scenarios: ScenarioRun[], run: Run, ending: Ending, at: string) {
	const failing = pickFailing(scenarios, ending);
	const rest = scenarios.filter((one) => !failing.includes(one));
	const { errors = 0, failedGradings = 0 } = ending;
	for (const one of scenarios) {
		const place = rest.indexOf(one);
		const isInError = place >= 0 && place < errors + failedGradings;
		one.fault = isInError ? (place < errors ? 'agent' : 'grading') : null;
		one.status = failing.includes(one)
			? 'failed'
			: isInError
				? 'error'
				: run.canceled
					? 'canceled'
					: 'passed';
		one.decisions = decisionsOf(one);
		one.completedAt = one.status === 'canceled' ? null : at;
		one.canceledAt = one.status === 'canceled' ? at : null;
	}
}

function pickFailing(scenarios: ScenarioRun[], { failures = 0, failingScenarios }: Ending): ScenarioRun[] {
	if (!failingScenarios) return scenarios.slice(0, failures);
	const known = scenarios.map(({ scenario }) => scenario.name);
	const stranger = failingScenarios.find((name) => !known.includes(name));
	if (stranger) throw controlError(`no scenario "${stranger}" in the run; known are ${known.join('; ')}`);
	return scenarios.filter(({ scenario }) => failingScenarios.includes(scenario.name));
}

/** Of a failed scenario the first criterion was not met; the judge finds the second met in part, or not at all. */
function decisionsOf({ status, wording }: ScenarioRun): Decision[] {
	if (status === 'failed') return ['notMet', wording % 2 === 0 ? 'partial' : 'notMet', 'met'];
	return status === 'passed' ? ['met', 'met', 'met'] : [];
}

const history: Array<[number, Ending]> = [
	[0, { outcome: 'completed' }],
	[1, { outcome: 'completed', failures: 1 }],
	[0, { outcome: 'completed', failures: 3 }],
	[2, { outcome: 'canceled' }],
	[0, { outcome: 'completed', failures: 1, errors: 1 }],
];

/** Past runs of twenty scenarios, one every six hours up to six hours ago. */
function seedRuns(world: PreclinicalWorld) {
	const sixHours = 6 * 3_600_000;
	for (const [index, [agent, ending]] of history.entries()) {
		const createdAt = Date.now() - (history.length - index) * sixHours;
		const run = addRun(world, {
			agent: world.agents[agent],
			scenarios: world.scenarios.slice(0, 20),
			createdAt: new Date(createdAt).toISOString(),
		});
		finish(run, ending, new Date(createdAt + 165_000).toISOString());
	}
}
