import { booleanText, dateTime, oneOf, text } from '../../kernel/checks';
import type { QueryField } from '../../kernel/contract';
import { cursorQuery } from './answers';
import { runJson } from './wire';
import type { CurrentsWorld, Run } from './world';

const useInstead = (name: string) => ({
	check: text(),
	repeated: true as const,
	refused: `is deprecated for \`${name}\``,
});
const words = (...values: string[]) => ({ check: oneOf(values), repeated: true as const });
const list = { check: text(), repeated: true as const };

/** Query of the runs list, currents.md 2.2. Status filters are upper-case whatever the answers are. */
export const listQuery: Record<string, QueryField> = {
	...cursorQuery,
	'tags[]': list,
	tag_operator: { check: oneOf(['AND', 'OR']) },
	'branches[]': list,
	'authors[]': list,
	search: { check: text({ max: 200 }) },
	pr_id: { check: text({ max: 128 }) },
	status: words('PASSED', 'FAILED', 'RUNNING', 'FAILING'),
	completion_state: words('COMPLETE', 'IN_PROGRESS', 'CANCELED', 'TIMEOUT'),
	date_start: { check: dateTime },
	date_end: { check: dateTime },
	branch: useInstead('branches[]'),
	tag: useInstead('tags[]'),
	author: useInstead('authors[]'),
};

/** Query of find, currents.md 2.2. */
export const findQuery: Record<string, QueryField> = {
	projectId: { check: text(), required: true },
	ciBuildId: { check: text() },
	branch: { check: text() },
	'tags[]': list,
	'tag[]': useInstead('tags[]'),
	pwLastRun: { check: booleanText },
};

/** The runs a list query selects, in the order given. */
export function filterRuns(world: CurrentsWorld, runs: Run[], query: Record<string, string[]>): Run[] {
	const one = (name: string) => query[name]?.[0];
	const within = (name: string, value: string) => !query[name] || query[name].includes(value);
	return runs.filter((run) => {
		const { status, completionState } = upperState(world, run);
		const search = one('search')?.toLowerCase();
		const [start, end] = [one('date_start'), one('date_end')];
		return (
			hasTags(run, query['tags[]'], one('tag_operator')) &&
			within('branches[]', run.branch) &&
			within('authors[]', run.author) &&
			within('pr_id', run.pullRequest?.id ?? '') &&
			within('status', status) &&
			within('completion_state', completionState) &&
			(!search || [run.ciBuildId, run.message].some((value) => value.toLowerCase().includes(search))) &&
			(!start || Date.parse(run.createdAt) >= Date.parse(start)) &&
			(!end || Date.parse(run.createdAt) < Date.parse(end))
		);
	});
}

/** Whether a run has all (`AND`, the default) or any (`OR`) of the tags. */
export function hasTags({ tags }: Run, wanted: string[] = [], operator = 'AND'): boolean {
	if (wanted.length === 0) return true;
	return operator === 'OR'
		? wanted.some((tag) => tags.includes(tag))
		: wanted.every((tag) => tags.includes(tag));
}

function upperState(world: CurrentsWorld, run: Run) {
	const variants = { ...world.tools.variants, statusCase: 'upper' as const };
	return runJson({ ...world, tools: { ...world.tools, variants } }, run);
}
