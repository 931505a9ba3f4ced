import type { ItemOperation } from '../../platform';
import type { OperationCall } from '../../../n8n/items/contract';
import { projectField } from '../fields';

const MEGABYTE = 1024 * 1024;

/** The largest file that Qase accepts. */
const MOST_MEGABYTES = 32;

/** Uploads files. Results and defects refer to them by their hashes. */
export const uploadAttachment: ItemOperation = {
	value: 'uploadAttachment',
	name: 'Upload Attachment',
	action: 'Upload an attachment to Qase',
	description: 'Upload a file and return its hash, for the attachments of results and defects',
	needsAllowance: true,
	fields: [
		projectField,
		{
			displayName: 'Input Binary Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			hint: 'The name of the input field that holds the file; several ones separated by commas',
		},
	],
	async run(call) {
		const { onceDone, projectOf, qaseApi } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const api = qaseApi(ctx, itemIndex);
		const code = input.text('projectCode');
		const uploaded = [];
		for (const field of fieldsOf(call)) {
			const upload = async () => await api.uploadAttachment(code, await fileIn(field, call));
			const attachment = await onceDone(call, `upload ${field}`, upload);
			uploaded.push({ ...attachment, ...projectOf(code) });
		}
		return uploaded;
	},
};

/** The fields with files. All of them must be present before the first file is sent. */
function fieldsOf({ ctx, itemIndex, input }: OperationCall): string[] {
	const names = input.list('binaryField');
	if (names.length === 0) input.refuse('binaryField', 'is empty');
	for (const name of names) ctx.helpers.assertBinaryData(itemIndex, name);
	return names;
}

async function fileIn(field: string, { ctx, itemIndex, input }: OperationCall) {
	const { fileName, mimeType } = ctx.helpers.assertBinaryData(itemIndex, field);
	const content = await ctx.helpers.getBinaryDataBuffer(itemIndex, field);
	if (content.length > MOST_MEGABYTES * MEGABYTE) {
		const size = Math.ceil(content.length / MEGABYTE);
		input.refuse(
			'binaryField',
			`names a file of ${size} MB in ${field}; Qase takes ${MOST_MEGABYTES} MB at most`,
		);
	}
	return { name: fileName || field, type: mimeType, content };
}
