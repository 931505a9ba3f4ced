import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import type { Input } from '../../../n8n/parameters/input';
import { output } from '../../../n8n/items/output';
import { detailOptions, readDetails } from '../../shared/details';
import { projectField } from '../fields';

/**
 * Finds the run of a CI build, or the latest completed run: of a branch, with certain tags, or of the whole project.
 */
export const findRun: ItemOperation = {
	value: 'findRun',
	name: 'Find Run',
	action: 'Find a Currents run',
	description:
		'Find the run of a CI build, or the latest completed run of the project, of a branch or with tags',
	fields: [
		projectField,
		{
			displayName: 'Build ID',
			name: 'buildId',
			type: 'string',
			default: '',
			placeholder: 'e.g. web-shop-4711',
			description:
				'Exact CI build ID that the run was reported with. If it is set, branch and tags are ignored.',
		},
		{
			displayName: 'Branch',
			name: 'branch',
			type: 'string',
			default: '',
			placeholder: 'e.g. main',
			description: 'Finds the latest completed run of this branch, instead of the whole project',
		},
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. smoke, nightly',
			description: 'Finds the latest completed run with these tags, separated by commas',
		},
		simplifyField,
		optionsCollection(detailOptions),
	],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { currentsApi, dashboardOf, readingOf } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const query = {
			projectId: input.text('projectId'),
			ciBuildId: input.optionalText('buildId'),
			branch: input.optionalText('branch'),
			'tags[]': tagsOf(input),
		};
		if (!query.ciBuildId) refuseEmptyExpression(call);
		const details = readDetails(input);
		const raw = await api.findRun(query);
		return output(input, await readingOf(api, raw, await dashboardOf(ctx, itemIndex), details));
	},
};

/** A gap in what an expression gives would find a run with fewer tags. */
function tagsOf(input: Input): string[] {
	const isGiven = input.isExpression('tags') && !input.isBlank('tags');
	return isGiven ? input.wholeList('tags') : input.list('tags');
}

/**
 * If the expression for the build, branch or tags returns nothing, the result must not be the run of another build,
 * branch or of any tags. An agent may leave some of them empty, but not all that it fills in.
 */
function refuseEmptyExpression({ ctx, input }: OperationCall): void {
	const { parameters } = ctx.getNode();
	const names = ['buildId', 'branch', 'tags'];
	const isEmpty = (name: string) => input.list(name).length === 0;
	const mayBeEmpty = (set: string) => set.includes('$fromAI') && !names.every(isEmpty);
	const expression = names.find((name) => {
		const set = String(parameters[name] ?? '');
		return set.startsWith('=') && isEmpty(name) && !mayBeEmpty(set);
	});
	if (expression === undefined) return;
	const advice =
		'Its expression returns nothing for this item. To search without this field, leave it empty.';
	input.refuse(expression, 'is empty', advice);
}
