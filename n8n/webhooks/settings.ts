/** The trigger's parameters, as a delivery needs them. */
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { VERDICTS } from '../../core/model/verdictWords';
import { objectOf } from '../../core/text/json';
import { DEFAULT_MAX_AGE_MINUTES } from './contract';
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
export function readSettings(ctx: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const options = collection(ctx, 'options');
	const filters = collection(ctx, 'filters');
	const failures = numberOf(options, 'includeFailures');
	const maxFailures = Math.floor(failures || 0);
	const maxAgeMinutes = numberOf(options, 'maxAgeMinutes');
	return {
		events: listOf(ctx.getNodeParameter('events', [])),
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

/** Settings that are numbers from 0 on: what they are when they are not set, and their labels. */
const NUMBERS = {
	includeFailures: { usual: 0, label: 'Include Failures' },
	maxAgeMinutes: { usual: DEFAULT_MAX_AGE_MINUTES, label: 'Maximum Age (Minutes)' },
};

/** Settings that are lists, by their labels. */
const FILTERS = {
	branches: 'Branches',
	environments: 'Environments',
	projects: 'Projects',
	tags: 'Tags',
	testIds: 'Test IDs',
	verdicts: 'Verdicts',
};

/** Settings of all platforms that are on or off, by their labels. */
const FLAGS = {
	allowUnverified: 'Allow Unverified Deliveries',
	dropDuplicates: 'Drop Duplicates',
	fetchRun: 'Fetch Run',
	ignoreTestDeliveries: 'Ignore Test Deliveries',
	includeRaw: 'Include Raw Delivery',
	mergeGroups: 'Merge Groups',
};

/**
 * Checks what can be checked before the first delivery.
 *
 * @param events what can be chosen
 * @throws NodeOperationError for a setting that is no number, no switch or no list of what can be chosen
 */
export function checkSettings(ctx: IHookFunctions, events: string[]): void {
	const options = collection(ctx, 'options');
	const numbers = Object.entries(NUMBERS)
		.filter(([name]) => Number.isNaN(numberOf(options, name as keyof typeof NUMBERS)))
		.map(([, { label }]) => `'${label}' is not a number from 0 on`);
	const flags = Object.entries(FLAGS)
		.filter(([name]) => Object.hasOwn(options, name) && typeof options[name] !== 'boolean')
		.map(([, label]) => `'${label}' is neither true nor false`);
	const [option] = [...numbers, ...flags];
	if (option !== undefined) throw refusal(ctx, option, 'Correct it, or remove it from the Options.');
	const [list] = unreadableLists(ctx, events);
	if (list !== undefined)
		throw refusal(ctx, list, 'Choose from the list, or check what the expression gives.');
}

function refusal(ctx: IHookFunctions, message: string, description: string): NodeOperationError {
	return new NodeOperationError(ctx.getNode(), message, { description });
}

/**
 * One complaint for each list that an expression gives otherwise than the panel would: an event or verdict that there is
 * not, or nothing where something was set. With it nobody can tell which deliveries are wanted.
 */
export function unreadableLists(ctx: IHookFunctions | IWebhookFunctions, events: string[]): string[] {
	const filters = collection(ctx, 'filters');
	const chosen = ctx.getNodeParameter('events', []) as unknown;
	const isEventList = Array.isArray(chosen) && chosen.every((event) => events.includes(event as string));
	const unreadable = Object.entries(FILTERS)
		.filter(([name]) => Object.hasOwn(filters, name) && !isReadable(name, filters[name]))
		.map(([, label]) => `'${label}' holds what cannot be filtered by`);
	return isEventList ? unreadable : ["'Trigger On' is not a list of events", ...unreadable];
}

function isReadable(name: string, value: unknown): boolean {
	const entries = [value].flat();
	if (entries.some((entry) => entry === undefined || entry === null || typeof entry === 'object'))
		return false;
	return name !== 'verdicts' || listOf(value).every((verdict) => (VERDICTS as unknown[]).includes(verdict));
}

/** The fields of a collection; none where an expression gives anything else. */
function collection(ctx: IHookFunctions | IWebhookFunctions, name: string): IDataObject {
	return objectOf(ctx.getNodeParameter(name, {})) as IDataObject;
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
