import { dateTime, integerText, oneOf, text, type Check } from '../../kernel/checks';
import type { Answer, ApiCall, QueryField } from '../../kernel/contract';
import { ok } from './answers';
import type { CurrentsWorld, Group, Run, Spec, TestCase } from './world';

const texts: QueryField = { check: text(), repeated: true };

/** A day without a time. */
export const day: Check = (value) =>
	/^\d{4}-\d{2}-\d{2}$/.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
		? null
		: 'must be a day as YYYY-MM-DD';

/** A day, or a date and time: sources differ. */
export const dayOrTime: Check = (value) => (day(value) === null ? null : dateTime(value));

/** The query of everything about the runs of some days: the days, and the filters of currents.md 2.4. */
export function periodQuery(date: Check): Record<string, QueryField> {
	return {
		date_start: { check: date, required: true },
		date_end: { check: date, required: true },
		...{ 'branches[]': texts, 'tags[]': texts, 'authors[]': texts, 'groups[]': texts },
	};
}

/** The query of lists with numbered pages. */
export function numberedQuery(max: number): Record<string, QueryField> {
	return {
		page: { check: integerText({ min: 0, max: 1_000_000 }) },
		limit: { check: integerText({ min: 1, max }) },
		dir: { check: oneOf(['asc', 'desc']) },
	};
}

/** A page of a list with numbered pages. */
export function numberedPage<Item>(call: ApiCall, items: Item[], more: object = {}): Answer {
	const [limit, page] = [Number(call.query.limit?.[0] ?? 50), Number(call.query.page?.[0] ?? 0)];
	const list = items.slice(page * limit, (page + 1) * limit);
	const nextPage = (page + 1) * limit < items.length ? page + 1 : false;
	return ok({ list, count: list.length, total: items.length, nextPage, ...more });
}

/** In the order of the query, descending without one. */
export function ordered<Item>(call: ApiCall, items: Item[], keyOf: (item: Item) => string | number): Item[] {
	const sign = call.query.dir?.[0] === 'asc' ? 1 : -1;
	const compare = (a: Item, b: Item) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
	return [...items].sort((a, b) => sign * compare(a, b));
}

/** One spec file in one group of a run. */
export interface SpecExecution {
	run: Run;
	group: Group;
	spec: Spec;
}

/** One test in one group of a run. */
export interface Execution extends SpecExecution {
	test: TestCase;
}

/** The runs of a project that fit the query. The end of the period is exclusive. */
export function runsOf({ runs }: CurrentsWorld, { params, query }: ApiCall): Run[] {
	const [start, end] = [query.date_start[0], query.date_end[0]].map((date) => Date.parse(date));
	const fits = (name: string, values: string[]) =>
		!query[name] || query[name].some((wanted) => values.includes(wanted));
	return runs.filter(
		(run) =>
			run.projectId === params.projectId &&
			Date.parse(run.createdAt) >= start &&
			Date.parse(run.createdAt) < end &&
			fits('branches[]', [run.branch]) &&
			fits('tags[]', run.tags) &&
			fits('authors[]', [run.author]),
	);
}

/** The spec files of these runs, in the groups of the query. */
export function specExecutionsOf(world: CurrentsWorld, call: ApiCall): SpecExecution[] {
	const groups = call.query['groups[]'];
	return runsOf(world, call).flatMap((run) =>
		run.groups
			.filter(({ groupId }) => !groups || groups.includes(groupId))
			.flatMap((group) => group.specs.map((spec) => ({ run, group, spec }))),
	);
}

/** The tests of these that have reported. */
export function executionsOf(world: CurrentsWorld, call: ApiCall): Execution[] {
	return specExecutionsOf(world, call).flatMap((execution) =>
		execution.spec.tests.filter(({ outcome }) => outcome !== null).map((test) => ({ ...execution, test })),
	);
}

/** Entries under the same key together. */
export function groupedBy<Item>(items: Item[], keyOf: (item: Item) => string): Item[][] {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		groups.set(key, [...(groups.get(key) ?? []), item]);
	}
	return [...groups.values()];
}

/** Part of a whole; 0 of nothing. */
export function rate(part: number, whole: number): number {
	return whole === 0 ? 0 : part / whole;
}

/** The average; 0 of nothing. */
export function average(values: number[]): number {
	return rate(
		values.reduce((sum, value) => sum + value, 0),
		values.length,
	);
}
