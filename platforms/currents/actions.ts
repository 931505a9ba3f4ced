/** What the operations on actions share: the fields that are sent, and the output. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, objectOf, objectsOf, textOf, textsOf } from '../../core/text/json';
import type { Input } from '../../n8n/parameters/input';
import type { ActionFields } from './api';
import type { CurrentsAction, CurrentsCondition, CurrentsEffect, CurrentsMatcher } from './wire';

/** Longest texts that Currents accepts, by the name of the field, in characters. */
const MOST_CHARACTERS = { name: 255, description: 1000 };

/** Maximum number of tags that one action adds. */
const MOST_TAGS = 10;

/** Description and expiry, as far as they are given. */
export function actionFields(input: Input): Pick<ActionFields, 'description' | 'expiresAfter'> {
	return { description: shortText(input, 'description'), expiresAfter: expiryOf(input) };
}

/** The name, which must not be empty. */
export function actionName(input: Input): string {
	return shortText(input, 'name') ?? input.text('name');
}

/** An action whose expiry is missing would never end, so it must not get lost. */
function expiryOf(input: Input): string | undefined {
	if (!input.isBlank('expiresAfter')) return input.optionalTime('expiresAfter');
	return input.refuse('expiresAfter', 'is empty', 'Remove the field for an action that never expires.');
}

function shortText(input: Input, name: keyof typeof MOST_CHARACTERS): string | undefined {
	const text = input.optionalText(name);
	const most = MOST_CHARACTERS[name];
	return text === undefined || text.length <= most
		? text
		: input.refuse(name, `is longer than ${most} characters`);
}

/** What the action does with the tests. */
export function effectsOf(input: Input): CurrentsEffect[] {
	const op = input.text('actionType') as CurrentsEffect['op'];
	return op === 'tag' ? [{ op, details: { tags: tagsOf(input) } }] : [{ op }];
}

function tagsOf(input: Input): string[] {
	const tags = input.list('actionTags');
	if (tags.length === 0) return input.refuse('actionTags', 'is empty', 'Enter at least one tag.');
	return tags.length <= MOST_TAGS ? tags : input.refuse('actionTags', `has more than ${MOST_TAGS} tags`);
}

/**
 * The tests that the action is about: all that is given must hold. An expression that gives nothing is refused, because
 * the action would match more tests without it.
 *
 * @param further the collection with the conditions that are rarely needed
 */
export function matcherOf(input: Input, further: Input): CurrentsMatcher {
	const testId = readTestId(input);
	const branches = further.wholeList('branches');
	const cond = [
		...isEqual('title', given(input, 'title')),
		...isEqual('file', given(input, 'specFile')),
		...isEqual('testId', testId),
		...(branches.length > 0 ? [{ type: 'git_branch', op: 'in', value: branches }] : []),
		...(conditionsOf(further) ?? []),
	];
	if (cond.length > 0) return { op: 'AND', cond };
	const advice = "Fill in 'Title', 'Spec File' or 'Test ID', or add 'Conditions'.";
	return input.refuse('title', 'is empty, and nothing else says which tests are meant', advice);
}

function isEqual(type: string, value: string | undefined): CurrentsCondition[] {
	return value === undefined ? [] : [{ type, op: 'eq', value }];
}

function given(input: Input, name: string): string | undefined {
	if (!input.isBlank(name)) return input.optionalText(name);
	return input.refuse(name, 'is empty', 'Its expression returns nothing for this item.');
}

/** The id itself, or the last part of the address of a test's page. */
function readTestId(input: Input): string | undefined {
	const text = given(input, 'testId');
	if (text === undefined || !/^https?:\/\//i.test(text)) return text;
	const id = /\/test\/([^/?#]+)/.exec(text)?.[1];
	return id === undefined
		? input.refuse('testId', 'holds an address that is not the page of a test')
		: decodeURIComponent(id);
}

/** Conditions as Currents documents them; `undefined` if there are none. */
export function conditionsOf(input: Input): CurrentsCondition[] | undefined {
	if (input.isBlank('conditions')) return input.refuse('conditions', 'is empty');
	const conditions = input.json('conditions');
	if (conditions === undefined) return undefined;
	const isCondition = (entry: unknown) => isObject(entry) && Boolean(textOf(entry.type) && textOf(entry.op));
	return Array.isArray(conditions) && conditions.length > 0 && conditions.every(isCondition)
		? (conditions as CurrentsCondition[])
		: input.refuse('conditions', 'must be a list of conditions, each with type, op and value');
}

/** Whether an action is the one that these fields would create; description and expiry may differ. */
export function isAction({ name, action, matcher }: ActionFields): (existing: CurrentsAction) => boolean {
	const wanted = outlineOf(name, action, matcher);
	return (existing) => outlineOf(existing.name, existing.action, existing.matcher) === wanted;
}

/** A text that is the same for actions that do the same, whatever other fields Currents returns. */
function outlineOf(name: unknown, action: unknown, matcher: unknown): string {
	const { op, cond } = objectOf(matcher);
	return JSON.stringify([name, partsOf(action), op, partsOf(cond)]);
}

/** Effects or conditions, in an order that does not depend on theirs. */
function partsOf(parts: unknown): string[] {
	return objectsOf(parts)
		.map(({ type, op, value, details }) => JSON.stringify([type, op, value, tagsIn(details)]))
		.sort();
}

/** The action with the fields that workflows need, or as Currents sent it if Simplify is off. */
export function shownAction(input: Input, action: CurrentsAction): IDataObject {
	return shownActions(input, [action])[0];
}

/** The same for a list. */
export function shownActions(input: Input, actions: CurrentsAction[]): IDataObject[] {
	return input.flag('simplify') ? actions.map(simpleAction) : actions;
}

function simpleAction(action: CurrentsAction): IDataObject {
	const effects = objectsOf(action.action);
	return {
		actionId: action.actionId,
		name: textOf(action.name),
		description: textOf(action.description),
		status: textOf(action.status),
		types: effects.flatMap(({ op }) => textOf(op) ?? []),
		tags: effects.flatMap(({ details }) => tagsIn(details)),
		matcher: isObject(action.matcher) ? (action.matcher as IDataObject) : null,
		expiresAfter: textOf(action.expiresAfter),
		createdAt: textOf(action.createdAt),
	};
}

function tagsIn(details: unknown): string[] {
	return textsOf(objectOf(details).tags);
}
