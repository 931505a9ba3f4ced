/** What operations return of defects, plans and other things that are no runs. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { Input } from '../../n8n/parameters/input';
import { projectOf } from './normalize';
import type { QaseConfigurationGroup, QaseFound } from './wire';

/** The fields that Simplify keeps, in the order of the output. They stay as Qase sends them. */
const KEPT = {
	defect: [
		...['id', 'title', 'status', 'severity', 'actual_result', 'milestone_id', 'author_id', 'runs', 'results'],
		...['tags', 'custom_fields', 'created_at', 'updated_at', 'resolved_at'],
	],
	environment: ['id', 'title', 'slug', 'host', 'description'],
	milestone: ['id', 'title', 'status', 'due_date', 'description', 'created_at', 'updated_at'],
	plan: ['id', 'title', 'description', 'cases_count', 'created_at', 'updated_at'],
	planWithCases: [
		...['id', 'title', 'description', 'cases_count', 'average_time', 'cases', 'created_at', 'updated_at'],
	],
} satisfies Record<string, string[]>;

/** What has a list of fields in the table. */
export type ShownKind = keyof typeof KEPT;

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
	return {
		id: configuration.id as number,
		title: textOf(configuration.title),
		group: { id, title: textOf(title) },
		...projectOf(code),
	};
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
