/**
 * Webhook deliveries of Currents: one flat body for four events, no signature, but a secret in a header that we
 * register.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import { isRunEvent, RUN_EVENTS } from '../../core/model/events';
import type { TestRun } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import { idOf } from '../../n8n/transport/ids';
import { isObject, textOf, textsOf, webPageOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { settled } from '../../n8n/webhooks/settled';
import {
	type DeliveredEvent,
	type Delivery,
	type DeliveryScope,
	type DeliverySecrets,
	type Verification,
	type WantedDetails,
	DeliveryError,
} from '../../n8n/webhooks/contract';
import { READ_BUDGET_MS } from '../shared/readBudget';
import { refused, verifyAge, verifySecretHeader } from '../shared/verification';
import { currentsApi, type FullRun } from './api';
import { deliveryKeyOf, keyContent } from './deliveryKey';
import { commitFacts, runStatus, testCounts } from './normalize';
import { factsOrNote } from './details';
import { dashboardOf } from './runs';
import { chosenProject, SECRET_HEADER } from './registrar';
import { CURRENTS } from './service';
import type { CurrentsDelivery } from './wire';

export { otherEnds, registrar } from './registrar';

/** The secret header verifies the sender. */
export const readVerifies = false;

/** The project, which is not in the delivery. */
export async function scope(ctx: IWebhookFunctions): Promise<DeliveryScope> {
	return { projectId: chosenProject(ctx) };
}

/**
 * Verifies the secret header, and the age by `x-timestamp`. undocumented: its unit; seconds or milliseconds, depending
 * on the magnitude.
 */
export function verify(delivery: Delivery, secrets: DeliverySecrets): Verification {
	if (secrets.secret === null) return refused('no secret is stored; activate the workflow again');
	const sender = verifySecretHeader(SECRET_HEADER, delivery, secrets.secret);
	return sender.ok ? verifyAge(delivery.headers['x-timestamp'], delivery, secrets) : sender;
}

/** A delivery has one of the four events and the URL of a run's page. */
export function detects({ body }: Delivery): boolean {
	if (!isObject(body)) return false;
	return isRunEvent(textOf(body.event)) && textOf(body.runUrl) !== null;
}

/** Reads a delivery. The body contains neither a run id nor a project: the id is the last segment of `runUrl`. */
export function parse({ body, headers }: Delivery, { projectId }: DeliveryScope): DeliveredEvent {
	if (!isObject(body)) throw new DeliveryError('The body is not a JSON object');
	const event = textOf(body.event);
	const runId = lastSegment(textOf(body.runUrl));
	if (event === null || runId === null) throw new DeliveryError('The body has no event or no runUrl');

	const delivery = body as unknown as CurrentsDelivery;
	const counts = testCounts(delivery);
	const group = textOf(delivery.groupId);
	const { branch, commit } = commitFacts(delivery.commit);
	return {
		event,
		platformEvent: event,
		platform: 'currents',
		// The time of sending may differ between repetitions: equal counts are the same event.
		deliveryKey: deliveryKeyOf({ projectId, event, runId, group, content: keyContent(event, counts) }),
		occurredAt: toIso(headers['x-timestamp']),
		run: {
			platform: CURRENTS.platform,
			platformName: CURRENTS.platformName,
			id: runId,
			project: projectId ? { id: projectId, name: null } : null,
			url: webPageOf(delivery.runUrl),
			status: isRunEvent(event) ? RUN_EVENTS[event].status : 'unknown',
			platformWords: event,
			counts,
			branch,
			commit,
			tags: textsOf(delivery.tags),
			buildId: textOf(delivery.buildId),
			group,
		},
	};
}

/** The key of the event for a whole run whose groups are merged, which is the same as that of a poll. */
export function mergedDeliveryKey(event: string, { id, project, counts }: TestRun): string {
	const content = keyContent(event, counts);
	return deliveryKeyOf({ projectId: project?.id, event, runId: id, content });
}

/** Reads the run of a delivery; `null` if Currents no longer has it. */
export async function readRun(
	ctx: ApiContext,
	{ run: delivered }: DeliveredEvent,
	{ maxFailures, mergeGroups = false }: WantedDetails,
): Promise<RunFacts | null> {
	const api = currentsApi(ctx, 0, READ_BUDGET_MS);
	const read = async () => await api.getRun(delivered?.id ?? '');
	const run = await settled(read, isSettling(delivered, mergeGroups)).catch(nullOn(404));
	if (run === null) return null;
	const projectId = textOf(run.projectId);
	if (delivered?.project && projectId !== null && projectId !== delivered.project.id) {
		throw new DeliveryError('The run is one of another project');
	}
	const facts = await factsOrNote(api, run, await dashboardOf(ctx), { maxFailures });
	return { ...facts, hasOpenGroups: hasOpenGroups(run, delivered) };
}

/**
 * Currents may report the end of a run or of its last group a moment before the run counts as complete. If groups are
 * merged and another one seems to be running, one more read shows whether it ended at the same moment.
 */
function isSettling(delivered: RunFacts | null, mergeGroups: boolean) {
	return (run: FullRun, looks: number): boolean => {
		if (delivered?.status !== 'finished' || runStatus(run) !== 'running') return false;
		return !hasOpenGroups(run, delivered) || (mergeGroups && looks === 1);
	};
}

/** Whether any group is running besides the one whose end was reported. */
function hasOpenGroups({ groups }: FullRun, delivered: RunFacts | null): boolean {
	const others = (Array.isArray(groups) ? groups : []).filter(
		({ groupId }) => !delivered?.group || textOf(groupId) !== delivered.group,
	);
	return others.some(isOpen);
}

/**
 * Whether a group has spec files that have not ended. If that is not known, it counts as ended, so that no end is
 * missed.
 */
function isOpen({ instances }: { instances?: { overall?: number; complete?: number } }): boolean {
	return instances?.overall !== undefined && instances.complete !== instances.overall;
}

function lastSegment(url: string | null): string | null {
	const path = url?.split(/[?#]/)[0].replace(/(?<!\/)\/+$/, '') ?? '';
	return path.includes('/') ? idOf(decodeSegment(path.slice(path.lastIndexOf('/') + 1))) : null;
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
