/** New results as the user gives them, checked and cut into requests. */
import { createHash } from 'crypto';
import { sleep } from 'n8n-workflow';

import { oneLine } from '../../core/text/words';
import { isObject, objectOf, textOf, type JsonMap } from '../../core/text/json';
import type { Input } from '../../n8n/parameters/input';
import { RESULT_SHAPE } from './resultShape';
import { problemWith } from './shapes';
import type { QaseNewResult } from './wire';

/** Sources name 200 and 2000 as the most results in a request; 200 is never refused. */
const CHUNK_SIZE = 200;

/** The most characters that `error_context` may have in all results of a request together. */
const MOST_ERROR_CONTEXT = 4_194_304;

/** Results that are checked at a stretch; other executions go on in between. */
const CHECKED_AT_ONCE = 1_000;

/**
 * The results of the parameters `resultsFrom`, `results` and `resultsJson`, all of them checked. Each gets an
 * idempotency key, the same one for the same seed.
 */
export async function newResults(input: Input, seed: string): Promise<QaseNewResult[]> {
	const name = input.text('resultsFrom') === 'json' ? 'resultsJson' : 'results';
	const given = name === 'resultsJson' ? fromJson(input) : fromFields(input);
	if (given.length === 0) input.refuse(name, 'is empty', 'Add at least one result.');
	const results: QaseNewResult[] = [];
	for (const [index, value] of given.entries()) {
		const result = withKey(withOneCase(value), `${seed} ${index}`);
		const problem = problemWith(result, RESULT_SHAPE, `results[${index}]`) ?? caseProblem(result, index);
		if (problem !== null) input.refuse(name, `cannot be sent: ${oneLine(problem, 300)}`, ADVICE);
		results.push(result as unknown as QaseNewResult);
		if (index % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) await sleep(0);
	}
	return results;
}

const ADVICE =
	'Nothing was sent. The fields are those of "Create test run result" in version 2 of the Qase API.';

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
			attachments: hashes(row.attachments),
		});
	});
}

/** A number will do as a key as well. */
function withKey(result: JsonMap, seed: string): JsonMap {
	const isGiven = result.id !== undefined && result.id !== null && result.id !== '';
	return { ...result, id: isGiven ? (textOf(result.id) ?? result.id) : uuidOf(seed) };
}

/** In the form of a UUID, as Qase's own reporters send it. */
function uuidOf(seed: string): string {
	const hex = createHash('sha256').update(seed).digest('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** One of `testops_id` and `testops_ids` alone may be there; `null` says as much as leaving it out. */
function withOneCase(result: JsonMap): JsonMap {
	const unset = (['testops_id', 'testops_ids'] as const).find((name) => result[name] === null);
	if (unset === undefined) return result;
	return Object.fromEntries(Object.entries(result).filter(([name]) => name !== unset));
}

function caseProblem({ testops_id: one, testops_ids: several }: JsonMap, index: number): string | null {
	const both = one !== undefined && several !== undefined;
	return both ? `results[${index}] has both testops_id and testops_ids` : null;
}

function hashes(value: unknown): string[] | null {
	const given = (textOf(value) ?? '').split(',').map((hash) => hash.trim());
	const named = given.filter((hash) => hash !== '');
	return named.length === 0 ? null : named;
}

function known(fields: JsonMap): JsonMap {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
