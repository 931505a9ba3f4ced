import { buildRun } from '../../../runs/buildRun';
import { nullOn } from '../../../transport/errors';
import { waitFields } from '../../../waiting/fields';
import { includeFailuresOption, simplifyField } from '../../fields';
import type { AwaitOperation, RunReading } from '../../platform';
import { currentsApi } from '../api';
import { projectField, readRunId, runIdField } from '../fields';
import { apiUrl, readingOf } from '../runs';

const byRunId = { show: { waitBy: ['runId'] } };
const byBuildId = { show: { waitBy: ['buildId'] } };

/** Awaits a run that is known by its id, or one that a CI build is about to report. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a run',
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
		simplifyField,
		...waitFields([includeFailuresOption]),
	],
	async begin({ ctx, itemIndex, input }) {
		const api = currentsApi(ctx, itemIndex);
		const url = await apiUrl(ctx, itemIndex);
		const maxFailures = input.group('options').optionalNumber('includeFailures') ?? 0;
		if (input.text('waitBy') === 'runId') {
			const runId = readRunId(input);
			return { read: async () => await readingOf(api, await api.getRun(runId), url, maxFailures) };
		}
		const projectId = input.text('projectId');
		const ciBuildId = input.text('buildId');
		return {
			async read() {
				const run = await api.findRun({ projectId, ciBuildId }).catch(nullOn(404));
				return run === null
					? notReportedYet(projectId, ciBuildId)
					: await readingOf(api, run, url, maxFailures);
			},
		};
	},
};

/** CI has not reported the run so far: queued, as far as anyone can tell. */
function notReportedYet(projectId: string, buildId: string): RunReading {
	const run = buildRun({
		platform: 'currents',
		id: '',
		keyParts: [projectId, 'build', buildId],
		project: { id: projectId, name: null },
		buildId,
		status: 'queued',
	});
	return {
		run: { ...run, verdictReason: `No run with the build ID ${buildId} has been reported so far.` },
		raw: {},
	};
}
