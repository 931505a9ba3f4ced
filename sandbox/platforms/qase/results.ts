import {
	anything,
	boolean,
	booleanText,
	integer,
	isObject,
	listOf,
	nullable,
	object,
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
import { failed, holds, page, pageQuery } from './answers';
import { addResult } from './lifecycle';
import { onProject } from './lists';
import { resultJson } from './wire';
import type { Project, QaseWorld, Run } from './world';

/** How long `ingestion: late` holds new results back. */
const INGESTION_MS = 300;

/** `Y-m-d H:i:s`. */
const endTime: Check = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value)
		? null
		: 'must be Y-m-d H:i:s';

const idList: Check = (value) => (/^\d+(,\d+)*$/.test(String(value)) ? null : 'must be ids joined by commas');

const executionFields: Record<string, BodyField> = {
	status: { check: text(), required: true },
	start_time: { check: nullable(number) },
	end_time: { check: nullable(number) },
	duration: { check: nullable(integer({ min: 0 })) },
	stacktrace: { check: nullable(text({ min: 0, max: 4_194_304 })) },
	error_context: { check: nullable(text({ min: 0, max: 262_144 })) },
	thread: { check: nullable(text({ min: 0 })) },
};

const resultFields: Record<string, BodyField> = {
	title: { check: text(), required: true },
	execution: {
		check: (value) =>
			isObject(value) ? inspectFields(executionFields, value, 'execution field') : 'must be an object',
		required: true,
	},
	id: { check: text() },
	signature: { check: text() },
	testops_id: { check: nullable(integer({ min: 1 })) },
	testops_ids: { check: nullable(listOf(integer({ min: 1 }))) },
	fields: { check: object },
	attachments: { check: listOf(text()) },
	steps: { check: listOf(object) },
	steps_type: { check: oneOf(['classic', 'gherkin']) },
	params: { check: object },
	param_groups: { check: listOf(listOf(text())) },
	relations: { check: anything },
	message: { check: nullable(text({ min: 0 })) },
	defect: { check: boolean },
};

/** A new result of API v2, as far as the sandbox reads it. */
interface NewResult {
	id?: string;
	title: string;
	testops_id?: number | null;
	message?: string | null;
	execution: { status: string; duration?: number | null; stacktrace?: string | null; error_context?: string };
}

/** qase.md 2.3: the list, and creation by API v2. */
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
			run: onProject(world, listResults),
		},
		{
			method: 'POST',
			path: '/v2/:code/run/:id/results',
			section: '2.3, v2',
			body: {
				results: {
					check: listOf((value) =>
						isObject(value) ? inspectFields(resultFields, value, 'result field') : 'must be an object',
					),
					required: true,
				},
			},
			rule: oneCaseReference,
			run: onProject(world, (project, call) => createResults(world, project, call)),
		},
	];
}

function listResults(project: Project, call: ApiCall): Answer {
	const all = project.runs.flatMap((run) => run.results.map((result) => ({ run, result })));
	const time = (name: string, otherwise: number) =>
		call.query[name] ? Date.parse(`${call.query[name][0]}Z`) : otherwise;
	const filtered = all.filter(
		({ run, result }) =>
			holds(call, 'run', String(run.id)) &&
			holds(call, 'case_id', String(result.caseId)) &&
			holds(call, 'status', result.status) &&
			holds(call, 'api', String(result.byApi)) &&
			// Members are not simulated: all results are of member 1.
			holds(call, 'member', '1') &&
			result.endTime >= time('from_end_time', 0) &&
			result.endTime <= time('to_end_time', Infinity) + 999,
	);
	return page(call, all, filtered, ({ run, result }) => resultJson(run, result));
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

/** The idempotency key lets each result in once. Results without a case go by the title, or make a case. */
function takeIn(
	project: Project,
	run: Run,
	{ id, title, testops_id: caseId, message, execution }: NewResult,
) {
	if (id !== undefined && run.resultKeys.has(id)) return;
	if (id !== undefined) run.resultKeys.add(id);
	const known = project.cases.find((one) => (caseId ? one.id === caseId : one.title === title));
	const testCase = known ?? { id: project.cases.length + 1, title, suiteId: 1 };
	if (!known) project.cases.push(testCase);
	addResult(project, run, {
		caseId: testCase.id,
		status: execution.status,
		comment: message ?? null,
		stacktrace: execution.stacktrace ?? null,
		timeSpentMs: execution.duration ?? 0,
	});
}

function number(value: unknown): string | null {
	return typeof value === 'number' ? null : 'must be a number';
}
