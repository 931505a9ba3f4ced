/** The trigger's parameters, as a delivery needs them. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { DeliveryFilters } from './filters';

/** What the user set on the Test Run Trigger. */
export interface TriggerSettings {
	events: string[];
	filters: DeliveryFilters;
	/** Read the run behind a delivery. */
	fetchRun: boolean;
	/** At most so many failures on an event; 0 = none asked for. */
	maxFailures: number;
	/** A pass that the platform gave counts for more than failed tests. */
	trustVerdict: boolean;
	/** One event per run, not per group of a run. */
	mergeGroups: boolean;
	dropDuplicates: boolean;
	/** Oldest acceptable delivery in milliseconds; `null` = any age. */
	maxAgeMs: number | null;
	allowUnverified: boolean;
	ignoreTestDeliveries: boolean;
	includeRaw: boolean;
}

/** Reads the parameters; what is not set has the default that the panel shows. */
export function readSettings(ctx: IWebhookFunctions): TriggerSettings {
	const options = ctx.getNodeParameter('options', {}) as IDataObject;
	const filters = ctx.getNodeParameter('filters', {}) as IDataObject;
	const maxFailures = Math.max(0, Math.floor(Number(options.includeFailures ?? 0)) || 0);
	const maxAgeMinutes = Number(options.maxAgeMinutes ?? DEFAULT_MAX_AGE_MINUTES);
	return {
		events: ctx.getNodeParameter('events', []) as string[],
		filters: {
			verdicts: listOf(filters.verdicts),
			branches: listOf(filters.branches),
			tags: listOf(filters.tags),
			environments: listOf(filters.environments),
			projects: listOf(filters.projects),
			testIds: listOf(filters.testIds),
		},
		// Failures and the state of other groups are only known from the run itself.
		fetchRun: options.fetchRun !== false || maxFailures > 0 || options.mergeGroups === true,
		maxFailures,
		trustVerdict: options.trustVerdict === true,
		mergeGroups: options.mergeGroups === true,
		dropDuplicates: options.dropDuplicates !== false,
		maxAgeMs: maxAgeMinutes > 0 ? maxAgeMinutes * 60_000 : null,
		allowUnverified: options.allowUnverified === true,
		ignoreTestDeliveries: options.ignoreTestDeliveries !== false,
		includeRaw: options.includeRaw !== false,
	};
}

/**
 * An hour lets late retries and clocks that are off through. The secret is what proves the sender;
 * the age only limits how long a stolen delivery can be replayed.
 */
export const DEFAULT_MAX_AGE_MINUTES = 60;

function listOf(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}
