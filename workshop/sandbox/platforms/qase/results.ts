import {
	boolean,
	booleanText,
	integer,
	isObject,
	listOf,
	nullable,
	oneOf,
	text,
	type Check,
} from '../../kernel/checks';
import {
	inspectFields,
	type Answer,
	type ApiCall,
	type BodyField,
	type Endpoint,
} from '../../kernel/contract';
import { failed, holds, ok, page, pageQuery, within } from './answers';
import { addDefect, addResult, variantOf } from './lifecycle';
import { onProject } from './lists';
import { textMap } from './runFields';
import { resultJson } from './wire';
import type { Project, QaseWorld, Result, Run } from './world';

/** How long `ingestion: late` holds new results back. */
const INGESTION_MS = 300;

/** `Y-m-d H:i:s`. */
const endTime: Check = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value)
		? null
		: 'must be Y-m-d H:i:s';

const idList: Check = (value) => (/^\d+(,\d+)*$/.test(String(value)) ? null : 'must be ids joined by commas');

const notNegative = nullable(integer({ min: 0 }));
const epochSeconds: Check = (value) =>
	typeof value === 'number' && value >= 0 && value < 100_000_000_000 ? null : 'must be Unix seconds';
const texts = listOf(text());
/** An object with these fields and no others. */
function having(fields: Record<string, BodyField>): Check {
	return (value) => (isObject(value) ? inspectFields(fields, value, 'field') : 'must be an object');
}

const stepFields: Record<string, BodyField> = {
	data: {
		check: having({
			action: { check: text({ min: 0 }), required: true },
			expected_result: { check: text({ min: 0 }) },
			input_data: { check: text({ min: 0 }) },
			attachments: { check: texts },
		}),
	},
	execution: {
		check: having({
			status: { check: oneOf(['passed', 'failed', 'blocked', 'skipped', 'in_progress']), required: true },
			start_time: { check: nullable(epochSeconds) },
			end_time: { check: nullable(epochSeconds) },
			duration: { check: notNegative },
			comment: { check: text({ min: 0 }) },
			attachments: { check: texts },
		}),
	},
	steps: { check: (value) => listOf(having(stepFields))(value) },
};

const suiteItem = having({
	title: { check: text({ max: 255 }), required: true },
	public_id: { check: nullable(integer({ min: 1 })) },
});

const resultFields: Record<string, BodyField> = {
	title: { check: text({ max: 255 }), required: true },
	execution: {
		check: having({
			status: { check: text(), required: true },
			start_time: { check: nullable(epochSeconds) },
			end_time: { check: nullable(epochSeconds) },
			duration: { check: notNegative },
			stacktrace: { check: nullable(text({ min: 0, max: 4_194_304 })) },
			error_context: { check: nullable(text({ min: 0, max: 262_144 })) },
			thread: { check: nullable(text({ min: 0 })) },
		}),
		required: true,
	},
	id: { check: text() },
	signature: { check: text({ min: 0 }) },
	testops_id: { check: nullable(integer({ min: 1 })) },
	testops_ids: { check: nullable(listOf(integer({ min: 1 }))) },
	fields: { check: textMap },
	attachments: { check: texts },
	steps: { check: listOf(having(stepFields)) },
	steps_type: { check: nullable(oneOf(['classic', 'gherkin'])) },
	params: { check: textMap },
	param_groups: { check: nullable(listOf(texts)) },
	relations: {
		check: nullable(
			having({ suite: { check: nullable(having({ data: { check: listOf(suiteItem), required: true } })) } }),
		),
	},
	message: { check: nullable(text({ min: 0 })) },
	defect: { check: boolean },
};

/** Steps of v1, qase.md 2.3, create body. */
const oldStepFields: Record<string, BodyField> = {
	status: { check: oneOf(['passed', 'failed', 'blocked', 'in_progress']), required: true },
	comment: { check: nullable(text({ min: 0 })) },
	attachments: { check: nullable(texts) },
	action: { check: text({ min: 0 }) },
	expected_result: { check: nullable(text({ min: 0 })) },
	data: { check: nullable(text({ min: 0 })) },
	steps: { check: (value) => listOf(having(oldStepFields))(value) },
};

const changeFields: Record<string, BodyField> = {
	status: { check: oneOf(['in_progress', 'passed', 'failed', 'blocked', 'skipped']) },
	time_ms: { check: nullable(integer({ min: 0, max: 31_536_000_000 })) },
	defect: { check: nullable(boolean) },
	attachments: { check: nullable(texts) },
	stacktrace: { check: nullable(text({ min: 0 })) },
	comment: { check: nullable(text({ min: 0 })) },
	steps: { check: nullable(listOf(having(oldStepFields))) },
};

/** Changes of a result by API v1. */
interface ResultChanges {
	status?: string;
	time_ms?: number;
	defect?: boolean;
	attachments?: string[];
	stacktrace?: string;
	comment?: string;
}

/** A new result of API v2, as far as the sandbox reads it. */
interface NewResult {
	id?: string;
	title: string;
	testops_id?: number | null;
	testops_ids?: number[] | null;
	relations?: { suite?: { data: Array<{ title: string }> } | null } | null;
	message?: string | null;
	params?: Record<string, string>;
	attachments?: string[];
	defect?: boolean;
	execution: { status: string; duration?: number | null; stacktrace?: string | null; error_context?: string };
}

/** qase.md 2.3: the list, one result by its hash, and creation by API v2. */
export function resultEndpoints(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/result/:code',
			section: '2.3',
			query: {
				...pageQuery,
				status: { check: oneOf(['in_progress', 'passed', 'failed', 'blocked', 'skipped', 'invalid']) },
				run: { check: idList },
				case_id: { check: idList },
				member: { check: idList },
				api: { check: booleanText },
				from_end_time: { check: endTime },
				to_end_time: { check: endTime },
			},
			run: onProject(world, (project, call) => listResults(world, project, call)),
		},
		{
			method: 'GET',
			path: '/v1/result/:code/:hash',
			section: '2.3',
			run: onResult(world, (run, result) => ok(resultJson(world, run, result))),
		},
		{
			method: 'PATCH',
			path: '/v1/result/:code/:id/:hash',
			section: '2.3, update body',
			body: changeFields,
			run: onResult(world, (run, result, project, { body }) => {
				changeResult(project, run, result, body as ResultChanges);
				return ok({ hash: result.hash });
			}),
		},
		{
			method: 'DELETE',
			path: '/v1/result/:code/:id/:hash',
			section: '2.3',
			run: onResult(world, (run, result) => {
				run.results = run.results.filter((other) => other !== result);
				return ok({ hash: result.hash });
			}),
		},
		{
			method: 'POST',
			path: '/v2/:code/run/:id/results',
			section: '2.3, v2',
			body: {
				results: {
					check: listOf(having(resultFields)),
					required: true,
				},
			},
			rule: oneCaseReference,
			run: onProject(world, (project, call) => createResults(world, project, call)),
		},
	];
}

function listResults(world: QaseWorld, { runs }: Project, call: ApiCall): Answer {
	const time = (name: string, otherwise: number) =>
		call.query[name] ? Date.parse(`${call.query[name][0]}Z`) / 1000 : otherwise;
	const isAt = within(world, time('from_end_time', -Infinity), time('to_end_time', Infinity));
	const { status, api, case_id: caseIds } = call.query;
	const cases = caseIds && new Set(caseIds[0].split(','));
	const filtered = runs
		.filter(({ id }) => holds(call, 'run', String(id)))
		.flatMap((run) =>
			run.results
				.filter(
					(result) =>
						(!cases || cases.has(String(result.caseId))) &&
						(!status || status[0] === result.status) &&
						(!api || api[0] === String(result.byApi)) &&
						isAt(result.endTime),
				)
				.map((result) => ({ run, result })),
		)
		// Members are not simulated: all results are of member 1.
		.filter(() => holds(call, 'member', '1'));
	if (world.tools.variants.resultOrder === 'newestFirst') filtered.reverse();
	const total = runs.reduce((sum, { results }) => sum + results.length, 0);
	return page(call, total, filtered, ({ run, result }) => resultJson(world, run, result));
}

/** A call on a result: of the run in the path, or of any run where the path names none. */
function onResult(
	world: QaseWorld,
	act: (run: Run, result: Result, project: Project, call: ApiCall) => Answer,
) {
	return onProject(world, (project, call) => {
		const { id: runId, hash } = call.params;
		const runs = project.runs.filter(({ id }) => runId === undefined || String(id) === runId);
		for (const run of runs) {
			const result = run.results.find((candidate) => candidate.hash === hash);
			if (result) return act(run, result, project, call);
		}
		return failed(world, 404, 'Result not found');
	});
}

function changeResult(project: Project, run: Run, result: Result, changes: ResultChanges) {
	result.status = changes.status ?? result.status;
	result.timeSpentMs = changes.time_ms ?? result.timeSpentMs;
	result.attachments = changes.attachments ?? result.attachments;
	result.stacktrace = changes.stacktrace ?? result.stacktrace;
	result.comment = changes.comment ?? result.comment;
	if (changes.defect) {
		const title = project.cases.find(({ id }) => id === result.caseId)?.title ?? '';
		const about = { runId: run.id, resultHash: result.hash };
		addDefect(project, { title, actualResult: result.comment ?? '', severity: 4, ...about });
	}
}

function oneCaseReference({ body }: ApiCall): string | null {
	const both = (body.results as Array<Record<string, unknown>>).some(
		({ testops_id: one, testops_ids: several }) => one !== undefined && several !== undefined,
	);
	return both ? 'a result has both testops_id and testops_ids' : null;
}

function createResults(world: QaseWorld, project: Project, { params, body }: ApiCall): Answer {
	const run = project.runs.find(({ id }) => String(id) === params.id);
	if (!run) return failed(world, 404, 'Run not found');
	const results = body.results as NewResult[];
	const context = results.reduce((sum, { execution }) => sum + (execution.error_context ?? '').length, 0);
	if (results.length > Number(world.tools.variants.bulkLimit) || context > 4_194_304) {
		return failed(world, 413, 'Payload too large');
	}
	const take = () => results.forEach((result) => takeIn(project, run, result));
	if (world.tools.variants.ingestion === 'late') world.tools.later(INGESTION_MS, take);
	else take();
	return { status: 202, body: { status: true } };
}

/**
 * The idempotency key lets each result in once. A result is of the cases that it names by id, else of the one with its
 * title and path of suites (developers.qase.io, linking tests), which is made if there is none.
 */
function takeIn(project: Project, run: Run, result: NewResult) {
	if (result.id !== undefined && run.resultKeys.has(result.id)) return;
	if (result.id !== undefined) run.resultKeys.add(result.id);
	for (const caseId of casesOf(project, result)) takeInFor(caseId, project, run, result);
}

function casesOf(
	project: Project,
	{ title, testops_id: one, testops_ids: several, relations }: NewResult,
): number[] {
	const named = several ?? (one ? [one] : []);
	if (named.length > 0) return named;
	const path = (relations?.suite?.data ?? []).map((suite) => suite.title).join('\t');
	const known = project.cases.find((other) => other.title === title && (other.path ?? path) === path);
	if (known) return [known.id];
	const id = project.cases.length + 1;
	project.cases.push({ id, title, suiteId: 1, path });
	return [id];
}

function takeInFor(
	caseId: number,
	project: Project,
	run: Run,
	{ title, message, params = {}, attachments = [], defect, execution }: NewResult,
) {
	const { hash, comment } = addResult(project, run, {
		caseId,
		variant: variantOf(params),
		attachments,
		status: execution.status,
		comment: message ?? null,
		stacktrace: execution.stacktrace ?? null,
		timeSpentMs: execution.duration ?? 0,
	});
	if (defect && execution.status === 'failed') {
		const about = { runId: run.id, resultHash: hash };
		addDefect(project, { title, actualResult: comment ?? '', severity: 4, ...about });
	}
}
