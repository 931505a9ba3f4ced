/** The parameters of both triggers, as a delivery or a poll needs them. */
import type { IHookFunctions, INodeProperties, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { FilterName, PlatformTrigger } from './contract';
import {
	DEFAULT_MAX_AGE_MINUTES,
	DEFAULT_MAX_FAILURES,
	eventsField,
	filterFields,
	optionFields,
} from './fields';
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
	/** Maximum number of failures of an event; 0 = none wanted. */
	maxFailures: number;
	/** Whether the platform's own verdict "passed" counts more than failed tests. */
	trustVerdict: boolean;
	/** Why no failures are read although some are wanted. */
	failuresNote: string | null;
	/** One event per run, not per group of a run. */
	mergeGroups: boolean;
	dropDuplicates: boolean;
	/** Maximum age of a delivery in milliseconds; `null` = any age, `NaN` = the parameter is not a number. */
	maxAgeMs: number | null;
	allowUnverified: boolean;
	ignoreTestDeliveries: boolean;
	includeRaw: boolean;
}

/**
 * Reads the parameters. One that is not set, or not valid, gets its default value here: {@link checkSettings} and {@link
 * checkLists} are what complains.
 *
 * @param usualFailures how many failures are read of a run without the option Include Failures
 */
export function readSettings(ctx: TriggerContext, usualFailures = defaultMaxFailures(ctx)): TriggerSettings {
	const input = inputOf(ctx);
	const [options, filters] = ['options', 'filters'].map((name) => attempt(() => input.group(name)));
	const flag = (name: string, usual: boolean) => attempt(() => options?.optionalFlag(name)) ?? usual;
	const filter = (name: string) => attempt(() => filters?.list(name)) ?? [];
	const mergeGroups = flag('mergeGroups', false);
	const readsRun = flag('fetchRun', true) || mergeGroups;
	const failures = numberOf(options, 'includeFailures') ?? (readsRun ? usualFailures : 0);
	const maxFailures = Math.floor(failures || 0);
	const maxAgeMinutes = numberOf(options, 'maxAgeMinutes') ?? DEFAULT_MAX_AGE_MINUTES;
	return {
		events: attempt(() => input.list('events')) ?? [],
		filters: {
			verdicts: filter('verdicts'),
			branches: filter('branches'),
			tags: filter('tags'),
			environments: filter('environments'),
			projects: filter('projects'),
			testIds: filter('testIds'),
		},
		// Failures and the state of other groups are only known from the run itself.
		fetchRun: readsRun || maxFailures > 0,
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

/** Options that are numbers from 0 on. */
const NUMBERS = ['includeFailures', 'maxAgeMinutes'] as const;

const CORRECT = 'Correct it, or remove it from the Options.';

/** The events and filters that can be chosen in a trigger. */
type EventChoices = Pick<PlatformTrigger, 'events' | 'defaultEvents' | 'filters'>;

/**
 * Checks what can be checked before the first delivery or poll.
 *
 * @param source the events that can be chosen, and the Options if they are not those of the Test Run Trigger
 * @throws NodeOperationError that names the first parameter that is not valid
 */
export function checkSettings(
	ctx: IHookFunctions | IPollFunctions,
	{ trigger, options: fields = optionFields }: { trigger: EventChoices; options?: INodeProperties[] },
): void {
	const input = inputOf(ctx, trigger, fields);
	const options = input.group('options');
	for (const name of NUMBERS) {
		if (Number.isNaN(numberOf(options, name))) options.refuse(name, 'is not a number from 0 on', CORRECT);
	}
	for (const { name } of fields.filter(({ type }) => type === 'boolean')) {
		const isSet = options.isBlank(name) || options.has(name);
		const isFlag = !isSet || attempt(() => options.optionalFlag(name)) !== undefined;
		if (!isFlag) options.refuse(name, 'is neither true nor false', CORRECT);
	}
	if (isByPerson(ctx)) refuseBlankFilters(ctx, trigger);
	if (checkedLists(input).events.length > 0) return;
	input.refuse('events', 'is empty', 'Choose at least one event that starts the workflow.');
}

/**
 * Checks the lists that decide which deliveries are wanted. Their expressions can give something else for each delivery.
 *
 * @throws NodeOperationError that names the first list with an event or verdict that does not exist, or without a value
 *   although one was set
 */
export function checkLists(ctx: IWebhookFunctions, { trigger }: { trigger: EventChoices }): void {
	checkedLists(inputOf(ctx, trigger));
}

/** Whether somebody activates the workflow now, and not n8n, which does so when it starts. */
export function isByPerson(ctx: IHookFunctions | IPollFunctions): boolean {
	return !['init', 'leadershipChange'].includes(ctx.getActivationMode());
}

/**
 * Refuses a filter that was added and left blank: without it, everything would start the workflow. What was left in a
 * filter of another platform does not show in the panel, and is no reason to refuse.
 */
function refuseBlankFilters(ctx: TriggerContext, { filters }: EventChoices): void {
	const shown = filterFields.filter(({ name }) => filters.includes(name as FilterName));
	readTriggerInput(ctx, [filtersCollection(shown)]).filledGroup('filters');
}

const EMPTY_LETS_ALL_THROUGH =
	'Its expression gives an empty list, which would let everything through. Correct it, or remove the filter.';

function checkedLists(input: TriggerInput): { events: string[] } {
	const events = input.wholeList('events');
	const filters = input.group('filters');
	for (const { name } of filterFields) {
		const isEmpty = filters.wholeList(name).length === 0;
		if (isEmpty && filters.isExpression(name)) filters.refuse(name, 'is empty', EMPTY_LETS_ALL_THROUGH);
	}
	return { events };
}

type TriggerInput = ReturnType<typeof readTriggerInput>;

const ANY_EVENTS: EventChoices = { events: [], defaultEvents: [], filters: [] };

/** Without a platform, any event is a choice. */
function inputOf(ctx: TriggerContext, trigger = ANY_EVENTS, options = optionFields): TriggerInput {
	return readTriggerInput(ctx, options === optionFields ? usualFields(trigger) : fieldsOf(trigger, options));
}

/** The fields of each trigger with the usual Options, which are needed for each delivery. */
const knownFields = new WeakMap<EventChoices, INodeProperties[]>();

function usualFields(trigger: EventChoices): INodeProperties[] {
	const fields = knownFields.get(trigger) ?? fieldsOf(trigger, optionFields);
	knownFields.set(trigger, fields);
	return fields;
}

function fieldsOf(trigger: EventChoices, options: INodeProperties[]): INodeProperties[] {
	return [eventsField(trigger), optionsCollection(options), filtersCollection(filterFields)];
}

/** `undefined` if the parameter is refused. */
function attempt<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

/** n8n stores no option that the user did not set, so a saved trigger of version 1 keeps the default it was saved with. */
function defaultMaxFailures(ctx: TriggerContext): number {
	return ctx.getNode().typeVersion > 1 ? DEFAULT_MAX_FAILURES : 0;
}

/**
 * `undefined` if the option is not set, `NaN` for anything but a number from 0 on. An expression may return the number as
 * text.
 */
function numberOf(options: Input | undefined, name: (typeof NUMBERS)[number]): number | undefined {
	if (!options || (!options.has(name) && !options.isBlank(name))) return undefined;
	return attempt(() => options.number(name)) ?? NaN;
}
