import type { Delivery } from '../../kernel/deliveries';
import { countCases } from './lifecycle';
import type { Project, QaseWorld, Run, Webhook } from './world';

/** Qase turns a webhook off when it gets no answer within this time. */
const ANSWER_WITHIN_MS = 15_000;

/** The documented events of a run. */
export const runEvents = [
	'run.started',
	'run.aborted',
	'run.updated',
	'run.deleted',
	'run.completed',
	'run.report_changed',
] as const;

/** An event of a run. */
export type RunEvent = (typeof runEvents)[number];

/** The envelope around every payload. */
export interface Envelope {
	/** Unix seconds. */
	timestamp?: number;
	teamMemberId?: number | null;
}

/** Tells every enabled webhook of the project that asked for the event; answers once all are through. */
export async function deliverEvent(
	world: QaseWorld,
	project: Project,
	event: string,
	payload: object,
	envelope: Envelope = {},
): Promise<Delivery[]> {
	const body = eventBody(world, project, event, payload, envelope);
	const hooks = world.webhooks.filter(
		(hook) => hook.enabled && hook.project === project.code && hook.events.includes(event),
	);
	return await Promise.all(hooks.map(async (hook) => await deliverTo(world, hook, event, body)));
}

/** The body of an event. */
export function eventBody(
	{ tools }: QaseWorld,
	project: Project,
	event: string,
	payload: object,
	{ timestamp = Math.floor(Date.now() / 1000), teamMemberId = 1 }: Envelope = {},
) {
	return {
		[tools.variants.eventKey]: event,
		timestamp,
		payload,
		team_member_id: teamMemberId,
		project_code: project.code,
	};
}

/** The payload of a run's event: ids alone for most, counts without a verdict for ended runs. */
export function runPayload({ tools }: QaseWorld, project: Project, run: Run, event: RunEvent): object {
	const { id } = run;
	const counts = countCases(run);
	const cases = run.caseIds.length;
	const milliseconds = (run.endTime ?? Date.now()) - run.startTime;
	const duration = tools.variants.durationUnit === 'ms' ? milliseconds : Math.round(milliseconds / 1000);
	switch (event) {
		case 'run.started': {
			const plan = project.plans.find((candidate) => candidate.id === run.planId);
			const environment = project.environments.find((candidate) => candidate.id === run.environmentId);
			return {
				id,
				title: run.title,
				description: run.description,
				plan: plan ? { id: plan.id, title: plan.title } : null,
				cases_count: cases,
				environment: environment?.slug ?? null,
			};
		}
		case 'run.completed':
			return { id, cases, passed: counts.passed, failed: counts.failed, blocked: counts.blocked, duration };
		case 'run.aborted': {
			const { passed, untested, failed, blocked, skipped } = counts;
			return {
				id,
				cases,
				passed,
				untested,
				failed,
				blocked,
				[tools.variants.skippedName]: skipped,
				duration,
			};
		}
		case 'run.updated':
			return { id, [tools.variants.casesAddedName]: 1 };
		case 'run.report_changed':
			return { id, visible: run.isPublic };
		case 'run.deleted':
			return { id };
	}
}

async function deliverTo(world: QaseWorld, hook: Webhook, event: string, body: object): Promise<Delivery> {
	const { variants } = world.tools;
	const secret = hook.secret ?? (variants.emptySecret === 'empty' ? '' : null);
	const delivery = await world.tools.deliver({
		kind: event,
		url: hook.url,
		headers: {
			'Content-Type': 'application/json',
			...(secret === null ? {} : { 'X-Qase-Secret': secret }),
		},
		body: Buffer.from(JSON.stringify(body)),
		timeoutMs: ANSWER_WITHIN_MS,
		retries:
			variants.retries === 'once'
				? { times: 1, afterMs: 50, accepted: (status) => status >= 200 && status < 300 }
				: undefined,
	});
	if (delivery.attempts.every(({ status }) => status === null)) hook.enabled = false;
	return delivery;
}
