import { controlError, type ActionRoutes } from '../../kernel/actions';
import {
	boolean,
	dateTime,
	httpUrl,
	integer,
	listOf,
	object,
	oneOf,
	text,
	type Check,
} from '../../kernel/checks';
import type { Delivery } from '../../kernel/deliveries';
import { addAgent } from './agents';
import { addRun, endRun, endScenarios } from './lifecycle';
import { runRow } from './wire';
import { hasEnded, type Ending, type PreclinicalWorld, type Run, type RunOutcome } from './world';

/** A run as control shows it: the self-hosted row, whatever the flavour. */
export type PreclinicalRunView = ReturnType<typeof runRow> & { scenarios: string[] };

/** How scenarios end. */
type Outcomes = Pick<Ending, 'failures' | 'errors' | 'failedGradings' | 'failingScenarios'>;

/** What control can do to either flavour. */
export type PreclinicalActions = ReturnType<typeof preclinicalActions>;

const outcomeCheck: Check = (value) => {
	const free = typeof value === 'string' && /^unknownStatus:./.test(value);
	const fixed = ['completed', 'failed', 'canceled', 'stuck', 'leftRunning'];
	return free ? null : oneOf([...fixed, 'unknownStatus:<word>'])(value);
};
const scenarioFields = {
	failures: { check: integer({ min: 0 }) },
	errors: { check: integer({ min: 0 }) },
	failedGradings: { check: integer({ min: 0 }) },
	failingScenarios: { check: listOf(text()) },
};
const endingFields = { outcome: { check: outcomeCheck, required: true as const }, ...scenarioFields };
const runField = { runId: { check: text(), required: true as const } };

/** Routes of the actions, below `/control/preclinical` and `/control/preclinicalOss`. */
export const preclinicalActionRoutes: ActionRoutes<PreclinicalActions> = {
	agents: { route: 'GET /agents', fields: {} },
	scenarios: { route: 'GET /scenarios', fields: {} },
	suites: { route: 'GET /suites', fields: {} },
	addAgent: {
		route: 'POST /agents',
		fields: {
			provider: { check: text(), required: true },
			name: { check: text(), required: true },
			config: { check: object },
		},
	},
	runs: { route: 'GET /runs', fields: {} },
	createRun: {
		route: 'POST /runs',
		fields: {
			agentId: { check: text() },
			name: { check: text() },
			scenarios: { check: integer({ min: 0, max: 24 }) },
			unlisted: { check: integer({ min: 0, max: 24 }) },
			createdAt: { check: dateTime },
		},
	},
	nextRuns: {
		route: 'PUT /nextRuns',
		fields: {
			...endingFields,
			afterMs: { check: integer({ min: 0 }) },
			afterReads: { check: integer({ min: 1 }) },
			runs: { check: integer({ min: 1 }) },
		},
	},
	finishRun: { route: 'POST /runs/:runId/finish', fields: { ...runField, ...endingFields } },
	endScenarios: {
		route: 'POST /runs/:runId/scenarios',
		fields: { ...runField, scenarios: { check: integer({ min: 0 }) }, ...scenarioFields },
	},
	setAgent: {
		route: 'PUT /agents/:agentId',
		fields: { agentId: { check: text() }, active: { check: boolean, required: true } },
	},
	setScenario: {
		route: 'PUT /scenarios/:scenarioId',
		fields: {
			scenarioId: { check: text() },
			active: { check: boolean, required: true },
			approved: { check: boolean },
		},
	},
};

/** Routes of what only the hosted service has. */
export const webhookActionFields = {
	url: { check: httpUrl(), required: true as const },
	agentId: { check: text() },
	description: { check: text() },
	secret: { check: text() },
	enabled: { check: boolean },
};

/** The actions on one world. */
export function preclinicalActions(world: PreclinicalWorld) {
	const runOf = (runId: string) => {
		const run = world.runs.find(({ id, humanId }) => id === runId || humanId === runId);
		if (!run) throw controlError(`no run ${runId}`, 404);
		return run;
	};
	const agentOf = (agentId: string) => {
		const agent = world.agents.find(({ id }) => id === agentId);
		if (!agent) throw controlError(`no agent ${agentId}`, 404);
		return agent;
	};
	return {
		agents: () => world.agents,
		scenarios: () => world.scenarios,
		suites: () => world.suites,
		/** Adds an agent as if someone had done it in the web app. */
		addAgent: (input: { provider: string; name: string; config?: Record<string, unknown> }) =>
			addAgent(world, input),
		runs: (): PreclinicalRunView[] => world.runs.map(viewRun),
		/** A run that goes on until it is finished here or canceled. */
		createRun(
			plan: {
				agentId?: string;
				name?: string;
				scenarios?: number;
				unlisted?: number;
				createdAt?: string;
			} = {},
		) {
			const { name, createdAt, unlisted } = plan;
			const agent = agentOf(plan.agentId ?? world.agents[0].id);
			const scenarios = world.scenarios.slice(0, plan.scenarios ?? 20);
			return viewRun(addRun(world, { agent, scenarios, name, createdAt, unlisted }));
		},
		/** How the next `runs` runs end; without `runs`, every run from now on. */
		nextRuns({ runs, ...ending }: Ending & { runs?: number }) {
			if (runs === undefined) {
				world.nextEndings = [];
				world.defaultEnding = ending;
			} else {
				world.nextEndings.push(...Array.from({ length: runs }, () => ending));
			}
		},
		/** Ends a run at once; what is delivered is waited for. */
		async finishRun({ runId, ...ending }: { runId: string; outcome: RunOutcome } & Outcomes): Promise<{
			run: PreclinicalRunView;
			deliveries: Delivery[];
		}> {
			const run = runOf(runId);
			if (hasEnded(run)) throw controlError(`run ${runId} has ended already`);
			if (ending.outcome === 'stuck') throw controlError('a stuck run has no end');
			const deliveries = await endRun(world, run, ending);
			return { run: viewRun(run), deliveries };
		},
		/** Ends scenarios of a run that goes on; all of them unless a number is given. */
		endScenarios({
			runId,
			scenarios = Infinity,
			...outcomes
		}: { runId: string; scenarios?: number } & Outcomes) {
			endScenarios(runOf(runId), scenarios, { outcome: 'leftRunning', ...outcomes });
		},
		setAgent({ agentId, active }: { agentId: string; active: boolean }) {
			agentOf(agentId).isActive = active;
		},
		setScenario({
			scenarioId,
			active,
			approved,
		}: {
			scenarioId: string;
			active: boolean;
			approved?: boolean;
		}) {
			const scenario = world.scenarios.find(({ id }) => id === scenarioId);
			if (!scenario) throw controlError(`no scenario ${scenarioId}`, 404);
			scenario.isActive = active;
			scenario.isApproved = approved ?? scenario.isApproved;
		},
	};
}

function viewRun(run: Run): PreclinicalRunView {
	return { ...runRow(run), scenarios: run.scenarios.map(({ scenario }) => scenario.name) };
}
