/**
 * A result as API v2 documents it, with the fields of its nested objects (vendor's OpenAPI: ResultCreate,
 * ResultExecution, ResultStep, ResultRelations). Qase silently ignores names that it does not know, and processes
 * results after it has responded, so that it never reports a mistake in one.
 */
import type { Shape } from './shapes';

const text: Shape = { is: 'text' };
const title: Shape = { is: 'text', notEmpty: true, max: 255 };
const optionalText: Shape = { is: 'text', nullable: true };
const texts: Shape = { is: 'list', of: text };
const hashes: Shape = { is: 'list', of: { is: 'text', notEmpty: true } };
const id: Shape = { is: 'number', whole: true, min: 1 };
const optionalId: Shape = { ...id, nullable: true };

/** The maximum excludes times in milliseconds, which would be later than the year 5000. */
const time: Shape = {
	is: 'number',
	min: 0,
	max: 99_999_999_999,
	nullable: true,
	called: 'a Unix time in seconds',
};

const duration: Shape = {
	is: 'number',
	whole: true,
	min: 0,
	nullable: true,
	called: 'a whole number of milliseconds',
};

const step: Shape = {
	is: 'object',
	fields: {
		data: {
			is: 'object',
			fields: { action: text, expected_result: text, input_data: text, attachments: hashes },
			required: ['action'],
		},
		execution: {
			is: 'object',
			fields: {
				status: { is: 'text', oneOf: ['passed', 'failed', 'blocked', 'skipped', 'in_progress'] },
				start_time: time,
				end_time: time,
				duration,
				comment: text,
				attachments: hashes,
			},
			required: ['status'],
		},
		steps: { is: 'list', of: () => step },
	},
};

const execution: Shape = {
	is: 'object',
	fields: {
		// A workspace can have custom statuses.
		status: { is: 'text', notEmpty: true },
		start_time: time,
		end_time: time,
		duration,
		stacktrace: optionalText,
		// Qase silently cuts off a longer text.
		error_context: { is: 'text', nullable: true, max: 262_144 },
		thread: optionalText,
	},
	required: ['status'],
};

const suites: Shape = {
	is: 'list',
	of: { is: 'object', fields: { title: text, public_id: optionalId }, required: ['title'] },
};

/** One entry of `results`. */
export const RESULT_SHAPE: Shape = {
	is: 'object',
	fields: {
		id: { is: 'text', notEmpty: true },
		title,
		signature: text,
		testops_id: optionalId,
		testops_ids: { is: 'list', of: id, nullable: true },
		execution,
		fields: { is: 'map', of: text },
		attachments: hashes,
		steps: { is: 'list', of: step },
		steps_type: { is: 'text', oneOf: ['classic', 'gherkin'], nullable: true },
		params: { is: 'map', of: text },
		param_groups: { is: 'list', of: texts, nullable: true },
		relations: {
			is: 'object',
			fields: {
				suite: { is: 'object', fields: { data: suites }, required: ['data'], nullable: true },
			},
			nullable: true,
		},
		message: optionalText,
		defect: { is: 'flag' },
	},
	required: ['title', 'execution'],
};
