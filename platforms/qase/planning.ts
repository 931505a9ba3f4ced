/** Creating what runs are planned with: never twice for the same item, and not at all where there is one. */
import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../core/text/json';
import type { OperationCall } from '../../n8n/items/contract';
import { oncePerItem } from '../../n8n/items/startedRuns';
import type { Input } from '../../n8n/parameters/input';
import type { PlanningApi, PlanningKind } from './planningApi';
import { requiredId, requiredText } from './fields';
import { caseIdsOf, shownOne, type ShownKind } from './shown';
import type { QaseConfigurationGroup, QaseEntity, QasePlan, QasePlanBody } from './wire';

/** What is to be created. */
interface Creation {
	api: PlanningApi;
	kind: PlanningKind;
	/** How it is shown. */
	shown: ShownKind;
	/** Code of the project. */
	code: string;
	body: object;
	/** Finds the id of one that is the same for the user. */
	find(): Promise<number | undefined>;
}

/**
 * Creates it and returns it as Qase has it then. With Return Existing, one that is there is returned. That is looked up
 * in every try of Retry On Fail, so that it also finds one whose creation was not answered.
 */
export async function createdOnce(call: OperationCall, creation: Creation): Promise<IDataObject> {
	const { api, kind, shown, code, body, find } = creation;
	const existing = returnsExisting(call.input) ? await find() : undefined;
	const create = async () => (await api.create(kind, code, body)).id;
	const id = existing ?? (await oncePerItem(call, 'create', create));
	return shownOne(call.input, shown, code, await api.read(kind, code, id));
}

/** Whether the user wants an existing one instead of another. */
export function returnsExisting(input: Input): boolean {
	return input.group('additionalFields').flag('returnExisting');
}

/** The id of the first one with this text in this field. The query lets Qase search for it. */
export async function idByText(
	api: PlanningApi,
	kind: PlanningKind,
	code: string,
	{ field, text, query }: { field: string; text: string; query?: Record<string, string> },
): Promise<number | undefined> {
	const same = (entities: QaseEntity[]) => entities.filter((entity) => textOf(entity[field]) === text);
	return (await api.list<QaseEntity>(kind, code, Infinity, query, same))[0]?.id;
}

/** The id of a plan with this title and exactly these cases. */
export async function idOfPlan(
	api: PlanningApi,
	code: string,
	{ title, cases }: QasePlanBody,
): Promise<number | undefined> {
	const sameTitle = (plans: QaseEntity[]) => plans.filter((plan) => textOf(plan.title) === title);
	const wanted = setText(cases);
	for (const { id } of await api.list<QaseEntity>('plan', code, Infinity, {}, sameTitle)) {
		const planned = caseIdsOf(await api.read<QasePlan>('plan', code, id));
		if (planned !== null && setText(planned) === wanted) return id;
	}
	return undefined;
}

function setText(ids: number[]): string {
	return [...new Set(ids)].sort((a, b) => a - b).join();
}

/**
 * The group that a configuration is created in. One that is named by its title and does not exist is created, once per
 * item.
 */
export async function configurationGroup(
	call: OperationCall,
	api: PlanningApi,
	code: string,
): Promise<QaseConfigurationGroup> {
	const isByTitle = call.input.text('groupFrom') === 'title';
	return isByTitle ? await groupByTitle(call, api, code) : await groupById(call.input, api, code);
}

async function groupById(input: Input, api: PlanningApi, code: string): Promise<QaseConfigurationGroup> {
	const groupId = requiredId(input, 'groupId');
	const group = (await api.listGroups(code)).find(({ id }) => Number(id) === groupId);
	return group ?? input.refuse('groupId', `is no group of the project ${code}: ${groupId}`);
}

async function groupByTitle(
	call: OperationCall,
	api: PlanningApi,
	code: string,
): Promise<QaseConfigurationGroup> {
	const title = requiredText(call.input, 'groupTitle', 255);
	const groups = await api.listGroups(code);
	const [group, another] = groups.filter((candidate) => textOf(candidate.title) === title);
	if (another !== undefined) {
		call.input.refuse('groupTitle', 'is the title of several groups', "Set 'Group From' to Existing Group.");
	}
	const create = async () => (await api.createGroup(code, title)).id;
	return group ?? { id: await oncePerItem(call, 'createGroup', create), title };
}
