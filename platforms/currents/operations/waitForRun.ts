import { cancelWhenStoppedOption, waitFields } from '../../../n8n/waiting/fields';
import { simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { detailOptions, readDetails } from '../../shared/details';
import { projectField, readRunId, runIdField } from '../fields';

const byRunId = { show: { waitBy: ['runId'] } };
const byBuildId = { show: { waitBy: ['buildId'] } };

/** Waits for a run, given by its id or by the CI build that will report it. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a Currents run',
	description: 'Wait until a run has ended, or until the run of a CI build has appeared and ended',
	fields: [
		{
			displayName: 'Wait For',
			name: 'waitBy',
			type: 'options',
			default: 'runId',
			options: [
				{ name: 'Run With an ID', value: 'runId' },
				{ name: 'Run of a CI Build', value: 'buildId', description: 'The run may not exist yet' },
			],
		},
		{ ...runIdField, displayOptions: byRunId },
		{ ...projectField, displayOptions: byBuildId },
		{
			displayName: 'Build ID',
			name: 'buildId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. web-shop-4711',
			description: 'Exact CI build ID that the run is reported with',
			displayOptions: byBuildId,
		},
		...waitFields([cancelWhenStoppedOption, ...detailOptions]),
		simplifyField,
	],
	async begin({ ctx, itemIndex, input }) {
		const { awaitedRun } = await import('../executing');
		const wanted =
			input.text('waitBy') === 'runId'
				? { runId: readRunId(input) }
				: { projectId: input.text('projectId'), ciBuildId: input.text('buildId') };
		return await awaitedRun(ctx, itemIndex, wanted, readDetails(input));
	},
};
