import { integerText, oneOf, text, type Check } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, finds, ok, page, pageQuery } from './answers';
import { caseOptions } from './fields';
import { onProject } from './lists';
import { isoTime } from './wire';
import type { CaseFields, Project, QaseWorld, TestCase } from './world';

const idText = integerText({ min: 1, max: Number.MAX_SAFE_INTEGER });
const include = { include: { check: oneOf(['external_issues']) } };

const trackers = [
	...['asana', 'azure-devops', 'clickup-app', 'github-app', 'gitlab-app', 'jira-cloud', 'jira-server'],
	...['linear', 'monday', 'redmine-app', 'trello-app', 'youtrack-app'],
];

const AUTOMATION = ['is-not-automated', 'to-be-automated', 'automated'];

/** What a case has that nobody has edited. */
const usual: CaseFields = {
	severity: 4,
	priority: 2,
	type: 1,
	behavior: 1,
	layer: 1,
	status: 0,
	isManual: true,
	isToBeAutomated: false,
	isFlaky: 0,
	milestoneId: null,
	authorId: 101,
	customFields: {},
	tags: [],
	issues: [],
};

/** Words of a closed list, separated by commas. */
function words(known: string[]): Check {
	const one = oneOf(known);
	return (value) => String(value).split(',').map(one).find(Boolean) ?? null;
}

/** qase.md 2.5 and 2.6: cases and their suites. */
export function caseEndpoints(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/case/:code',
			section: '2.5',
			query: {
				...pageQuery,
				...include,
				search: { check: text() },
				milestone_id: { check: idText },
				suite_id: { check: idText },
				severity: { check: words(caseOptions.severity) },
				priority: { check: words(caseOptions.priority) },
				type: { check: words(caseOptions.type) },
				behavior: { check: words(caseOptions.behavior) },
				automation: { check: words(AUTOMATION) },
				status: { check: words(caseOptions.status) },
				'external_issues[type]': { check: oneOf(trackers) },
				'external_issues[ids][]': { check: text(), repeated: true },
			},
			run: onProject(world, listCases),
		},
		{
			method: 'GET',
			path: '/v1/case/:code/:id',
			section: '2.5',
			query: include,
			run: onProject(world, ({ cases }, { params, query }) => {
				const found = cases.find(({ id }) => String(id) === params.id);
				return found
					? ok(caseJson(found, query.include !== undefined))
					: failed(world, 404, 'Test case not found');
			}),
		},
		{
			method: 'GET',
			path: '/v1/suite/:code',
			section: '2.6',
			query: { ...pageQuery, search: { check: text() } },
			run: onProject(world, (project, call) => {
				const suites = suitesOf(project);
				return page(
					call,
					suites,
					suites.filter(({ title }) => finds(call, title)),
					(suite) => suite,
				);
			}),
		},
	];
}

function listCases({ cases }: Project, call: ApiCall): Answer {
	const isOneOf = (name: string, word: string) =>
		!call.query[name] || call.query[name][0].split(',').includes(word);
	const issueIds = call.query['external_issues[ids][]'];
	const found = cases.filter((testCase) => {
		const fields = { ...usual, ...testCase.fields };
		const option = (name: keyof typeof caseOptions) => isOneOf(name, caseOptions[name][fields[name]]);
		return (
			finds(call, testCase.title) &&
			isOneOf('milestone_id', String(fields.milestoneId)) &&
			isOneOf('suite_id', String(testCase.suiteId)) &&
			(Object.keys(caseOptions) as Array<keyof typeof caseOptions>).every(option) &&
			isOneOf('automation', AUTOMATION[automationOf(fields)]) &&
			(!call.query['external_issues[type]'] ||
				fields.issues.some(({ type }) => isOneOf('external_issues[type]', type))) &&
			(!issueIds || fields.issues.some(({ id }) => issueIds.includes(id)))
		);
	});
	return page(call, cases, found, (testCase) => caseJson(testCase, call.query.include !== undefined));
}

/** 0 manual, 1 manual and to be automated, 2 automated. */
function automationOf({ isManual, isToBeAutomated }: CaseFields): number {
	if (!isManual) return 2;
	return isToBeAutomated ? 1 : 0;
}

function suitesOf({ cases }: Project) {
	const ids = [...new Set(cases.map(({ suiteId }) => suiteId))];
	return ids.map((id) => ({
		id,
		title: `Suite ${id}`,
		description: null,
		preconditions: null,
		position: id,
		cases_count: cases.filter(({ suiteId }) => suiteId === id).length,
		parent_id: null,
		created_at: isoTime(MADE_AT),
		updated_at: isoTime(MADE_AT),
	}));
}

/** A case as the API tells it. */
export function caseJson({ id, title, suiteId, fields }: TestCase, withIssues = false) {
	const all = { ...usual, ...fields };
	return {
		id,
		position: id,
		title,
		description: `Checks that the shop ${title}.`,
		preconditions: null,
		postconditions: null,
		severity: all.severity,
		priority: all.priority,
		type: all.type,
		layer: all.layer,
		is_flaky: all.isFlaky,
		behavior: all.behavior,
		automation: automationOf(all),
		isManual: all.isManual,
		isToBeAutomated: all.isToBeAutomated,
		status: all.status,
		milestone_id: all.milestoneId,
		suite_id: suiteId,
		custom_fields: Object.entries(all.customFields).map(([field, value]) => ({ id: Number(field), value })),
		attachments: [],
		steps_type: 'classic',
		steps: [],
		params: [],
		parameters: [],
		tags: all.tags.map((tag, index) => ({ title: tag, internal_id: index + 1 })),
		author_id: all.authorId,
		created_at: isoTime(MADE_AT),
		updated_at: isoTime(MADE_AT),
		...(withIssues ? { external_issues: all.issues } : {}),
	};
}

const MADE_AT = Date.parse('2026-01-15T09:00:00Z');
