/** New results as the user gives them: checked, cut into requests, and sent. */
import { createHash, randomUUID } from 'crypto';
import { NodeApiError } from 'n8n-workflow';

import { mapInTurns } from '../../core/text/inTurns';
import { isObject, textOf, type JsonMap } from '../../core/text/json';
import { oneLine } from '../../core/text/words';
import { givingWay } from '../../n8n/givingWay';
import type { OperationCall } from '../../n8n/items/contract';
import { oncePerItem } from '../../n8n/items/startedRuns';
import type { Input } from '../../n8n/parameters/input';
import type { QaseApi } from './api';
import { RESULT_SHAPE } from './resultShape';
import { optionalRowText, rows } from './rows';
import { problemWith } from './shapes';
import { testResults } from './testResults';
import type { QaseNewResult } from './wire';

/** Maximum number of results in a request. Some sources say 2000, but no source says less than 200. */
const CHUNK_SIZE = 200;

/**
 * The most characters that `error_context` may have in all results of a request together. Other long texts count
 * towards it here, since the largest request is not documented.
 */
const MOST_TEXT = 4_194_304;

/** The run that results are added to. */
interface RunPlace {
	code: string;
	runId: string;
}

/** Results that can be sent. */
export interface NewResults {
	results: QaseNewResult[];
	/** What to do when only some of them were added. */
	advice: string;
	/** What the user has to know about results that were made of a test run; `null` if there is nothing. */
	note?: string | null;
}

/** The results that the parameters give, all of them checked, each with an idempotency key. */
export async function newResults(call: OperationCall, place: RunPlace): Promise<NewResults> {
	if (call.input.text('resultsFrom') === 'testRuns') return await resultsOfTestRun(call.input, place);
	const name = call.input.text('resultsFrom') === 'json' ? 'resultsJson' : 'results';
	const given = name === 'resultsJson' ? fromJson(call.input) : fromFields(call.input);
	if (given.length === 0) call.input.refuse(name, 'is empty', 'Add at least one result.');
	// The tries of n8n's Retry On Fail send the same keys, so that no result is added twice.
	const seed = await oncePerItem(call, 'seed', async () => randomUUID());
	const withItsKey = (result: JsonMap, index: number) => withKey(withOneCase(result), `${seed} ${index}`);
	const keyed = await mapInTurns(given, withItsKey, givingWay());
	return { results: await checked(call.input, name, keyed, FIELDS_ADVICE), advice: SEND_THE_REST };
}

const FIELDS_ADVICE = 'The fields are those of "Create test run result" in version 2 of the Qase API.';

const SEND_THE_REST = 'Send only the rest, or turn on Retry On Fail: it adds no result twice.';

/**
 * The keys are made of the contents, so that the same run can be sent to the same run of Qase again, even by another
 * execution: only what is missing is added.
 */
async function resultsOfTestRun(input: Input, { code, runId }: RunPlace): Promise<NewResults> {
	const { identity, results, note } = await testResults(input, code);
	const seed = JSON.stringify([code, runId, ...identity]);
	const times = new Map<string, number>();
	const keyed = await mapInTurns(
		results,
		(result) => {
			const key = uuidOf(seed + JSON.stringify(result));
			const before = times.get(key) ?? 0;
			times.set(key, before + 1);
			result.id = before === 0 ? key : uuidOf(`${key} ${before}`);
			return result;
		},
		givingWay(),
	);
	return { results: await checked(input, 'testRun', keyed, ''), note, advice: SEND_AGAIN };
}

const SEND_AGAIN = 'Execute this node again for the same run of Qase: it adds only what is missing.';

/**
 * Sends the results in requests of at most 200, and returns the number of requests.
 *
 * @throws NodeApiError that says which results could not be added, how many were added before, and what to do
 */
export async function addResults(
	api: QaseApi,
	{ code, runId }: RunPlace,
	{ results, advice }: NewResults,
): Promise<number> {
	const chunks = inChunks(results);
	let accepted = 0;
	for (const chunk of chunks) {
		const purpose = `add results ${accepted + 1} to ${accepted + chunk.length} of ${results.length}`;
		try {
			await api.createResults(code, runId, chunk, purpose);
		} catch (error) {
			throw accepted === 0 ? error : withProgress(error, `The ${accepted} before them were added. ${advice}`);
		}
		accepted += chunk.length;
	}
	return chunks.length;
}

function withProgress(error: unknown, words: string): unknown {
	if (error instanceof NodeApiError) error.description = [error.description, words].filter(Boolean).join(' ');
	return error;
}

/** The results, if all are as Qase documents them. */
async function checked(
	input: Input,
	name: string,
	results: JsonMap[],
	advice: string,
): Promise<QaseNewResult[]> {
	const check = (result: JsonMap, index: number) => {
		const problem = problemWith(result, RESULT_SHAPE, `results[${index}]`) ?? caseProblem(result, index);
		if (problem !== null) {
			input.refuse(name, `cannot be sent: ${oneLine(problem, 300)}`, `Nothing was sent. ${advice}`.trim());
		}
		return result as unknown as QaseNewResult;
	};
	return await mapInTurns(results, check, givingWay());
}

/** Requests of at most 200 results, and of no more text than Qase takes. */
export function inChunks(results: QaseNewResult[]): QaseNewResult[][] {
	const chunks: QaseNewResult[][] = [];
	let text = 0;
	for (const result of results) {
		const size = textIn(result);
		const chunk = chunks[chunks.length - 1];
		if (chunk === undefined || chunk.length === CHUNK_SIZE || text + size > MOST_TEXT) {
			chunks.push([result]);
			text = size;
		} else {
			chunk.push(result);
			text += size;
		}
	}
	return chunks;
}

function textIn({ message, execution: { error_context: context, stacktrace } }: QaseNewResult): number {
	return [message, context, stacktrace].reduce<number>((sum, text) => sum + String(text ?? '').length, 0);
}

function fromJson(input: Input): JsonMap[] {
	const given = input.json('resultsJson');
	if (!Array.isArray(given) || !given.every(isObject)) {
		return input.refuse('resultsJson', 'must be a list of objects');
	}
	return given;
}

function fromFields(input: Input): JsonMap[] {
	return rows(input, 'results').map((row) => {
		const text = (what: string, name: string) => optionalRowText(input, 'results', what, row[name]);
		const number = (what: string, name: string) => rowNumber(input, what, text(what, name));
		return known({
			title: text('title', 'title'),
			testops_id: number('case ID', 'caseId'),
			execution: known({
				status: text('status', 'status'),
				// 0 is the default of the panel, so the duration is not known.
				duration: Math.round(number('duration', 'durationMs') ?? 0) || null,
				stacktrace: text('stack trace', 'stacktrace'),
			}),
			message: text('message', 'message'),
			attachments: hashes(text('hash', 'attachments')),
		});
	});
}

function rowNumber(input: Input, what: string, text: string | null): number | null {
	if (text === null) return null;
	return Number.isFinite(Number(text))
		? Number(text)
		: input.refuse('results', `has a ${what} that is not a number: ${text}`);
}

/** Adds a key where there is none, and converts one that is a number. */
function withKey(result: JsonMap, seed: string): JsonMap {
	const isGiven = result.id !== undefined && result.id !== null && result.id !== '';
	return { ...result, id: isGiven ? (textOf(result.id) ?? result.id) : uuidOf(seed) };
}

/** In the form of a UUID, as Qase's own reporters send it. */
function uuidOf(seed: string): string {
	const hex = createHash('sha256').update(seed).digest('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** Removes `testops_id` or `testops_ids` if it is `null`: Qase refuses a result that has both. */
function withOneCase(result: JsonMap): JsonMap {
	const unset = (['testops_id', 'testops_ids'] as const).find((name) => result[name] === null);
	if (unset === undefined) return result;
	return Object.fromEntries(Object.entries(result).filter(([name]) => name !== unset));
}

function caseProblem({ testops_id: one, testops_ids: several }: JsonMap, index: number): string | null {
	const both = one !== undefined && several !== undefined;
	return both ? `results[${index}] has both testops_id and testops_ids` : null;
}

function hashes(text: string | null): string[] | null {
	const given = (text ?? '').split(',').map((hash) => hash.trim());
	const named = given.filter((hash) => hash !== '');
	return named.length === 0 ? null : named;
}

function known(fields: JsonMap): JsonMap {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
