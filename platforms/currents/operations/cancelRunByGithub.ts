import { optionsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Cancels the run that was reported by a GitHub Actions workflow run. */
export const cancelRunByGithub: ItemOperation = {
	value: 'cancelRunByGithub',
	name: 'Cancel Run by GitHub Run',
	action: 'Cancel a Currents run by its GitHub run',
	description: 'Cancel the run that a GitHub Actions workflow run reported. This cannot be undone.',
	needsAllowance: true,
	fields: [
		{
			displayName: 'GitHub Run ID',
			name: 'githubRunId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 8675309421',
			description: 'ID of the workflow run, GITHUB_RUN_ID in GitHub Actions',
		},
		{
			displayName: 'GitHub Run Attempt',
			name: 'githubRunAttempt',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			required: true,
			description: 'Number of the attempt, GITHUB_RUN_ATTEMPT in GitHub Actions',
		},
		optionsCollection([
			{
				displayName: 'Build ID',
				name: 'buildId',
				type: 'string',
				default: '',
				description: 'Only the run with this CI build ID',
			},
			{
				displayName: 'Project ID',
				name: 'projectId',
				type: 'string',
				default: '',
				description: 'Only the run in this project',
			},
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		const attempt = input.number('githubRunAttempt');
		if (!Number.isInteger(attempt)) input.refuse('githubRunAttempt', 'must be a whole number of 1 or more');
		const options = input.group('options');
		return await currentsApi(ctx, itemIndex).cancelRunByGithub({
			githubRunId: input.text('githubRunId'),
			githubRunAttempt: attempt,
			projectId: options.optionalText('projectId'),
			ciBuildId: options.optionalText('buildId'),
		});
	},
};
