/** The trigger's parameters, as a delivery needs them. */
import type { IHookFunctions, INodeProperties, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { VERDICTS } from '../../core/model/verdictWords';
import { objectOf, isObject } from '../../core/text/json';
import { DEFAULT_MAX_AGE_MINUTES, filterFields, optionFields } from './fields';
import { filtersCollection, optionsCollection } from '../parameters/fields';
import { readTriggerInput, type Input } from '../parameters/input';
import type { DeliveryFilters } from './filters';

type TriggerContext = IHookFunctions | IWebhookFunctions | IPollFunctions;

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

/** Reads the parameters; what is not set, or cannot be read, has the default that the panel shows. */
export function readSettings(ctx: TriggerContext): TriggerSettings {
	const { options, filters } = inputsOf(ctx);
	const flag = (name: string, usual: boolean) => attempt(() => options.optionalFlag(name)) ?? usual;
	const list = (name: string) => attempt(() => filters.list(name)) ?? [];
	const failures = numberOf(options, 'includeFailures');
	const maxFailures = Math.floor(failures || 0);
	const maxAgeMinutes = numberOf(options, 'maxAgeMinutes');
	const mergeGroups = flag('mergeGroups', false);
	return {
		events: listOf(ctx.getNodeParameter('events', [])),
		filters: {
			verdicts: list('verdicts'),
			branches: list('branches'),
			tags: list('tags'),
			environments: list('environments'),
			projects: list('projects'),
			testIds: list('testIds'),
		},
		// Failures and the state of other groups are only known from the run itself.
		fetchRun: flag('fetchRun', true) || maxFailures > 0 || mergeGroups,
		maxFailures,
		trustVerdict: flag('trustVerdict', false),
		failuresNote: Number.isNaN(failures)
			? "'Include Failures' is not a number from 0 on, so none were read."
			: null,
		mergeGroups,
		dropDuplicates: flag('dropDuplicates', true),
		maxAgeMs: maxAgeMinutes === 0 ? null : maxAgeMinutes * 60_000,
		allowUnverified: flag('allowUnverified', false),
		ignoreTestDeliveries: flag('ignoreTestDeliveries', true),
		includeRaw: flag('includeRaw', true),
	};
}

/** Options that are numbers from 0 on, with what they are when they are not set. */
const NUMBERS = { includeFailures: 0, maxAgeMinutes: DEFAULT_MAX_AGE_MINUTES };

const FLAGS = optionFields.filter(({ type }) => type === 'boolean').map(({ name }) => name);
const CORRECT = 'Correct it, or remove it from the Options.';
const CHECK_LIST = 'Choose from the list, or check what the expression gives.';

/**
 * Checks what can be checked before the first delivery.
 *
 * @param events what can be chosen
 * @param fields the options of the trigger
 * @throws NodeOperationError for a setting that is no number, no switch or no list of what can be chosen
 */
export function checkSettings(
	ctx: IHookFunctions | IPollFunctions,
	events: string[],
	fields = optionFields,
): void {
	const { options } = inputsOf(ctx, fields);
	for (const name of Object.keys(NUMBERS) as Array<keyof typeof NUMBERS>) {
		if (Number.isNaN(numberOf(options, name))) options.refuse(name, 'is not a number from 0 on', CORRECT);
	}
	for (const name of FLAGS) {
		if (options.isBlank(name) || options.has(name))
			attempt(() => options.optionalFlag(name)) ?? options.refuse(name, 'is neither true nor false', CORRECT);
	}
	const [list] = unreadableLists(ctx, events);
	if (list !== undefined) throw new NodeOperationError(ctx.getNode(), list, { description: CHECK_LIST });
}

/**
 * One complaint for each list that an expression gives otherwise than the panel would: an event or verdict that there is
 * not, or nothing where something was set. With it nobody can tell which deliveries are wanted.
 */
export function unreadableLists(ctx: TriggerContext, events: string[]): string[] {
	const filters = objectOf(ctx.getNodeParameter('filters', {}));
	const chosen = ctx.getNodeParameter('events', []) as unknown;
	const isEventList = Array.isArray(chosen) && chosen.every((event) => events.includes(event as string));
	const unreadable = filterFields
		.filter(({ name }) => Object.hasOwn(filters, name) && !isReadable(name, filters[name]))
		.map(({ displayName }) => `'${displayName}' holds what cannot be filtered by`);
	return isEventList ? unreadable : ["'Trigger On' is not a list of events", ...unreadable];
}

function isReadable(name: string, value: unknown): boolean {
	const entries = [value].flat();
	if (entries.some((entry) => entry === undefined || entry === null || typeof entry === 'object'))
		return false;
	return name !== 'verdicts' || listOf(value).every((verdict) => (VERDICTS as unknown[]).includes(verdict));
}

/** The collections of a trigger. One that an expression gives anything else for has no fields. */
function inputsOf(
	ctx: TriggerContext,
	fields: INodeProperties[] = optionFields,
): { options: Input; filters: Input } {
	const input = readTriggerInput(ctx, [optionsCollection(fields), filtersCollection(filterFields)]);
	const group = (name: string) =>
		input.group(isObject(ctx.getNodeParameter(name, {})) ? name : 'noSuchField');
	return { options: group('options'), filters: group('filters') };
}

/** `undefined` where a field is refused. The collections are evaluated before, so nothing else can go wrong. */
function attempt<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

/** `NaN` for anything but a number from 0 on; an expression may give one as text. */
function numberOf(options: Input, name: keyof typeof NUMBERS): number {
	if (!options.has(name) && !options.isBlank(name)) return NUMBERS[name];
	return attempt(() => options.number(name)) ?? NaN;
}

function listOf(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}
