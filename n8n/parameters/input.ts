/** Reads the parameters of an operation or a trigger. Every error message names the parameter as the panel displays it. */
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { oneLine } from '../../core/text/words';
import { isObject, objectOf } from '../../core/text/json';
import type { Input } from './inputContract';
import { brokenPart } from './keyText';
import { instantOf } from './pickedTime';

export type { Input };

/** Creates the {@link Input} for one item. `fields` are those of the operation, for their display names and limits. */
export function readInput(ctx: IExecuteFunctions, itemIndex: number, fields: INodeProperties[]): Input {
	const values = (name: string) =>
		ctx.getNodeParameter(name, itemIndex, undefined, { extractValue: true }) as unknown;
	const complain = (message: string, description?: string): never => {
		throw new NodeOperationError(ctx.getNode(), message, { itemIndex, description });
	};
	const evaluate = (expression: string): unknown => ctx.evaluateExpression(expression, itemIndex);
	return inputOf(values, setIn(ctx), fields, { complain, evaluate, zone: () => ctx.getTimezone() });
}

/** Makes the {@link Input} of a trigger, for its activation or for one delivery. There is no key to read. */
export function readTriggerInput(
	ctx: IHookFunctions | IWebhookFunctions | IPollFunctions,
	fields: INodeProperties[],
): Omit<Input, 'key'> {
	// A parameter that an expression gives nothing for is refused by us, not by n8n.
	const values = (name: string) => located(ctx.getNodeParameter(name, null as never));
	const complain = (message: string, description?: string): never => {
		throw new NodeOperationError(ctx.getNode(), message, { description });
	};
	return inputOf(values, setIn(ctx), fields, {
		complain,
		evaluate: () => null,
		zone: () => ctx.getTimezone(),
	});
}

/** The parameters as they are saved. They are asked for once, since n8n copies the whole node for it. */
function setIn(ctx: Pick<IExecuteFunctions, 'getNode'>): (name: string) => unknown {
	let written: INodeParameters | undefined;
	return (name) => (written ??= ctx.getNode().parameters ?? {})[name];
}

interface Surroundings {
	complain(message: string, description?: string): never;
	/** Evaluates an expression in double braces for the item. */
	evaluate(expression: string): unknown;
	/** The time zone of the workflow. */
	zone(): string;
}

/** Advice for a parameter whose expression may have returned nothing. */
const CHECK_EXPRESSION = 'If it holds an expression, check what the expression gives.';

/**
 * `setTo` returns a parameter as it is set in the node, without evaluating its expression; `undefined` if it is not
 * set.
 */
function inputOf(
	value: (name: string) => unknown,
	setTo: (name: string) => unknown,
	fields: INodeProperties[],
	surroundings: Surroundings,
): Input {
	const fieldOf = (name: string) => fields.find((field) => field.name === name);
	const label = (name: string) => fieldOf(name)?.displayName ?? name;
	const isExpression = (name: string) => String(located(setTo(name))).startsWith('=');
	const refuse = (name: string, complaint: string, advice?: string): never =>
		surroundings.complain(
			`'${label(name)}' ${complaint}`,
			advice ?? (isExpression(name) ? CHECK_EXPRESSION : undefined),
		);
	const refuseUnlessChoice = (text: string, name: string) => {
		const choices = choicesOf(fields, name);
		if (choices.length === 0 || choices.includes(text)) return;
		refuse(
			name,
			`has no choice '${oneLine(text)}'`,
			`Choose one from the list. An expression gives ${choices.join(', ')}.`,
		);
	};

	/** The fields of a collection, without those that `isLeftOut` names. */
	const groupOf = (name: string, isLeftOut: (field: string) => boolean = () => false) => {
		const given = value(name) ?? {};
		const group = isObject(given) ? given : refuse(name, 'is not a set of fields');
		const set = setTo(name);
		const setFields = isObject(set) ? set : group;
		return inputOf(
			(key) => (isLeftOut(key) ? undefined : located(group[key])),
			(key) => (isLeftOut(key) ? undefined : setFields[key]),
			innerFields(name),
			surroundings,
		);
	};
	const innerFields = (name: string) => (fieldOf(name)?.options ?? []) as INodeProperties[];
	/** An agent has to give something for each field that it fills in. */
	const isLeftByAgent = (group: string, field: string) => {
		const [given, set] = [value(group), setTo(group)].map((fieldsOf) => located(objectOf(fieldsOf)[field]));
		const isEmptied = group === 'updateFields' && Array.isArray(given);
		const isEmpty = given !== undefined && given !== null && isNothing(given) && !isEmptied;
		return isEmpty && String(set).includes('$fromAI');
	};

	const input: Input = {
		text(name) {
			return input.optionalText(name) ?? refuse(name, 'is empty', `Fill it in. ${CHECK_EXPRESSION}`);
		},
		key(name) {
			const text = input.text(name);
			const fault = brokenPart(value(name), setTo(name), surroundings.evaluate);
			return fault === null
				? text
				: refuse(
						name,
						`cannot be a key: ${fault}`,
						'It would be the same key for all items. Correct the expression, so that it returns a text or a number for this item.',
					);
		},
		optionalText(name) {
			const text = value(name) ?? '';
			if (typeof text === 'object') refuse(name, 'is not a text');
			const trimmed = String(text).trim().toWellFormed();
			if (trimmed !== '') refuseUnlessChoice(trimmed, name);
			return trimmed || undefined;
		},
		flag: (name) => input.optionalFlag(name) ?? false,
		optionalFlag(name) {
			const given = value(name);
			if (given === undefined && setTo(name) === undefined) return undefined;
			return truth(given) ?? refuse(name, 'is neither true nor false', CHECK_EXPRESSION);
		},
		number(name) {
			const given = value(name);
			const isNumeric = typeof given === 'number' || (typeof given === 'string' && given.trim() !== '');
			const number = isNumeric ? Number(given) : NaN;
			if (!Number.isFinite(number)) refuse(name, 'is not a number');
			const { minValue: least = -Infinity, maxValue: most = Infinity } = fieldOf(name)?.typeOptions ?? {};
			if (number >= least && number <= most) return number;
			return refuse(
				name,
				most === Infinity ? `must be ${least} or more` : `must be between ${least} and ${most}`,
			);
		},
		optionalNumber: (name) => (input.has(name) ? input.number(name) : undefined),
		list(name) {
			const given = value(name);
			if (given === undefined || given === null) return [];
			const entries: unknown[] = typeof given === 'string' ? given.split(',') : [given].flat();
			if (entries.some((entry) => typeof entry === 'object' && entry !== null)) {
				refuse(name, 'is not a list of texts');
			}
			return entries.map((entry) => String(entry ?? '').trim()).filter((entry) => entry !== '');
		},
		wholeList(name) {
			if (setTo(name) === undefined && !input.has(name)) return [];
			const isMissing = (entry: unknown) => entry === undefined || entry === null;
			if (input.isBlank(name) || (input.has(name) && [value(name)].flat().some(isMissing))) {
				refuse(name, 'has an entry without a value', CHECK_EXPRESSION);
			}
			const entries = input.list(name);
			const isGiven = input.has(name) && [value(name)].flat().length > 0;
			if (entries.length === 0 && isGiven) refuse(name, 'has no entry');
			for (const entry of entries) refuseUnlessChoice(entry, name);
			return entries;
		},
		optionalTime(name) {
			const text = input.optionalText(name);
			if (text === undefined) return undefined;
			const time = new Date(instantOf(text, surroundings.zone));
			return Number.isNaN(time.getTime())
				? refuse(name, `is not a date: ${text}`, 'Use ISO 8601, e.g. 2026-05-01T00:00:00Z.')
				: time.toISOString();
		},
		json(name) {
			const given = value(name);
			if (typeof given !== 'string') return given ?? undefined;
			if (given.trim() === '') return undefined;
			try {
				// `trim` also removes a byte order mark, which `JSON.parse` rejects.
				return JSON.parse(given.trim()) as unknown;
			} catch {
				return refuse(name, 'is not valid JSON');
			}
		},
		has: (name) => ![undefined, null, ''].includes(value(name) as string),
		isAdded: (name) => setTo(name) !== undefined,
		isExpression,
		isBlank(name) {
			const set = setTo(name);
			const isLeftEmpty = set === '' && fieldOf(name)?.type === 'string';
			return set !== undefined && !isLeftEmpty && !input.has(name);
		},
		limit() {
			if (input.flag('returnAll')) return Infinity;
			const limit = input.number('limit');
			return limit >= 1 ? Math.floor(limit) : refuse('limit', 'must be 1 or more');
		},
		group: (name) => groupOf(name),
		filledGroup(name, advice = {}) {
			if (isExpression(name) && input.isBlank(name)) refuse(name, 'is empty');
			const group = groupOf(name, (field) => isLeftByAgent(name, field));
			const given = objectOf(value(name));
			// A list that an expression gives empties a field that is changed; in a filter it would let everything through.
			const isChange = name === 'updateFields';
			for (const field of innerFields(name)) {
				const inside = located(given[field.name]);
				if (!group.isAdded(field.name) || !isNothing(inside)) continue;
				if (isChange && Array.isArray(inside) && group.isExpression(field.name)) continue;
				const usual = `Fill it in, or remove it. ${CHECK_EXPRESSION}`;
				group.refuse(field.name, 'is empty', advice[field.name] ?? usual);
			}
			return group;
		},
		sources(ids) {
			const names = [...new Set(fields.filter(holdsId).map(({ name }) => name))];
			return names.flatMap((name) => {
				const id = textGiven(value, name);
				if (!ids.some((wanted) => wanted !== '' && isAbout(id, wanted))) return [];
				return [`'${label(name)}' is ${oneLine(id, 80)}, ${sourceOf(located(setTo(name)))}.`];
			});
		},
		refuse,
	};
	return input;
}

/** Whether nothing was entered or chosen. */
function isNothing(given: unknown): boolean {
	if (Array.isArray(given)) return given.length === 0;
	return given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
}

function holdsId({ type }: INodeProperties): boolean {
	return type === 'string' || type === 'resourceLocator';
}

/** The text of a parameter; empty for one that the panel does not show now, or that has no text. */
function textGiven(value: (name: string) => unknown, name: string): string {
	try {
		const given = located(value(name));
		return typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	} catch {
		return '';
	}
}

/** Whether a text is an id, or the address of the page of what has the id. */
function isAbout(text: string, id: string): boolean {
	return text === id || (/^https?:\/\//i.test(text) && text.split(/[/?#]/).includes(id));
}

/** Where the value of a parameter is from; `set` is the parameter as it is saved. */
function sourceOf(set: unknown): string {
	if (typeof set !== 'string' || !set.startsWith('=')) return 'as it is set in this node';
	const expression = oneLine(set.slice(1), 100);
	const isOfItem = /\$(json|input)\b/.test(expression);
	return `${isOfItem ? 'from the input item by' : 'from'} the expression ${expression}`;
}

/** Choices by list of fields and name: each delivery asks for the same ones. */
const knownChoices = new WeakMap<INodeProperties[], Map<string, string[]>>();

/** The choices of a field in a list of fields. */
function choicesOf(fields: INodeProperties[], name: string): string[] {
	const ofFields = knownChoices.get(fields) ?? new Map<string, string[]>();
	knownChoices.set(fields, ofFields);
	const choices = ofFields.get(name) ?? choicesIn(fields.filter((field) => field.name === name));
	ofFields.set(name, choices);
	return choices;
}

/** The values in a list of options; empty if one of the fields with that name also accepts other values. */
function choicesIn(fields: INodeProperties[]): string[] {
	const hasChoices = ({ type, options, typeOptions }: INodeProperties) =>
		(type === 'options' || type === 'multiOptions') && options && !typeOptions;
	if (!fields.every(hasChoices)) return [];
	return fields.flatMap(({ options = [] }) =>
		options.map((option) => String((option as INodePropertyOptions).value)),
	);
}

/** Converts a value to true or false; `undefined` if it is neither. */
function truth(value: unknown): boolean | undefined {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (text === true || text === 'true' || text === 1) return true;
	return text === false || text === 'false' || text === 0 ? false : undefined;
}

/**
 * The value of a resource locator; any other value as it is. n8n does not do this inside a collection, where a locator
 * that nobody touched is saved as its default, without `__rl`.
 */
export function located(value: unknown): unknown {
	if (!isObject(value)) return value;
	const isDefault = typeof value.mode === 'string' && 'value' in value && Object.keys(value).length === 2;
	return value.__rl === true || isDefault ? value.value : value;
}
