/** Report files on their way into the Reader, in n8n's engine: kept in memory or on disk, in both shapes of items. */
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	NodeOperationError,
} from 'n8n-workflow';

import { TestRunReader } from '../../../nodes/TestRunReader/TestRunReader.node';
import { connect, runWorkflow, startWorkflow } from '../harness';
import type { WorkflowOptions } from '../harness/run-workflow';

/** Where n8n keeps files, and how its items name them. */
export interface Keeping {
	storage?: 'default' | 'filesystem';
	/** `combined`: in `json._files`, as in workflows of n8n's second execution logic. */
	shape?: 'separate' | 'combined';
}

/** A file by its name in the field; `field: ['name', content]` tells it another one. */
export type Files = Record<string, string | Uint8Array | [name: string, content: string | Uint8Array]>;

/** An item: its data, and its files. */
export interface Given {
	json?: IDataObject;
	files?: Files;
}

/** Has n8n keep files in this way, for all that follows in the test file. */
export async function keepFilesIn(storage: Keeping['storage'] = 'default'): Promise<void> {
	Container.get(BinaryDataConfig).mode = storage;
	await Container.get(BinaryDataService).init();
}

/** A node that gives items with files, as those before a Reader do. */
export function giving(items: Given[], { shape = 'separate' }: Keeping = {}): INodeType {
	return {
		description: {
			displayName: 'Files',
			name: 'test.files',
			group: ['transform'],
			version: 1,
			description: 'Gives files',
			defaults: { name: 'Files' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			const made: INodeExecutionData[] = [];
			for (const { json = {}, files = {} } of items) made.push(await itemOf(this, json, files, shape));
			return [made];
		},
	};
}

async function itemOf(
	ctx: IExecuteFunctions,
	json: IDataObject,
	files: Files,
	shape: Keeping['shape'],
): Promise<INodeExecutionData> {
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [field, given] of Object.entries(files)) {
		const [name, content] = Array.isArray(given) ? given : [field, given];
		const [directory, fileName] = name.includes('/') ? name.split('/') : [undefined, name];
		const kept = await ctx.helpers.prepareBinaryData(
			Buffer.from(content),
			fileName,
			'application/octet-stream',
		);
		binary[field] = { ...kept, ...(directory && { directory }) };
	}
	return shape === 'combined'
		? { json: { ...json, _files: binary as unknown as IDataObject } }
		: { json, ...(Object.keys(binary).length > 0 && { binary }) };
}

/** What a run of the node may need beside the files. */
export interface ReadSettings extends Keeping {
	parameters?: INodeParameters;
	onError?: INode['onError'];
	settings?: Partial<INode>;
	mode?: WorkflowOptions['mode'];
}

const FILES = 'test.files';
const READER = 'n8n-nodes-test-runs.testRunReader';

/** The workflow Start -> Files -> Reader. */
export function workflowOf(
	items: Given[],
	{ parameters = {}, onError, settings, mode, ...keeping }: ReadSettings,
) {
	return {
		mode,
		nodeTypes: { [FILES]: giving(items, keeping), [READER]: new TestRunReader() },
		workflow: {
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ name: 'Files', type: FILES },
				{ ...settings, name: 'Reader', type: READER, parameters, onError },
			],
			connections: connect(['Start', 'Files'], ['Files', 'Reader']),
		},
	};
}

/** What the Reader puts out for these items. */
export async function read(items: Given[], settings: ReadSettings = {}) {
	const flow = await runWorkflow(workflowOf(items, settings));
	const outputs = (flow.runData.Reader?.at(-1)?.data?.main ?? []).map((output) => output ?? []);
	const error = flow.error as NodeOperationError | null;
	return { ...flow, error, outputs, runs: (outputs[0] ?? []).map(({ json }) => json) };
}

/** The same, handing over the running execution. */
export function startReading(items: Given[], settings: ReadSettings = {}) {
	return startWorkflow(workflowOf(items, settings));
}
