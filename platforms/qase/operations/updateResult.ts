import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyField, updateFieldsCollection } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { attachmentsField, projectField } from '../fields';
import { resultHashField } from '../resultFields';
import type { QaseResultChanges } from '../wire';

const changeableFields: INodeProperties[] = [
	attachmentsField,
	{
		displayName: 'Create Defect',
		name: 'defect',
		type: 'boolean',
		default: true,
		description: 'Whether Qase makes a defect of the result',
	},
	{
		displayName: 'Duration (Milliseconds)',
		name: 'durationMs',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 31_536_000_000 },
		default: 0,
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'The comment of the result, e.g. the message of the error',
	},
	{
		displayName: 'Stack Trace',
		name: 'stacktrace',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		default: 'passed',
		options: [
			{ name: 'Blocked', value: 'blocked' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'In Progress', value: 'in_progress' },
			{ name: 'Passed', value: 'passed' },
			{ name: 'Skipped', value: 'skipped' },
		],
	},
	{
		displayName: 'Steps (JSON)',
		name: 'steps',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{ "status": "failed", "action": "pays", "comment": "The page stays empty" }]',
		description:
			'A list of steps with the field names of the Qase API: status (passed, failed, blocked, in_progress), action, expected_result, data, comment, attachments and steps. It replaces the steps so far.',
	},
];

/** Changes the given fields of a result. */
export const updateResult: ItemOperation = {
	value: 'updateResult',
	name: 'Update Result',
	action: 'Update a Qase result',
	description: 'Change the status, message, duration or other fields of one result, and return it',
	needsAllowance: true,
	fields: [projectField, resultHashField, updateFieldsCollection(changeableFields), simplifyField],
	async run(call) {
		const { changeResult, problemWithSteps, resultApi, shownResult } = await import('../executing');
		const { input } = call;
		const [code, hash] = [input.text('projectCode'), input.text('resultHash')];
		const changes = changesOf(input.filledGroup('updateFields'), problemWithSteps);
		if (Object.keys(changes).length === 0) {
			input.refuse('updateFields', 'is empty', 'Add at least one field to change.');
		}
		const api = resultApi(call.ctx, call.itemIndex);
		await changeResult(call, api, code, hash, changes);
		const result = await api.getResult(code, hash);
		return input.flag('simplify') ? (shownResult(result, code) as unknown as IDataObject) : result;
	},
};

function changesOf(fields: Input, problemWithSteps: (steps: unknown) => string | null): QaseResultChanges {
	const steps = fields.json('steps');
	const problem = steps === undefined ? null : problemWithSteps(steps);
	if (problem !== null) fields.refuse('steps', `cannot be used: ${problem}`);
	const duration = fields.optionalNumber('durationMs');
	const changes: QaseResultChanges = {
		status: fields.optionalText('status'),
		// Qase requires whole numbers.
		time_ms: duration === undefined ? undefined : Math.round(duration),
		defect: fields.optionalFlag('defect'),
		attachments: fields.has('attachments') ? fields.wholeList('attachments') : undefined,
		stacktrace: fields.optionalText('stacktrace'),
		comment: fields.optionalText('message'),
		steps: steps as IDataObject[] | undefined,
	};
	return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
