import { controlError } from '../../kernel/actions';
import type { Delivery } from '../../kernel/deliveries';
import { deliverEvent, eventBody, runPayload, type Envelope, type RunEvent } from './deliveries';
import {
	addDefect,
	addResult,
	addRun,
	checkEnd,
	endRun,
	isOver,
	variantOf,
	type RunEnd,
	type RunPlan,
} from './lifecycle';
import { defectJson, projectJson, resultJson, runJson } from './wire';
import { projectOf, type CaseFields, type QaseWorld, type Run, type Webhook } from './world';

/** A run as the API would tell it now. */
export type QaseRunView = ReturnType<typeof runJson>;

/** A run and the deliveries its change caused. */
export interface QaseRunChange {
	run: QaseRunView;
	deliveries: Delivery[];
}

/** An end that happens by itself. */
export interface PlannedEnd extends RunEnd {
	/** After so many get calls. */
	afterReads?: number;
	/** After so many milliseconds. */
	afterMs?: number;
}

/** What control can do to Qase. */
export type QaseActions = ReturnType<typeof qaseActions>;

/** The actions on one world. Deliveries are sent unless `deliver` is false, and waited for. */
export function qaseActions(world: QaseWorld) {
	const project = (code: string) => {
		const found = projectOf(world, code);
		if (!found) throw controlError(`no project ${code}`, 404);
		return found;
	};
	const runOf = (code: string, runId: number) => {
		const run = project(code).runs.find((candidate) => candidate.id === runId);
		if (!run) throw controlError(`no run ${runId} in ${code}`, 404);
		return run;
	};
	const tell = async (code: string, run: Run, event: RunEvent, deliver = true): Promise<QaseRunChange> => {
		const of = project(code);
		const payload = runPayload(world, of, run, event);
		const deliveries = deliver ? await deliverEvent(world, of, event, payload) : [];
		return { run: runJson(world, of, run), deliveries };
	};
	const finish = async (code: string, run: Run, { deliver, ...end }: RunEnd & { deliver?: boolean }) => {
		endRun(project(code), run, end);
		return await tell(code, run, end.outcome === 'aborted' ? 'run.aborted' : 'run.completed', deliver);
	};
	return {
		projects: () => world.projects.map(projectJson),
		/** Adds cases; answers with their ids. */
		addCases({ project: code, titles }: { project: string; titles: string[] }) {
			const { cases } = project(code);
			const first = cases.length + 1;
			titles.forEach((title, index) => cases.push({ id: first + index, title, suiteId: 1 }));
			return titles.map((_, index) => first + index);
		},
		/** Edits a case. */
		editCase({
			project: code,
			caseId,
			...fields
		}: { project: string; caseId: number } & Partial<CaseFields>) {
			const found = project(code).cases.find(({ id }) => id === caseId);
			if (!found) throw controlError(`no case ${caseId} in ${code}`, 404);
			found.fields = { ...found.fields, ...fields };
		},
		/** Mutes cases: their results do not decide on the verdict of a run. */
		muteCases({ project: code, caseIds }: { project: string; caseIds: number[] }) {
			for (const one of project(code).cases) if (caseIds.includes(one.id)) one.muted = true;
		},
		runs: ({ project: code }: { project: string }): QaseRunView[] =>
			project(code).runs.map((run) => runJson(world, project(code), run)),
		async createRun({
			project: code,
			deliver,
			...plan
		}: { project: string; deliver?: boolean } & RunPlan): Promise<QaseRunChange> {
			return await tell(code, addRun(project(code), plan), 'run.started', deliver);
		},
		/** Adds many runs without cases, `everyMs` apart, that have passed. */
		addRuns({
			project: code,
			title,
			count,
			from,
			everyMs,
		}: {
			project: string;
			title: string;
			count: number;
			from: number;
			everyMs: number;
		}) {
			for (let index = 0; index < count; index += 1) {
				const run = addRun(project(code), { title, caseIds: [], startTime: from + index * everyMs });
				run.status = 'passed';
				run.endTime = run.startTime;
			}
		},
		results: ({ project: code, runId }: { project: string; runId: number }) =>
			runOf(code, Number(runId)).results.map((result) =>
				resultJson(world, runOf(code, Number(runId)), result),
			),
		/** Adds a result to a run, ended or not, as a reporter or a person would. */
		addResult({
			project: code,
			runId,
			params,
			...result
		}: {
			project: string;
			runId: number;
			caseId: number;
			status: string;
			comment?: string;
			stacktrace?: string;
			byApi?: boolean;
			endTime?: number;
			params?: Record<string, string>;
		}) {
			const run = runOf(code, runId);
			const variant = variantOf(params ?? {});
			return resultJson(world, run, addResult(project(code), run, { ...result, variant }));
		},
		/** Adds an open defect, as a person does. */
		addDefect: ({
			project: code,
			title,
			severity = 4,
		}: {
			project: string;
			title: string;
			severity?: number;
		}) => defectJson(world, addDefect(project(code), { title, actualResult: title, severity })),
		defects: ({ project: code }: { project: string }) =>
			project(code).defects.map((defect) => defectJson(world, defect)),
		attachments: () => world.attachments,
		finishRun: async ({
			project: code,
			runId,
			...end
		}: { project: string; runId: number; deliver?: boolean } & RunEnd) =>
			await finish(code, runOf(code, runId), end),
		/** Lets the run end by itself, after some reads or some time. */
		planFinish({
			project: code,
			runId,
			afterReads,
			afterMs,
			...end
		}: { project: string; runId: number; deliver?: boolean } & PlannedEnd) {
			const run = runOf(code, runId);
			checkEnd(run, end);
			const endNow = () => {
				// By then the run may have ended another way.
				if (!isOver(run)) void finish(code, run, end);
			};
			if (afterReads !== undefined) run.planned = { afterReads, end: endNow };
			if (afterMs !== undefined) world.tools.later(afterMs, endNow);
			if (afterReads === undefined && afterMs === undefined) {
				throw controlError('afterReads or afterMs is missing');
			}
		},
		async deleteRun({
			project: code,
			runId,
			deliver,
		}: {
			project: string;
			runId: number;
			deliver?: boolean;
		}) {
			const run = runOf(code, runId);
			const of = project(code);
			of.runs = of.runs.filter((other) => other !== run);
			return (await tell(code, run, 'run.deleted', deliver)).deliveries;
		},
		/** Tells the webhooks of an event again, or for the first time, without touching the run. */
		deliverRun: async ({
			project: code,
			runId,
			event,
			...envelope
		}: { project: string; runId: number; event: RunEvent } & Envelope) =>
			await deliverEvent(
				world,
				project(code),
				event,
				runPayload(world, project(code), runOf(code, runId), event),
				envelope,
			),
		/** Tells the webhooks of any event with any payload. */
		deliverEvent: async ({
			project: code,
			event,
			payload,
			...envelope
		}: { project: string; event: string; payload: Record<string, unknown> } & Envelope) =>
			await deliverEvent(world, project(code), event, payload, envelope),
		/** The body an event of a run would be delivered with. */
		deliveryBody({
			project: code,
			runId,
			event,
			...envelope
		}: { project: string; runId: number; event: RunEvent } & Envelope) {
			const payload = runPayload(world, project(code), runOf(code, runId), event);
			return eventBody(world, project(code), event, payload, envelope) as Record<string, unknown>;
		},
		webhooks: (): Webhook[] => world.webhooks,
		/** Makes a webhook as a person does in the settings of a project. */
		addWebhook({
			project: code,
			url,
			secret,
			events,
		}: {
			project: string;
			url: string;
			secret?: string | null;
			events: string[];
		}): Webhook {
			const hook = {
				id: world.webhooks.length + 1,
				project: project(code).code,
				url,
				secret: secret ?? null,
				events,
				enabled: true,
			};
			world.webhooks.push(hook);
			return hook;
		},
	};
}
