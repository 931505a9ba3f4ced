import { controlError, type ActionRoutes } from '../../kernel/actions';
import {
	boolean,
	httpUrl,
	integer,
	listOf,
	nullable,
	object,
	oneOf,
	text,
	type Check,
} from '../../kernel/checks';
import type { Delivery } from '../../kernel/deliveries';
import { completionBody, deliver } from './deliveries';
import { endRun, selectScenarios, startRun } from './lifecycle';
import { pollJson } from './poll';
import type { Ending, QodexWorld, Run, RunOutcome, Schedule } from './world';

/** A run as control shows it. */
export interface QodexRunView {
	testRunId: string;
	environment: string;
	mode: string;
	callbackUrl: string | null;
	/** Id of the schedule that started it. */
	schedule: string | null;
	ended: boolean;
	/** The outcome, once ended. */
	outcome: RunOutcome | null;
	scenarios: Run['scenarios'];
	/** What a poll would answer now. */
	poll: object;
}

/** What control can do to Qodex. */
export type QodexActions = ReturnType<typeof qodexActions>;

const outcomeCheck: Check = (value) => {
	const fixed = ['passed', 'failed', 'error', 'budget_exceeded', 'stuck'];
	const free = typeof value === 'string' && /^unknownStatus:./.test(value);
	return free ? null : oneOf([...fixed, 'unknownStatus:<word>'])(value);
};
const endingFields = {
	outcome: { check: outcomeCheck, required: true as const },
	failures: { check: integer({ min: 0 }) },
};
const nextFields = {
	...endingFields,
	afterMs: { check: integer({ min: 0 }) },
	afterPolls: { check: integer({ min: 1 }) },
};
const runField = { testRunId: { check: text(), required: true as const } };

/** Routes of the actions, below `/control/qodex`. */
export const qodexActionRoutes: ActionRoutes<QodexActions> = {
	runs: { route: 'GET /runs', fields: {} },
	startRun: {
		route: 'POST /runs',
		fields: {
			environment: { check: text() },
			tags: { check: listOf(text()) },
			callbackUrl: { check: httpUrl() },
		},
	},
	nextRuns: { route: 'PUT /nextRuns', fields: { ...nextFields, runs: { check: integer({ min: 1 }) } } },
	finishRun: { route: 'POST /runs/:testRunId/finish', fields: { ...runField, ...endingFields } },
	schedules: { route: 'GET /schedules', fields: {} },
	setSchedule: {
		route: 'PUT /schedules/:id',
		fields: {
			id: { check: text(), required: true },
			completionUrl: { check: nullable(httpUrl()) },
			notifyOn: { check: oneOf(['always', 'failure', 'never']) },
			tags: { check: listOf(text()) },
			environment: { check: text() },
			active: { check: boolean },
		},
	},
	deliverCompletion: {
		route: 'POST /deliveries',
		fields: {
			url: { check: httpUrl(), required: true },
			testRunId: { check: text() },
			changes: { check: object },
		},
	},
};

/** The actions on one world. */
export function qodexActions(world: QodexWorld) {
	const runOf = (id: string) => {
		const run = world.runs.find(({ testRunId }) => testRunId === id);
		if (!run) throw controlError(`no run ${id}`, 404);
		return run;
	};
	return {
		runs: (): QodexRunView[] => world.runs.map((run) => viewRun(world, run)),
		/** Starts a run as if a person had done so in the web app. */
		startRun(how: { environment?: string; tags?: string[]; callbackUrl?: string } = {}): QodexRunView {
			const { environment = 'staging', tags = [], callbackUrl = null } = how;
			const scenarios = selectScenarios(world, tags);
			return viewRun(
				world,
				startRun(world, scenarios, { environment, mode: 'brief', callbackUrl, schedule: null }),
			);
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
		/** Ends a run at once; its callback and completion are sent and waited for. */
		async finishRun({ testRunId, ...ending }: { testRunId: string; outcome: RunOutcome; failures?: number }) {
			const run = runOf(testRunId);
			if (run.endedAt !== null) throw controlError(`run ${testRunId} has ended already`);
			if (ending.outcome === 'stuck') throw controlError('a stuck run has no end');
			const deliveries = await endRun(world, run, ending);
			return { run: viewRun(world, run), deliveries };
		},
		schedules: (): Array<Schedule & { url: string }> =>
			world.schedules.map((one) => viewSchedule(world, one)),
		setSchedule({ id, ...changes }: { id: string } & Partial<Omit<Schedule, 'id' | 'name' | 'secret'>>) {
			const schedule = world.schedules.find((candidate) => candidate.id === id);
			if (!schedule) throw controlError(`no schedule ${id}`, 404);
			return viewSchedule(world, Object.assign(schedule, changes));
		},
		/**
		 * Sends a completion to a URL: that of the run, with `changes` laid over it. Without a run it is a forgery
		 * throughout, for a run that does not exist.
		 */
		async deliverCompletion(what: {
			url: string;
			testRunId?: string;
			changes?: Record<string, unknown>;
		}): Promise<Delivery> {
			const genuine = what.testRunId ? completionBody(world, runOf(what.testRunId)) : forgery(world);
			return await deliver(world, 'test_run_completed', what.url, { ...genuine, ...what.changes });
		},
	};
}

function forgery(world: QodexWorld) {
	const schedule = world.schedules[0];
	const run: Run = {
		testRunId: 'tr_forged_0000000000000000',
		environment: schedule.environment,
		mode: 'brief',
		startedAt: Date.now() - 60_000,
		endedAt: Date.now(),
		scenarios: [{ name: 'Sign in with a passkey', verdict: 'pass' }],
		ending: { outcome: 'passed' },
		pollsLeft: null,
		callbackUrl: null,
		schedule,
	};
	return completionBody(world, run);
}

function viewRun(world: QodexWorld, run: Run): QodexRunView {
	const { testRunId, environment, mode, callbackUrl, schedule, endedAt, ending, scenarios } = run;
	const ended = endedAt !== null;
	return {
		testRunId,
		environment,
		mode,
		callbackUrl,
		schedule: schedule?.id ?? null,
		ended,
		outcome: ended ? ending.outcome : null,
		scenarios,
		poll: pollJson(world, run),
	};
}

function viewSchedule({ tools }: QodexWorld, schedule: Schedule) {
	return { ...schedule, url: `${tools.url()}/qodex/api/webhooks/schedules/${schedule.secret}` };
}
