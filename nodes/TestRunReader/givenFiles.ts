/** The files that an item gives: in binary fields, in whichever way n8n keeps them, or as text. */
import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { tooLarge } from '../../core/readers/content';
import { isObject } from '../../core/readers/fields';
import { jsonText } from '../../core/readers/jsonText';
import { MAX_FILE_SIZE } from '../../core/readers/limits';
import type { Steps } from '../../core/readers/reader';
import { ReportError } from '../../core/readers/reportError';
import type { Input } from '../../n8n/parameters/input';
import { globMatcher } from '../../core/text/globs';
import { oneLine, someNames } from '../../core/text/words';

/** A file whose content is loaded when it is its turn. */
export interface GivenFile {
	/** Folder and name, as messages call it. */
	name: string;
	/** Field that it is in. */
	field: string;
	itemIndex: number;
	/** @throws {ReportError} when it is too large; NodeOperationError when n8n cannot give it */
	load(): Promise<Steps<string | Uint8Array>>;
}

/**
 * The files of one item.
 *
 * @throws NodeOperationError when there are none
 */
export function filesOf(ctx: IExecuteFunctions, itemIndex: number, input: Input): GivenFile[] {
	return input.text('source') === 'text'
		? [textFile(ctx, itemIndex, input)]
		: binaryFiles(ctx, itemIndex, input);
}

/** Names that tell the files apart; where two are called alike, with their field and item before them. */
export function withDistinctNames(files: GivenFile[]): GivenFile[] {
	const byField = renamed(files, ({ field, name }) => `${field}/${name}`);
	return renamed(byField, ({ itemIndex, name }) => `item ${itemIndex}/${name}`);
}

function renamed(files: GivenFile[], nameOf: (file: GivenFile) => string): GivenFile[] {
	const counts = new Map<string, number>();
	for (const { name } of files) counts.set(name, (counts.get(name) ?? 0) + 1);
	return files.map((file) => ((counts.get(file.name) ?? 0) > 1 ? { ...file, name: nameOf(file) } : file));
}

/** A report that a node before has put into a field, as text or as JSON that n8n has parsed. */
function textFile(ctx: IExecuteFunctions, itemIndex: number, input: Input): GivenFile {
	const given = ctx.getNodeParameter('text', itemIndex, undefined) as unknown;
	if (!input.has('text')) input.refuse('text', 'is empty', CHOOSE_FIELD);
	if (typeof given !== 'string' && !isObject(given) && !Array.isArray(given)) {
		input.refuse('text', 'is neither a text nor JSON', CHOOSE_FIELD);
	}
	return {
		name: 'The text',
		field: 'text',
		itemIndex,
		load: async () => (typeof given === 'string' ? atHand(given) : jsonText(given)),
	};
}

const CHOOSE_FIELD = 'Choose the field that holds the report, by an expression.';

function binaryFiles(ctx: IExecuteFunctions, itemIndex: number, input: Input): GivenFile[] {
	const item = ctx.getInputData()[itemIndex];
	const all = filesIn(item);
	const wanted = input.list('binaryFields');
	if (wanted.length === 0) input.refuse('binaryFields', 'is empty', 'Name the fields, or take * for all.');
	for (const field of wanted) {
		if (all.every(([name]) => !globMatcher([field])(name))) throw missingFile(ctx, item, field, itemIndex);
	}
	const isWanted = globMatcher(wanted);
	return all
		.filter(([field]) => isWanted(field))
		.map(([field, file]) => ({
			name: nameOf(file, field),
			field,
			itemIndex,
			load: async () => atHand(await contentOf(ctx, itemIndex, nameOf(file, field), file)),
		}));
}

/** The file objects by their fields. Of a workflow that keeps files together with the data they are in `json._files`. */
function filesIn({ binary, json }: INodeExecutionData): Array<[string, IBinaryData]> {
	const kept = isObject(json._files) ? Object.entries(json._files) : [];
	const apart = Object.entries(binary ?? {});
	const together = kept.filter((entry): entry is [string, IBinaryData] => isFile(entry[1]));
	return [...apart, ...together.filter(([field]) => binary?.[field] === undefined)];
}

function isFile(value: unknown): value is IBinaryData {
	return isObject(value) && typeof value.mimeType === 'string' && typeof value.data === 'string';
}

/** No longer than a path can be. */
const MAX_NAME = 260;

function nameOf({ fileName, directory }: IBinaryData, field: string): string {
	return oneLine([folderOf(directory), fileName ?? field].filter(Boolean).join('/'), MAX_NAME);
}

/** n8n calls the whole address of a download its folder: its query may be a signature, which no message may show. */
function folderOf(directory: string | undefined): string | undefined {
	return directory?.includes('://') ? undefined : directory;
}

function missingFile(
	ctx: IExecuteFunctions,
	{ json, ...item }: INodeExecutionData,
	field: string,
	itemIndex: number,
): NodeOperationError {
	const fields = filesIn({ json, ...item }).map(([name]) => name);
	const [message, description] =
		fields.length === 0
			? noFile(json)
			: [
					`This item has no file in the field '${oneLine(field)}'`,
					`It has files in: ${someNames(fields, 20)}. Name one of these in 'Input Binary Fields', or take * for all.`,
				];
	return new NodeOperationError(ctx.getNode(), message, { itemIndex, description });
}

function noFile({ error, message, body }: IDataObject): [string, string] {
	if (typeof error === 'string' && error !== '') {
		const advice = typeof message === 'string' ? message : 'See the node before this one.';
		return [`This item holds no file but an error: ${error}`, advice];
	}
	const isTaken = isObject(body) ? Object.keys(body).length > 0 : typeof body === 'string' && body !== '';
	return [
		'This item holds no file',
		isTaken
			? "n8n has taken the body of the request for data. Send the report as a file (curl -F 'file=@report.xml'), turn on Raw Body in the Webhook node, or, for JSON and plain text, choose the Source 'Text' with {{ $json.body }}."
			: "Connect a node that gives files. For a report in a field of the item choose the Source 'Text'.",
	];
}

async function contentOf(
	ctx: IExecuteFunctions,
	itemIndex: number,
	name: string,
	file: IBinaryData,
): Promise<Uint8Array> {
	if (sizeOf(file) > MAX_FILE_SIZE) throw tooLarge(name);
	try {
		return file.id
			? await streamed(ctx, file.id, name)
			: await ctx.helpers.getBinaryDataBuffer(itemIndex, file);
	} catch (error) {
		throw error instanceof ReportError ? error : unloadable(ctx, itemIndex, name);
	}
}

function unloadable(ctx: IExecuteFunctions, itemIndex: number, name: string): NodeOperationError {
	return new NodeOperationError(ctx.getNode(), `${name} could not be loaded`, {
		itemIndex,
		description:
			'n8n no longer has its content, or cannot reach where it is kept. Run the node that gives the file again.',
	});
}

/** Bytes as far as they are known before reading. */
function sizeOf({ bytes, id, data }: IBinaryData): number {
	// Four letters of base64 are three bytes.
	return bytes ?? (id ? 0 : (data.length / 4) * 3);
}

/** Piece by piece, so that a file that is too large is never in memory as a whole. */
async function streamed(ctx: IExecuteFunctions, id: string, name: string): Promise<Uint8Array> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of await ctx.helpers.getBinaryStream(id)) {
		pieces.push(piece as Buffer);
		size += (piece as Buffer).length;
		if (size > MAX_FILE_SIZE) throw tooLarge(name);
	}
	return Buffer.concat(pieces, size);
}

/** Content that takes no work to have: a single step. */
function* atHand<Content>(content: Content): Steps<Content> {
	yield undefined;
	return content;
}
