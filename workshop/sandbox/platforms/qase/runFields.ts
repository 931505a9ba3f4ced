import {
	boolean,
	integer,
	integerText,
	isObject,
	listOf,
	nullable,
	oneOf,
	text,
	type Check,
} from '../../kernel/checks';
import { inspectFields, type BodyField, type QueryField } from '../../kernel/contract';
import { pageQuery } from './answers';

const id = integer({ min: 1 });

/** Words separated by commas, each of a closed list. */
function wordList(...words: string[]): Check {
	const one = oneOf(words);
	return (value) => String(value).split(',').map(one).find(Boolean) ?? null;
}

function issueLink(value: unknown): string | null {
	if (!isObject(value)) return 'must be an object';
	const fields = {
		run_id: { check: id, required: true as const },
		external_issue: { check: nullable(text()) },
	};
	return inspectFields(fields, value, 'link field');
}

/** Custom field values: qase.md 2.9. */
export const textMap: Check = (value) =>
	isObject(value) && Object.values(value).every((entry) => typeof entry === 'string')
		? null
		: 'must be an object of strings';

/** `YYYY-MM-DD HH:MM:SS`, as the vendor's reporters send it. */
const reporterTime: Check = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value)
		? null
		: 'must be YYYY-MM-DD HH:MM:SS';

/** Query of get, qase.md 2.2. */
export const includeQuery: Record<string, QueryField> = {
	include: { check: wordList('cases', 'defects', 'external_issue') },
};

/** Query of the list, qase.md 2.2: flat names, no deprecated words. */
export const listQuery: Record<string, QueryField> = {
	...pageQuery,
	...includeQuery,
	search: { check: text() },
	status: { check: wordList('in_progress', 'passed', 'failed', 'aborted') },
	milestone: { check: integerText({ min: 1, max: Number.MAX_SAFE_INTEGER }) },
	environment: { check: integerText({ min: 1, max: Number.MAX_SAFE_INTEGER }) },
	// Unix seconds: milliseconds would be beyond the year 5138.
	from_start_time: { check: integerText({ min: 0, max: 99_999_999_999 }) },
	to_start_time: { check: integerText({ min: 0, max: 99_999_999_999 }) },
};

/** Body of a new run, qase.md 2.2. */
export const createFields: Record<string, BodyField> = {
	title: { check: text({ max: 255 }), required: true },
	description: { check: text({ max: 10_000 }) },
	include_all_cases: { check: boolean },
	cases: { check: listOf(id) },
	plan_id: { check: id },
	is_autotest: { check: boolean },
	environment_id: { check: id },
	environment_slug: { check: text({ max: 255 }) },
	milestone_id: { check: id },
	author_id: { check: id },
	tags: { check: listOf(text()) },
	configurations: { check: listOf(id) },
	custom_field: { check: textMap },
	start_time: { check: reporterTime },
	end_time: { check: reporterTime },
	is_cloud: { check: boolean },
	cloud_run_config: {
		check: (value) =>
			isObject(value) ? oneOf(['chromium', 'firefox', 'webkit'])(value.browser) : 'must be an object',
	},
};

/** Body that links runs to issues, qase.md 2.2. */
export const issueFields: Record<string, BodyField> = {
	type: { check: oneOf(['jira-cloud', 'jira-server']), required: true },
	links: { check: listOf(issueLink, { min: 1 }), required: true },
};

/** Body of a change, qase.md 2.2. */
export const updateFields: Record<string, BodyField> = {
	title: { check: text({ max: 255 }) },
	description: { check: nullable(text({ max: 10_000 })) },
	environment_id: { check: nullable(id) },
	environment_slug: { check: nullable(text({ max: 255 })) },
	milestone_id: { check: nullable(id) },
	tags: { check: nullable(listOf(text())) },
	configurations: { check: nullable(listOf(id)) },
	custom_field: { check: nullable(textMap) },
};
