/** The run behind a delivery: what was read of it, joined with what the delivery told. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { asInconclusive, buildRun, type RunFacts } from '../../core/model/buildRun';
import { mergeFacts } from '../../core/model/mergeFacts';
import type { TestRun } from '../../core/model/TestRun';
import { type DeliveredEvent, type Deliveries, DeliveryError } from './contract';
import { isGoingOn } from './settled';
import type { TriggerSettings } from './settings';

/** A run as it goes out, and what only the read told. */
export interface ReadBehind {
	run: TestRun;
	hasOpenGroups?: boolean;
}

/** What a delivery tells. */
export interface Told {
	event: DeliveredEvent;
	/** All that it says of its run; a stranger's body is read for it once the platform has confirmed the run. */
	facts(): Promise<RunFacts>;
}

/**
 * The run as read back; what could not be read, or is not told alike, is said in its `doubt`, so that the event is not
 * lost. `name` is that of the platform. `unknownRun` when there is no such run among those that the trigger is for.
 */
export async function readBehind(
	ctx: IWebhookFunctions,
	name: string,
	deliveries: Deliveries,
	told: Told,
	settings: TriggerSettings,
): Promise<ReadBehind | 'unknownRun'> {
	try {
		const read = await deliveries.readRun(ctx, told.event, settings);
		if (read === null && deliveries.readVerifies) return 'unknownRun';
		const delivered = await told.facts();
		if (read === null) {
			const doubt = `${name} no longer has this run, so this is what the delivery told.`;
			return { run: asDelivered({ ...delivered, doubt }, settings) };
		}
		const facts = joined(delivered, read, { name, isTrusted: !deliveries.readVerifies });
		return { run: buildRun(withoutExtraFailures(facts, settings)), hasOpenGroups: read.hasOpenGroups };
	} catch (error) {
		if (error instanceof DeliveryError) return 'unknownRun';
		const reason = error instanceof Error ? error.message : String(error);
		if (deliveries.readVerifies) return { run: unconfirmed(told.event.run as RunFacts, reason) };
		const doubt = `${reason}. Only what the delivery told is known.`;
		return { run: asDelivered({ ...(await told.facts()), doubt }, settings) };
	}
}

/** The facts with as many failures as the user wants; `null` when none are wanted. */
export function withoutExtraFailures(
	facts: RunFacts,
	{ maxFailures, failuresNote }: TriggerSettings,
): RunFacts {
	if (maxFailures === 0) return { ...facts, failures: null, failuresNote };
	if (!facts.failures) return facts;
	const failures = facts.failures.slice(0, maxFailures);
	const failuresTruncated = facts.failuresTruncated || failures.length < facts.failures.length;
	return { ...facts, failures, failuresTruncated };
}

/** What a delivery alone tells: one group that passed does not speak for the others. */
function asDelivered(facts: RunFacts, settings: TriggerSettings): TestRun {
	const run = buildRun(withoutExtraFailures(facts, settings));
	if (!facts.group || run.verdict !== 'passed') return run;
	return asInconclusive(run, `The group ${facts.group} passed, but the other groups are not known.`);
}

/** Of a delivery that anybody may have sent nothing but the run's id is taken over. */
function unconfirmed(ids: RunFacts, reason: string): TestRun {
	const doubt = `${reason}. Nothing that the delivery told is taken over.`;
	return asInconclusive(
		buildRun({ ...ids, status: 'unknown', doubt }),
		'The delivery could not be confirmed.',
	);
}

interface Source {
	/** Name of the platform. */
	name: string;
	/** Whether the sender of the delivery is known to be the platform. */
	isTrusted: boolean;
}

/** The read counts, unless it still shows a run as going on whose end the platform itself has told. */
function joined(delivered: RunFacts, read: RunFacts, { name, isTrusted }: Source): RunFacts {
	if (!isBehind(delivered, read)) {
		const doubt = isTrusted ? contradiction(delivered, read, name) : null;
		return { ...mergeFacts(delivered, read), ...(doubt && { doubt }) };
	}
	const doubt = `${name} still showed the run as ${read.status}, although its end had been told`;
	if (!isTrusted || delivered.group) return { ...mergeFacts(delivered, read), doubt: `${doubt}.` };
	return { ...mergeFacts(read, delivered), doubt: `${doubt}: the result is what the delivery told.` };
}

/** Whether a run goes on that should be over. The end of one group is no end of a run whose other groups go on. */
function isBehind(delivered: RunFacts, read: RunFacts): boolean {
	return isOver(delivered) && isGoingOn(read) && !(delivered.group && read.hasOpenGroups);
}

function isOver({ status }: RunFacts): boolean {
	return status === 'finished' || status === 'canceled' || status === 'timedOut';
}

function contradiction(delivered: RunFacts, read: RunFacts, name: string): string | null {
	const [told, shown] = [buildRun(delivered).verdict, buildRun(read).verdict];
	const isDecided = [told, shown].every((verdict) => verdict === 'passed' || verdict === 'failed');
	if (told === shown || !isDecided || delivered.group) return null;
	return `The delivery told that the run ${told}, while ${name} shows that it ${shown}.`;
}
