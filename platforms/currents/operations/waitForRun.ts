import { buildRun } from '../../../runs/buildRun';
import { nullOn } from '../../../transport/errors';
import { unstoppable } from '../../../transport/request';
import { cancelWhenStoppedOption, waitFields } from '../../../waiting/fields';
import { includeFailuresOption, simplifyField } from '../../fields';
import type { AwaitOperation, RunReading } from '../../platform';
import type { Input } from '../../input';
import { currentsApi, type CurrentsApi, type FullRun } from '../api';
import { projectField, readRunId, runIdField } from '../fields';
import { cancelIfGoing, dashboardOf, listOf, readingOf } from '../runs';

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
		...waitFields([cancelWhenStoppedOption, includeFailuresOption]),
		simplifyField,
	],
	async begin({ ctx, itemIndex, input }) {
		const api = currentsApi(ctx, itemIndex);
		const dashboard = await dashboardOf(ctx, itemIndex);
		const maxFailures = input.group('options').optionalNumber('includeFailures') ?? 0;
		const find = input.text('waitBy') === 'runId' ? byRunIdOf(input, api) : byBuildIdOf(input, api);
		let runId: string | undefined;
		return {
			async read() {
				const raw = await find();
				if (!('runId' in raw)) return notReportedYet(raw);
				runId = raw.runId;
				return await readingOf(api, raw, dashboard, maxFailures);
			},
			async cancel() {
				if (runId !== undefined) await cancelIfGoing(currentsApi(unstoppable(ctx), itemIndex), runId);
			},
			list: (reading) => listOf(api, dashboard, reading),
		};
	},
};

interface Build {
	projectId: string;
	ciBuildId: string;
}

function byRunIdOf(input: Input, api: CurrentsApi): () => Promise<FullRun> {
	const runId = readRunId(input);
	return async () => await api.getRun(runId);
}

/** The build itself stands for a run that has not been reported. */
function byBuildIdOf(input: Input, api: CurrentsApi): () => Promise<FullRun | Build> {
	const build = { projectId: input.text('projectId'), ciBuildId: input.text('buildId') };
	return async () => (await api.findRun(build).catch(nullOn(404))) ?? build;
}

/** CI has not reported the run so far: queued, as far as anyone can tell. */
function notReportedYet({ projectId, ciBuildId: buildId }: Build): RunReading {
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
