import { optionsCollection } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { readRunId, refuseHosted, runIdField } from '../fields';

/** Downloads the CSV file of a run from a self-hosted server; the hosted API has no such call. */
export const exportRun: ItemOperation = {
	value: 'exportRun',
	name: 'Export Run (Self-Hosted)',
	action: 'Export a Preclinical run',
	description: 'Download a run as a CSV file, for spreadsheets and archives',
	fields: [
		runIdField,
		optionsCollection([
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. nightly.csv',
				description: 'Name of the file; made of the ID of the run if empty',
			},
			{
				displayName: 'Put Output File in Field',
				name: 'binaryField',
				type: 'string',
				default: 'data',
				hint: 'The name of the output binary field to put the file in',
			},
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { downloadCsv, WithFiles } = await import('../executing');
		const runId = readRunId(input);
		const options = input.group('options');
		await refuseHosted(ctx, 'The hosted Preclinical does not export runs', itemIndex);
		const name = options.optionalText('fileName') ?? `preclinical-${runId.replace(/[^\w.-]+/g, '-')}.csv`;
		const file = await downloadCsv(ctx, itemIndex, runId, async (content) => {
			return await ctx.helpers.prepareBinaryData(content, name, 'text/csv');
		});
		const { fileName, fileSize, mimeType } = file;
		return new WithFiles(
			{ runId, fileName, mimeType, fileSize },
			{ [options.optionalText('binaryField') ?? 'data']: file },
		);
	},
};
