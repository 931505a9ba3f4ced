import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { oneRunFields, trustsVerdict, trustVerdictOption } from '../fields';
import type { QaseIssueLink } from '../wire';

/** Links a run to an issue of Jira, or takes the link off. */
export const linkIssue: ItemOperation = {
	value: 'linkIssue',
	name: 'Link Issue',
	action: 'Link a Qase run to an issue',
	description:
		'Link a run to an issue of Jira and return it with that link. A run has one link; another one is replaced.',
	needsAllowance: true,
	fields: [
		...oneRunFields,
		{
			displayName: 'Issue',
			name: 'issue',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SHOP-12',
			displayOptions: { show: { removeLink: [false] } },
			description: 'Key of the issue',
		},
		{
			displayName: 'Remove Link',
			name: 'removeLink',
			type: 'boolean',
			default: false,
			description: 'Whether to take the link of the run off',
		},
		{
			displayName: 'Tracker',
			name: 'tracker',
			type: 'options',
			default: 'jira-cloud',
			options: [
				{ name: 'Jira Cloud', value: 'jira-cloud' },
				{ name: 'Jira Server', value: 'jira-server' },
			],
			description: 'Where the issue is; it has to be connected with Qase',
		},
		simplifyField,
		optionsCollection([trustVerdictOption]),
	],
	async run(call) {
		const { input } = call;
		const { readingOf, runOf } = await import('../executing');
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const issue = input.flag('removeLink') ? null : input.text('issue');
		await api.linkIssue(code, input.text('tracker') as QaseIssueLink['type'], Number(runId), issue);
		const raw = await api.getRun(code, runId, 'external_issue');
		const { external_issue: externalIssue = null } = raw;
		return { ...output(input, await readingOf(api, raw, view)), externalIssue };
	},
};
