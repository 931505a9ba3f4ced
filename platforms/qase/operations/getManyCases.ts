import type { INodeProperties } from 'n8n-workflow';

import {
	filtersCollection,
	optionsCollection,
	returnAllFields,
	simplifyField,
} from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { Keep } from '../../../n8n/transport/paging';
import type { Query } from '../../../n8n/transport/query';
import type { ItemOperation } from '../../platform';
import { locator, milestoneField, optionalId, projectField } from '../fields';
import { externalIssuesOption } from '../resultFields';
import type { QaseCase } from '../wire';

/** A filter by choices of the workspace; `list` is the name of the method that loads them. */
function choices(displayName: string, name: string, list: string): INodeProperties {
	return {
		displayName: `${displayName} Names or IDs`,
		name,
		type: 'multiOptions',
		default: [],
		typeOptions: { loadOptionsMethod: list },
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

const filtersField = filtersCollection([
	{
		displayName: 'Automation',
		name: 'automation',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Automated', value: 'automated' },
			{ name: 'Not Automated', value: 'is-not-automated' },
			{ name: 'To Be Automated', value: 'to-be-automated' },
		],
	},
	choices('Behavior', 'behaviors', 'qaseCaseBehaviors'),
	{
		displayName: 'External Issue IDs',
		name: 'issueIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. SHOP-12, SHOP-15',
		description:
			'Only cases that are linked to one of these issues, separated by commas; needs External Issue Tracker',
	},
	{
		displayName: 'External Issue Tracker',
		name: 'issueTracker',
		type: 'options',
		default: 'jira-cloud',
		options: [
			{ name: 'Asana', value: 'asana' },
			{ name: 'Azure DevOps', value: 'azure-devops' },
			{ name: 'ClickUp', value: 'clickup-app' },
			{ name: 'GitHub', value: 'github-app' },
			{ name: 'GitLab', value: 'gitlab-app' },
			{ name: 'Jira Cloud', value: 'jira-cloud' },
			{ name: 'Jira Server', value: 'jira-server' },
			{ name: 'Linear', value: 'linear' },
			{ name: 'Monday', value: 'monday' },
			{ name: 'Redmine', value: 'redmine-app' },
			{ name: 'Trello', value: 'trello-app' },
			{ name: 'YouTrack', value: 'youtrack-app' },
		],
		description: 'Only cases that are linked to issues of this tracker',
	},
	{ ...milestoneField, description: 'Only cases of this milestone' },
	choices('Priority', 'priorities', 'qaseCasePriorities'),
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice',
		description: 'Only cases whose title contains this',
	},
	choices('Severity', 'severities', 'qaseCaseSeverities'),
	{
		displayName: 'Status',
		name: 'caseStatus',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Actual', value: 'actual' },
			{ name: 'Deprecated', value: 'deprecated' },
			{ name: 'Draft', value: 'draft' },
		],
	},
	locator({
		displayName: 'Suite',
		name: 'suiteId',
		list: 'qaseSuites',
		description: 'Only cases of this suite',
		placeholder: 'e.g. 12',
	}),
	choices('Type', 'types', 'qaseCaseTypes'),
]);

/** Lists the test cases of a project. */
export const getManyCases: ItemOperation = {
	value: 'getManyCases',
	name: 'Get Many Cases',
	action: 'Get many Qase cases',
	description: 'List the test cases of a project with their priority, owner and custom fields, one item each',
	fields: [
		projectField,
		...returnAllFields,
		filtersField,
		simplifyField,
		optionsCollection([externalIssuesOption]),
	],
	async run(call) {
		const { qaseApi, shownCases, shownParts, wordsFinder } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const code = input.text('projectCode');
		const include = input.group('options').flag('includeExternalIssues') ? 'external_issues' : undefined;
		const query = { ...caseFilters(input.filledGroup('filters')), include };
		const api = qaseApi(ctx, itemIndex);
		const list = async (keep: Keep<QaseCase, QaseCase>) =>
			await api.listCases(code, input.limit(), query, keep);
		if (!input.flag('simplify')) return await list((cases) => cases);
		const [cases, findWords] = [await list(shownParts), await wordsFinder(ctx, itemIndex)];
		return await shownCases(cases, await findWords(cases), code);
	},
};

function caseFilters(filters: Input): Query {
	const joined = (name: string) => filters.wholeList(name).join(',');
	return {
		search: filters.optionalText('search'),
		milestone_id: optionalId(filters, 'milestoneId'),
		suite_id: optionalId(filters, 'suiteId'),
		severity: joined('severities'),
		priority: joined('priorities'),
		type: joined('types'),
		behavior: joined('behaviors'),
		automation: joined('automation'),
		status: joined('caseStatus'),
		...issueFilters(filters),
	};
}

/** undocumented: ids without a tracker. They might not filter at all. */
function issueFilters(filters: Input): Query {
	const [tracker, ids] = [filters.optionalText('issueTracker'), filters.wholeList('issueIds')];
	if (ids.length > 0 && tracker === undefined) {
		filters.refuse('issueIds', 'needs a tracker', "Add the filter 'External Issue Tracker'.");
	}
	return { 'external_issues[type]': tracker, 'external_issues[ids][]': ids };
}
