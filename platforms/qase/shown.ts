/** What operations return of defects, plans and other things that are no runs. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { Input } from '../../n8n/parameters/input';
import { projectOf } from './normalize';
import type { QaseConfigurationGroup, QaseFound } from './wire';

/** What they have in common. */
interface Shown {
	id: number;
	title: string | null;
	description: string | null;
	created_at: string | null;
	updated_at: string | null;
	project: { id: string; name: null };
}

/** A defect with Simplify on. */
export interface ShownDefect extends Omit<Shown, 'description'> {
	status: string | null;
	severity: string | null;
	actual_result: string | null;
	milestone_id: number | null;
	author_id: number | null;
	runs: number[] | null;
	results: string[] | null;
	tags: Array<{ title: string }> | null;
	custom_fields: Array<{ id: number; value: string }> | null;
	resolved_at: string | null;
}

/** An environment with Simplify on. */
export interface ShownEnvironment extends Omit<Shown, 'created_at' | 'updated_at'> {
	slug: string | null;
	host: string | null;
}

/** A milestone with Simplify on. */
export interface ShownMilestone extends Shown {
	status: string | null;
	due_date: string | null;
}

/** A plan of a list with Simplify on. */
export interface ShownPlan extends Shown {
	cases_count: number | null;
}

/** A plan that was read by its id, with Simplify on. */
export interface ShownPlanWithCases extends ShownPlan {
	average_time: number | null;
	cases: Array<{ case_id: number; assignee_id: number | null }> | null;
}

/** A configuration with its group. */
export interface ShownConfiguration {
	id: number;
	title: string | null;
	group: { id: number; title: string | null };
	project: { id: string; name: null };
}

/** Kinds, and what is shown of them. */
interface Kinds {
	defect: ShownDefect;
	environment: ShownEnvironment;
	milestone: ShownMilestone;
	plan: ShownPlan;
	planWithCases: ShownPlanWithCases;
}

/** What Simplify keeps besides the project, in the order of the output. It stays as Qase sends it. */
const KEPT: { [Kind in keyof Kinds]: Array<Exclude<keyof Kinds[Kind] & string, 'project'>> } = {
	defect: [
		...(['id', 'title', 'status', 'severity', 'actual_result', 'milestone_id', 'author_id', 'runs'] as const),
		...(['results', 'tags', 'custom_fields', 'created_at', 'updated_at', 'resolved_at'] as const),
	],
	environment: ['id', 'title', 'slug', 'host', 'description'],
	milestone: ['id', 'title', 'status', 'due_date', 'description', 'created_at', 'updated_at'],
	plan: ['id', 'title', 'description', 'cases_count', 'created_at', 'updated_at'],
	planWithCases: [
		...(['id', 'title', 'description', 'cases_count', 'average_time', 'cases'] as const),
		...(['created_at', 'updated_at'] as const),
	],
};

/** What has a list of fields in the table. */
export type ShownKind = keyof Kinds;

/** One of them with its project: the fields that workflows need, or all if Simplify is off. */
export function shownOne(input: Input, kind: ShownKind, code: string, raw: IDataObject): IDataObject {
	return shownMany(input, kind, code)([raw])[0];
}

/** The same for the pages of a list; `simplify` is read only once. */
export function shownMany(input: Input, kind: ShownKind, code: string) {
	const simplify = input.flag('simplify');
	return (raws: IDataObject[]): IDataObject[] =>
		raws.map((raw) => ({ ...(simplify ? only(raw, KEPT[kind]) : raw), ...projectOf(code) }));
}

/** These fields; `null` where Qase does not send one, so that all items have the same. */
function only(raw: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, raw[name] ?? null]));
}

/** One item per configuration, with its group. */
export function shownConfigurations(groups: QaseConfigurationGroup[], code: string): IDataObject[] {
	return groups.flatMap((group) =>
		objectsOf(group.configurations).map(({ id, title }) => shownConfiguration(group, { id, title }, code)),
	);
}

/** A configuration with its group. */
export function shownConfiguration(
	{ id, title }: QaseConfigurationGroup,
	configuration: { id?: unknown; title?: unknown },
	code: string,
): IDataObject {
	const shown: ShownConfiguration = {
		id: configuration.id as number,
		title: textOf(configuration.title),
		group: { id, title: textOf(title) },
		...projectOf(code),
	};
	return { ...shown };
}

/**
 * The field that shows what a search has found, and what Simplify keeps of it (contract: 2.8). Their order matters: a
 * result also has the id of its run, and a run that of its plan.
 */
const FOUND: Array<{ by: string; entity: string; kept: string[] }> = [
	{
		by: 'result_hash',
		entity: 'result',
		kept: ['hash', 'run_id', 'case_id', 'status', 'time_spent_ms', 'end_time', 'comment', 'stacktrace'],
	},
	{
		by: 'test_case_id',
		entity: 'case',
		kept: [
			...['id', 'title', 'severity', 'priority', 'type', 'automation', 'status', 'is_flaky', 'suite_id'],
			...['milestone_id', 'tags', 'custom_fields', 'created_at', 'updated_at'],
		],
	},
	{ by: 'defect_id', entity: 'defect', kept: without(KEPT.defect, 'runs', 'results') },
	{
		by: 'requirement_id',
		entity: 'requirement',
		kept: ['id', 'title', 'description', 'status', 'type', 'parent_id', 'created_at', 'updated_at'],
	},
	{
		by: 'run_id',
		entity: 'run',
		kept: [
			...['id', 'title', 'status_text', 'start_time', 'end_time', 'elapsed_time', 'stats', 'environment'],
			...['milestone', 'plan_id', 'tags', 'custom_fields'],
		],
	},
	{ by: 'plan_id', entity: 'plan', kept: KEPT.plan },
];

/** Said of what is none of them. */
const UNKNOWN = 'Qase sent none of the fields that show what this is, so all that it sent is here.';

/** What a search found, each with its kind as `entity`. What is not understood is `unknown`, and nothing is left out. */
export function shownFound(input: Input) {
	const simplify = input.flag('simplify');
	return (raws: QaseFound[]): IDataObject[] => raws.map((raw) => found(raw, simplify));
}

function found(raw: QaseFound, simplify: boolean): IDataObject {
	const kind = FOUND.find(({ by }) => textOf(raw[by]) !== null);
	if (kind === undefined) return { entity: 'unknown', note: UNKNOWN, ...raw };
	if (!simplify) return { entity: kind.entity, ...raw };
	// Only the field that shows the kind must be there; the usual name of the id may be missing.
	const id = kind.entity === 'result' ? 'hash' : 'id';
	return { entity: kind.entity, ...only({ ...raw, [id]: raw[id] ?? raw[kind.by] }, kind.kept) };
}

function without(names: string[], ...left: string[]): string[] {
	return names.filter((name) => !left.includes(name));
}

/** The ids of the cases of a plan that was read by its id; `null` if Qase does not send them. */
export function caseIdsOf(plan: IDataObject): number[] | null {
	if (!Array.isArray(plan.cases)) return null;
	return plan.cases.map((entry) => Number(isObject(entry) ? objectOf(entry).case_id : entry));
}
