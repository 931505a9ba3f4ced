/** Reading the run behind a delivery, after the sender has its answer. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { asInconclusive, buildRun, withReason, type RunFacts } from '../runs/buildRun';
import { mergeFacts } from '../runs/mergeFacts';
import type { TestRun } from '../runs/TestRun';
import type { DeliveredEvent, Deliveries } from '../platforms/platform';
import { DeliveryError } from '../platforms/platform';
import type { TriggerSettings } from './settings';

/** A run as it goes out, and what only the read told. */
export interface ReadBehind {
	run: TestRun;
	hasOpenGroups?: boolean;
}

/**
 * The run as read back; what cannot be read is said in its reason, so that the event is not lost.
 * `name` is that of the platform. `unknownRun` when there is no such run among those that the trigger is for.
 */
export async function readBehind(
	ctx: IWebhookFunctions,
	name: string,
	deliveries: Deliveries,
	event: DeliveredEvent,
	settings: TriggerSettings,
): Promise<ReadBehind | 'unknownRun'> {
	const delivered = withoutExtraFailures(event.run as RunFacts, settings);
	try {
		const read = await deliveries.readRun(ctx, event, settings);
		if (read !== null) {
			return { run: buildRun(mergeFacts(delivered, read)), hasOpenGroups: read.hasOpenGroups };
		}
		if (deliveries.readVerifies) return 'unknownRun';
		const gone = `${name} no longer has this run, so this is what the delivery told.`;
		return { run: withReason(asDelivered(delivered), gone) };
	} catch (error) {
		if (error instanceof DeliveryError) return 'unknownRun';
		const reason = error instanceof Error ? error.message : String(error);
		ctx.logger.warn(`${name}: the run behind a delivery could not be read. ${reason}`);
		const run = asDelivered(delivered);
		return deliveries.readVerifies
			? { run: asInconclusive(run, `The delivery could not be confirmed. ${reason}.`) }
			: { run: withReason(run, `Only what the delivery told is known. ${reason}.`) };
	}
}

/** What a delivery alone tells: one group that passed does not speak for the others. */
function asDelivered(facts: RunFacts): TestRun {
	const run = buildRun(facts);
	if (!facts.group || run.verdict !== 'passed') return run;
	return asInconclusive(run, `The group ${facts.group} passed, but the other groups are not known.`);
}

/** The facts with as many failures as the user wants; `null` when none are wanted. */
export function withoutExtraFailures(facts: RunFacts, { maxFailures }: TriggerSettings): RunFacts {
	if (!facts.failures) return facts;
	if (maxFailures === 0) return { ...facts, failures: null };
	const failures = facts.failures.slice(0, maxFailures);
	return { ...facts, failures, failuresTruncated: failures.length < facts.failures.length };
}
