/** Reads the run that a delivery is about and merges it with the data in the delivery. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { asInconclusive, buildRun, verdictOf, type RunFacts } from '../../core/model/buildRun';
import { mergeFacts } from '../../core/model/mergeFacts';
import type { TestRun } from '../../core/model/TestRun';
import { type DeliveredEvent, type Deliveries, DeliveryError } from './contract';
import { isGoingOn } from './settled';
import type { TriggerSettings } from './settings';

/** The run to emit, and data that only the read returned. */
export interface ReadBehind {
	run: TestRun;
	hasOpenGroups?: boolean;
}

/** The content of a delivery. */
export interface Reported {
	event: DeliveredEvent;
	/**
	 * Everything in the delivery about its run. For an unverified delivery, this is called only after the platform has
	 * confirmed the run.
	 */
	facts(): Promise<RunFacts>;
}

/**
 * The run as the platform returned it. If it could not be read, or differs from the delivery, the event is still
 * emitted and `doubt` says so. Returns `unknownRun` if the trigger is for no such run.
 *
 * @param name the platform's name
 */
export async function readBehind(
	ctx: IWebhookFunctions,
	name: string,
	deliveries: Deliveries,
	reported: Reported,
	settings: TriggerSettings,
): Promise<ReadBehind | 'unknownRun'> {
	try {
		const read = await deliveries.readRun(ctx, reported.event, settings);
		if (read === null && deliveries.readVerifies) return 'unknownRun';
		const delivered = await reported.facts();
		if (read === null) {
			const doubt = `${name} no longer has this run, so this is what the delivery reported.`;
			return { run: asDelivered({ ...delivered, doubt }, settings) };
		}
		const facts = joined(delivered, read, { name, isTrusted: !deliveries.readVerifies });
		return { run: buildRun(withoutExtraFailures(facts, settings)), hasOpenGroups: read.hasOpenGroups };
	} catch (error) {
		if (error instanceof DeliveryError) return 'unknownRun';
		const reason = error instanceof Error ? error.message : String(error);
		if (deliveries.readVerifies) return { run: unconfirmed(reported.event.run as RunFacts, reason) };
		const doubt = `${reason}. Only what the delivery reported is known.`;
		return { run: asDelivered({ ...(await reported.facts()), doubt }, settings) };
	}
}

/** The facts with at most as many failures as the user wants; `null` instead of a list if the user wants none. */
export function withoutExtraFailures(
	facts: RunFacts,
	{ maxFailures, failuresNote }: Pick<TriggerSettings, 'maxFailures' | 'failuresNote'>,
): RunFacts {
	const hasNone = !facts.failures && (facts.failuresNote ?? null) === failuresNote;
	if (maxFailures === 0) return hasNone ? facts : { ...facts, failures: null, failuresNote };
	if (!facts.failures) return facts;
	const failures = facts.failures.slice(0, maxFailures);
	const failuresTruncated = facts.failuresTruncated || failures.length < facts.failures.length;
	return { ...facts, failures, failuresTruncated };
}

/**
 * The run from the delivery alone. If the delivery is about one group that passed, the run is inconclusive: the other
 * groups may have failed.
 */
function asDelivered(facts: RunFacts, settings: TriggerSettings): TestRun {
	const run = buildRun(withoutExtraFailures(facts, settings));
	if (!facts.group || run.verdict !== 'passed') return run;
	return asInconclusive(run, `The group ${facts.group} passed, but the other groups are not known.`);
}

/** The run of a delivery that could not be verified: anybody may have sent it, so only the ids are used. */
function unconfirmed(ids: RunFacts, reason: string): TestRun {
	const doubt = `${reason}. Nothing from the delivery is used.`;
	return asInconclusive(
		buildRun({ ...ids, status: 'unknown', doubt }),
		'The delivery could not be confirmed.',
	);
}

interface Source {
	/** Name of the platform. */
	name: string;
	/** Whether the sender has been verified to be the platform. */
	isTrusted: boolean;
}

/**
 * Merges both sources; the read has priority. Exception: a verified delivery says that the run has ended, but the read
 * still shows it as running.
 */
function joined(delivered: RunFacts, read: RunFacts, { name, isTrusted }: Source): RunFacts {
	if (!isBehind(delivered, read)) {
		const doubt = isTrusted ? contradiction(delivered, read, name) : null;
		const merged = mergeFacts(delivered, read);
		if (doubt !== null) merged.doubt = doubt;
		return merged;
	}
	const doubt = `${name} still showed the run as ${read.status}, although its end had been reported`;
	if (!isTrusted || delivered.group) return { ...mergeFacts(delivered, read), doubt: `${doubt}.` };
	return { ...mergeFacts(read, delivered), doubt: `${doubt}: the result is what the delivery reported.` };
}

/**
 * Whether the read shows the run as running although the delivery says that it has ended. The end of one group does not
 * end the run while other groups are running.
 */
function isBehind(delivered: RunFacts, read: RunFacts): boolean {
	return isOver(delivered) && isGoingOn(read) && !(delivered.group && read.hasOpenGroups);
}

function isOver({ status }: RunFacts): boolean {
	return status === 'finished' || status === 'canceled' || status === 'timedOut';
}

function contradiction(delivered: RunFacts, read: RunFacts, name: string): string | null {
	const [reported, shown] = [verdictOf(delivered), verdictOf(read)];
	const isDecided = [reported, shown].every((verdict) => verdict === 'passed' || verdict === 'failed');
	if (reported === shown || !isDecided || delivered.group) return null;
	return `The delivery reported that the run ${reported}, while ${name} shows that it ${shown}.`;
}
