import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { locator, projectField, requiredId } from '../fields';
import { externalIssuesOption } from '../resultFields';

/** Reads one test case. */
export const getCase: ItemOperation = {
	value: 'getCase',
	name: 'Get Case',
	action: 'Get a Qase case',
	description: 'Read a test case with its priority, owner, custom fields and texts',
	fields: [
		projectField,
		locator({
			displayName: 'Case',
			name: 'caseId',
			list: 'qaseCases',
			description:
				'The test case. Behind Get Many Failures it is {{ $json.caseId }}, behind Get Many Results {{ $json.case_id }}.',
			required: true,
			placeholder: 'e.g. {{ $json.caseId }}',
		}),
		simplifyField,
		optionsCollection([externalIssuesOption]),
	],
	async run(call) {
		const { qaseApi, shownCases, wordsFinder } = await import('../executing');
		const { input } = call;
		const code = input.text('projectCode');
		const include = input.group('options').flag('includeExternalIssues') ? 'external_issues' : undefined;
		const api = qaseApi(call.ctx, call.itemIndex);
		const testCase = await api.getCase(code, String(requiredId(input, 'caseId')), include);
		if (!input.flag('simplify')) return testCase;
		const findWords = await wordsFinder(call.ctx, call.itemIndex);
		return await shownCases([testCase], await findWords([testCase]), code);
	},
};
