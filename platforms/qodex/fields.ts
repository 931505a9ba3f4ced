/** Parameters that several Qodex operations share. */
import type { INodeProperties } from 'n8n-workflow';

/** `runId`; ids are opaque texts. */
export const runIdField: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. run_01H8X3J4N5',
	description: 'ID of the run, as Start Run returns it',
};
