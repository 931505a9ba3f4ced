/** New results as the user gives them, checked and cut into requests. */
import { randomUUID } from 'crypto';

import { isObject, objectOf, textOf, type JsonMap } from '../../transport/json';
import type { Input } from '../input';
import type { QaseNewResult } from './wire';

/** Sources name 200 and 2000 as the most results in a request; 200 is never refused. */
const CHUNK_SIZE = 200;

/** The most characters that `error_context` may have in all results of a request together. */
const MOST_ERROR_CONTEXT = 4_194_304;

/** Fields of a result (contract: results, v2). Qase ignores all others without a word, so they are refused here. */
const RESULT_FIELDS = [
	'attachments',
	'defect',
	'execution',
	'fields',
	'id',
	'message',
	'param_groups',
	'params',
	'relations',
	'signature',
	'steps',
	'steps_type',
	'testops_id',
	'testops_ids',
	'title',
];

const EXECUTION_FIELDS = [
	'duration',
	'end_time',
	'error_context',
	'stacktrace',
	'start_time',
	'status',
	'thread',
];

/** The results of the parameters `resultsFrom`, `results` and `resultsJson`. Each gets an idempotency key. */
export function newResults(input: Input): QaseNewResult[] {
	const name = input.text('resultsFrom') === 'json' ? 'resultsJson' : 'results';
	const given = name === 'resultsJson' ? fromJson(input) : fromFields(input);
	if (given.length === 0) input.refuse(name, 'is empty', 'Add at least one result.');
	return given.map((result, index) => {
		const problem = problemOf(result);
		if (problem !== null) input.refuse(name, `has a problem in result ${index + 1}: ${problem}`);
		return { ...result, id: textOf(result.id) ?? randomUUID() } as QaseNewResult;
	});
}

/** Requests of at most 200 results, and of no more error context than Qase takes. */
export function inChunks(results: QaseNewResult[]): QaseNewResult[][] {
	const chunks: QaseNewResult[][] = [];
	let context = 0;
	for (const result of results) {
		const size = String(result.execution.error_context ?? '').length;
		const chunk = chunks[chunks.length - 1];
		if (chunk === undefined || chunk.length === CHUNK_SIZE || context + size > MOST_ERROR_CONTEXT) {
			chunks.push([result]);
			context = size;
		} else {
			chunk.push(result);
			context += size;
		}
	}
	return chunks;
}

function fromJson(input: Input): JsonMap[] {
	const given = input.json('resultsJson');
	if (!Array.isArray(given) || !given.every(isObject)) {
		return input.refuse('resultsJson', 'must be a list of objects');
	}
	return given;
}

function fromFields(input: Input): JsonMap[] {
	const { rows } = objectOf(input.json('results'));
	return (Array.isArray(rows) ? rows.filter(isObject) : []).map((row) => {
		const caseId = textOf(row.caseId);
		if (caseId !== null && !/^\d+$/.test(caseId)) {
			input.refuse('results', `has a case ID that is not a number: ${caseId}`);
		}
		return known({
			title: textOf(row.title),
			testops_id: caseId === null ? null : Number(caseId),
			execution: known({
				status: textOf(row.status),
				duration: Number(row.durationMs) || null,
				stacktrace: textOf(row.stacktrace),
			}),
			message: textOf(row.message),
		});
	});
}

/** What is wrong with a result, or `null`. */
function problemOf(result: JsonMap): string | null {
	const { execution } = result;
	if (textOf(result.title) === null) return 'it has no title';
	if (!isObject(execution) || textOf(execution.status) === null) return 'it has no execution.status';
	if (result.testops_id !== undefined && result.testops_ids !== undefined) {
		return 'it has both testops_id and testops_ids';
	}
	const unknown = [
		...unknownFields(result, RESULT_FIELDS),
		...unknownFields(execution, EXECUTION_FIELDS).map((name) => `execution.${name}`),
	];
	return unknown.length === 0 ? null : `Qase knows no field ${unknown.join(', ')}`;
}

function unknownFields(given: JsonMap, fields: string[]): string[] {
	return Object.keys(given).filter((name) => !fields.includes(name));
}

function known(fields: JsonMap): JsonMap {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
