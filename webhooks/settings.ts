/** The trigger's parameters, as a delivery needs them. */
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

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
	/** Why none are read although some are asked for. */
	failuresNote: string | null;
	/** One event per run, not per group of a run. */
	mergeGroups: boolean;
	dropDuplicates: boolean;
	/** Oldest acceptable delivery in milliseconds; `null` = any age, `NaN` = none, since what is set is no number. */
	maxAgeMs: number | null;
	allowUnverified: boolean;
	ignoreTestDeliveries: boolean;
	includeRaw: boolean;
}

/** Reads the parameters; what is not set has the default that the panel shows. */
export function readSettings(ctx: IWebhookFunctions): TriggerSettings {
	const options = ctx.getNodeParameter('options', {}) as IDataObject;
	const filters = ctx.getNodeParameter('filters', {}) as IDataObject;
	const failures = numberOf(options, 'includeFailures');
	const maxFailures = Math.floor(failures || 0);
	const maxAgeMinutes = numberOf(options, 'maxAgeMinutes');
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
		failuresNote: Number.isNaN(failures)
			? "'Include Failures' is not a number from 0 on, so none were read."
			: null,
		mergeGroups: options.mergeGroups === true,
		dropDuplicates: options.dropDuplicates !== false,
		maxAgeMs: maxAgeMinutes === 0 ? null : maxAgeMinutes * 60_000,
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

/** Settings that are numbers from 0 on: what they are when they are not set, and their labels. */
const NUMBERS = {
	includeFailures: { usual: 0, label: 'Include Failures' },
	maxAgeMinutes: { usual: DEFAULT_MAX_AGE_MINUTES, label: 'Maximum Age (Minutes)' },
};

/**
 * Checks what can be checked before the first delivery.
 *
 * @throws NodeOperationError for a setting that is no number
 */
export function checkSettings(ctx: IHookFunctions): void {
	const options = ctx.getNodeParameter('options', {}) as IDataObject;
	for (const [name, { label }] of Object.entries(NUMBERS)) {
		if (!Number.isNaN(numberOf(options, name as keyof typeof NUMBERS))) continue;
		throw new NodeOperationError(ctx.getNode(), `'${label}' is not a number from 0 on`, {
			description: 'Correct it, or remove it from the Options.',
		});
	}
}

/** `NaN` for anything but a number from 0 on; an expression may give one as text. */
function numberOf(options: IDataObject, name: keyof typeof NUMBERS): number {
	if (!Object.hasOwn(options, name)) return NUMBERS[name].usual;
	const given = options[name];
	const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	return typeof number === 'number' && number >= 0 && number < Infinity ? number : NaN;
}

function listOf(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}
