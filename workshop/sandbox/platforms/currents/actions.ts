import { controlError, type ActionRoutes } from '../../kernel/actions';
import { boolean, dateTime, integer, listOf, oneOf, text } from '../../kernel/checks';
import type { Delivery } from '../../kernel/deliveries';
import { deliverEvent, deliveryBodies } from './deliveries';
import { addRun, endRun, planEnd, reportTests, type RunEnd, type RunPlan } from './lifecycle';
import { addTestAction, testActionFields, type TestActionInput } from './testActions';
import { fullRunJson, projectJson } from './wire';
import { addWebhook, webhookFields, type WebhookInput } from './webhooks';
import {
	hookEvents,
	type CurrentsWorld,
	type Group,
	type HookEvent,
	type Run,
	type TestAction,
	type Webhook,
} from './world';

/** A run as the API would tell it now. */
export type RunView = ReturnType<typeof fullRunJson>;

/** A run and the deliveries its change caused. */
export interface RunChange {
	run: RunView;
	deliveries: Delivery[];
}

/** An end that happens by itself. */
export interface PlannedEnd extends RunEnd {
	/** After so many get or find calls that showed the run in progress. */
	afterReads?: number;
	/** After so many milliseconds. */
	afterMs?: number;
}

/** What control can do to Currents. */
export type CurrentsActions = ReturnType<typeof currentsActions>;

const endFields = {
	outcome: { check: oneOf(['passed', 'failed', 'flaky', 'timedOut', 'canceled']), required: true as const },
	failures: { check: integer({ min: 0 }) },
	failingTests: { check: listOf(text()) },
	flaky: { check: integer({ min: 0 }) },
	skipped: { check: integer({ min: 0 }) },
	group: { check: text() },
	deliver: { check: boolean },
};
const runField = { runId: { check: text(), required: true as const } };
const projectField = { projectId: { check: text(), required: true as const } };

/** Routes of the actions, below `/control/currents`. */
export const currentsActionRoutes: ActionRoutes<CurrentsActions> = {
	projects: { route: 'GET /projects', fields: {} },
	createProject: {
		route: 'POST /projects',
		fields: { name: { check: text(), required: true }, framework: { check: oneOf(['pw', 'cypress']) } },
	},
	runs: { route: 'GET /runs', fields: { projectId: { check: text() } } },
	createRun: {
		route: 'POST /runs',
		fields: {
			...projectField,
			branch: { check: text() },
			tags: { check: listOf(text()) },
			groups: { check: listOf(text(), { min: 1 }) },
			ciBuildId: { check: text() },
			tests: { check: integer({ min: 0, max: 10_000 }) },
			author: { check: text() },
			message: { check: text({ min: 0 }) },
			pullRequest: { check: text() },
			pullRequestTitle: { check: text() },
			githubTitle: { check: text() },
			title: { check: text() },
			previousRunId: { check: text() },
			createdAt: { check: dateTime },
			githubRunId: { check: text() },
			githubRunAttempt: { check: integer({ min: 1 }) },
			hiddenReads: { check: integer({ min: 0 }) },
			deliver: { check: boolean },
		},
	},
	reportTests: {
		route: 'POST /runs/:runId/report',
		fields: {
			...runField,
			tests: { check: integer({ min: 1 }), required: true },
			failures: { check: integer({ min: 0 }) },
		},
	},
	finishRun: { route: 'POST /runs/:runId/finish', fields: { ...runField, ...endFields } },
	planFinish: {
		route: 'POST /runs/:runId/plan',
		fields: {
			...runField,
			...endFields,
			afterReads: { check: integer({ min: 1 }) },
			afterMs: { check: integer({ min: 0 }) },
		},
	},
	deliverRun: {
		route: 'POST /runs/:runId/deliver',
		fields: { ...runField, event: { check: oneOf(hookEvents), required: true } },
	},
	deliveryBodies: {
		route: 'GET /runs/:runId/deliveryBodies',
		fields: { ...runField, event: { check: oneOf(hookEvents), required: true } },
	},
	testActions: { route: 'GET /actions', fields: { projectId: { check: text() } } },
	addTestAction: { route: 'POST /actions', fields: { ...projectField, ...testActionFields } },
	webhooks: { route: 'GET /webhooks', fields: { projectId: { check: text() } } },
	addWebhook: { route: 'POST /webhooks', fields: { ...projectField, ...webhookFields } },
	deleteWebhook: {
		route: 'DELETE /webhooks/:hookId',
		fields: { hookId: { check: text(), required: true } },
	},
};

/** The actions on one world. Deliveries are sent unless `deliver` is false, and waited for. */
export function currentsActions(world: CurrentsWorld) {
	const runOf = (runId: string) => {
		const run = world.runs.find((candidate) => candidate.runId === runId);
		if (!run) throw controlError(`no run ${runId}`, 404);
		return run;
	};
	const change = async (run: Run, event: HookEvent, groups: Group[], deliver = true): Promise<RunChange> => {
		const deliveries = deliver ? await deliverEvent(world, run, event, groups) : [];
		return { run: fullRunJson(world, run), deliveries };
	};
	const finish = async (run: Run, { deliver, ...end }: RunEnd & { deliver?: boolean }) =>
		await change(run, eventOf(end), endRun(run, end), deliver);
	return {
		projects: () => world.projects.map(projectJson),
		createProject({ name, framework = 'pw' }: { name: string; framework?: 'pw' | 'cypress' }) {
			const projectId = `proj${world.projects.length + 1}`;
			const createdAt = new Date().toISOString();
			const project = { projectId, name, createdAt, defaultBranchName: 'main', framework };
			world.projects.push(project);
			return projectJson(project);
		},
		runs: (filter?: { projectId?: string }): RunView[] =>
			world.runs
				.filter(({ projectId }) => (filter?.projectId ?? projectId) === projectId)
				.map((run) => fullRunJson(world, run)),
		async createRun({ deliver, ...plan }: RunPlan & { deliver?: boolean }) {
			const run = addRun(world, projectOf(world, plan.projectId), plan);
			return await change(run, 'RUN_START', run.groups, deliver);
		},
		/** Lets the next tests of a run report, while the run goes on. */
		reportTests({ runId, ...report }: { runId: string; tests: number; failures?: number }): RunView {
			const run = runOf(runId);
			reportTests(run, report);
			return fullRunJson(world, run);
		},
		finishRun: async ({ runId, ...end }: { runId: string; deliver?: boolean } & RunEnd) =>
			await finish(runOf(runId), end),
		/** Lets the run end by itself, after some reads or some time. */
		planFinish({ runId, afterReads, afterMs, ...end }: { runId: string; deliver?: boolean } & PlannedEnd) {
			const run = runOf(runId);
			planEnd(run, end);
			const endNow = () => {
				// By then the run, or the group, may have ended another way.
				const open = run.groups.some(({ done, groupId }) => !done && (end.group ?? groupId) === groupId);
				if (open && run.state === 'inProgress') void finish(run, end);
			};
			if (afterReads !== undefined) run.planned = { afterReads, end: endNow };
			if (afterMs !== undefined) world.tools.later(afterMs, endNow);
			if (run.planned === null && afterMs === undefined)
				throw controlError('afterReads or afterMs is missing');
		},
		/** Tells the webhooks of an event again, or for the first time, without touching the run. */
		deliverRun: async ({ runId, event }: { runId: string; event: HookEvent }) =>
			await change(runOf(runId), event, runOf(runId).groups),
		/** The bodies an event would be delivered with. */
		deliveryBodies({ runId, event }: { runId: string; event: HookEvent }) {
			const run = runOf(runId);
			return deliveryBodies(world, run, event, run.groups) as Array<Record<string, unknown>>;
		},
		testActions: (filter?: { projectId?: string }): TestAction[] =>
			world.testActions.filter(({ projectId }) => (filter?.projectId ?? projectId) === projectId),
		/** Adds an action as if someone had made it in the dashboard. */
		addTestAction: ({ projectId, ...input }: { projectId: string } & TestActionInput): TestAction =>
			addTestAction(world, projectOf(world, projectId).projectId, input),
		webhooks: (filter?: { projectId?: string }): Webhook[] =>
			world.webhooks.filter(({ projectId }) => (filter?.projectId ?? projectId) === projectId),
		/** Adds a webhook as if someone had made it in the dashboard. */
		addWebhook: ({ projectId, ...input }: { projectId: string } & WebhookInput): Webhook =>
			addWebhook(world, projectOf(world, projectId).projectId, input),
		/** Deletes a webhook as if someone had done it in the dashboard. */
		deleteWebhook({ hookId }: { hookId: string }) {
			if (!world.webhooks.some((hook) => hook.hookId === hookId))
				throw controlError(`no webhook ${hookId}`, 404);
			world.webhooks = world.webhooks.filter((hook) => hook.hookId !== hookId);
		},
	};
}

function projectOf(world: CurrentsWorld, id: string) {
	const project = world.projects.find(({ projectId }) => projectId === id);
	if (!project) throw controlError(`no project ${id}`, 404);
	return project;
}

function eventOf({ outcome }: RunEnd): HookEvent {
	if (outcome === 'timedOut') return 'RUN_TIMEOUT';
	return outcome === 'canceled' ? 'RUN_CANCELED' : 'RUN_FINISH';
}
