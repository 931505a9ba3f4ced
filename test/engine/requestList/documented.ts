/**
 * Every call that the platforms document and this package may make, written down from their documentation alone.
 * `:name` stands for one path segment, `[]` for the entries of a list, `*` for a name that the user chooses.
 */

import type { platforms } from '../../../workshop/sandbox/platforms';

/** One documented call. */
export interface DocumentedCall {
	/** `METHOD /path`, the path as the sandbox records it, below the platform's base URL. */
	call: string;
	/** Names that its query may hold. */
	query?: string[];
	/** Fields that its JSON body may hold, those inside objects and lists by their full path. */
	body?: string[];
}

const WEBHOOK = ['url', 'headers', 'hookEvents[]', 'label'];

const ACTION = [
	...['name', 'description', 'expiresAfter', 'action[].op', 'action[].details.tags[]', 'matcher.op'],
	...['type', 'op', 'value', 'value[]'].map((field) => `matcher.cond[].${field}`),
];

/** The days of the explorers, and the filters by run. */
const PERIOD = ['date_start', 'date_end', 'tags[]', 'branches[]', 'groups[]', 'authors[]'];

const currents: DocumentedCall[] = [
	{ call: 'GET /projects', query: ['limit', 'starting_after', 'ending_before'] },
	{ call: 'GET /projects/:projectId' },
	{ call: 'GET /projects/:projectId/insights', query: [...PERIOD, 'resolution'] },
	{
		call: 'GET /projects/:projectId/runs',
		query: [
			...['limit', 'starting_after', 'ending_before', 'tags[]', 'tag_operator', 'branches[]', 'authors[]'],
			...['search', 'pr_id', 'status', 'completion_state', 'date_start', 'date_end'],
		],
	},
	{ call: 'GET /runs/find', query: ['projectId', 'ciBuildId', 'branch', 'tags[]', 'pwLastRun'] },
	{ call: 'GET /runs/:runId' },
	{ call: 'PUT /runs/:runId/cancel' },
	{ call: 'PUT /runs/:runId/reset', body: ['machineId[]', 'isBatchedOr8n'] },
	{ call: 'DELETE /runs/:runId' },
	{
		call: 'PUT /runs/cancel-ci/github',
		body: ['githubRunId', 'githubRunAttempt', 'projectId', 'ciBuildId'],
	},
	{ call: 'GET /instances/:instanceId' },
	{ call: 'POST /signature/test', body: ['projectId', 'specFilePath', 'testTitle[]'] },
	{
		call: 'GET /test-results/:signature',
		query: [
			...['date_start', 'date_end', 'limit', 'starting_after', 'ending_before', 'branches[]', 'tags[]'],
			...['authors[]', 'groups[]', 'status[]', 'flaky', 'annotations'],
		],
	},
	{
		call: 'GET /tests/:projectId',
		query: [
			...[...PERIOD, 'page', 'limit', 'order', 'dir', 'spec', 'title', 'min_executions', 'test_state[]'],
			...['metric_settings', 'annotations'],
		],
	},
	{
		call: 'GET /spec-files/:projectId',
		query: [...PERIOD, 'page', 'limit', 'order', 'dir', 'specNameFilter', 'includeFailedInDuration'],
	},
	{
		call: 'GET /errors/:projectId',
		query: [
			...[...PERIOD, 'page', 'limit', 'dir', 'tags_logical_operator', 'order_by', 'group_by[]', 'metric'],
			...['error_target', 'error_message', 'error_category', 'error_action', 'top_n'],
		],
	},
	{
		call: 'GET /context',
		query: [
			...['run_id', 'instance_id', 'test_id', 'attempt', 'format', 'detail', 'limit', 'page'],
			'max_length',
		],
	},
	{ call: 'GET /actions', query: ['projectId', 'status', 'search'] },
	{ call: 'POST /actions', query: ['projectId'], body: ACTION },
	{ call: 'GET /actions/:actionId' },
	{ call: 'PUT /actions/:actionId', body: ACTION },
	{ call: 'PUT /actions/:actionId/enable' },
	{ call: 'PUT /actions/:actionId/disable' },
	{ call: 'DELETE /actions/:actionId' },
	{ call: 'GET /webhooks', query: ['projectId'] },
	{ call: 'POST /webhooks', query: ['projectId'], body: WEBHOOK },
	{ call: 'GET /webhooks/:hookId' },
	{ call: 'PUT /webhooks/:hookId', body: WEBHOOK },
	{ call: 'DELETE /webhooks/:hookId' },
];

const qodex: DocumentedCall[] = [
	{
		call: 'POST /api/projects/:slug/webhooks/trigger',
		body: ['environment', 'tags[]', 'mode', 'callback_url'],
	},
	{ call: 'GET /api/projects/:slug/test-runs/:testRunId' },
	{ call: 'POST /api/webhooks/schedules/:secret' },
];

const testclix: DocumentedCall[] = [
	{ call: 'GET /v1/api/status' },
	{ call: 'GET /v1/api/status/details' },
	{ call: 'GET /v1/api/status/:test_id' },
	{ call: 'POST /v1/api/execute/:test_id' },
];

const PAGE = ['limit', 'offset'];
const RUN_CHANGES = [
	...[
		'title',
		'description',
		'environment_id',
		'environment_slug',
		'milestone_id',
		'tags[]',
		'configurations[]',
	],
	'custom_field.*',
];

const STEP = [
	...['data.action', 'data.expected_result', 'data.input_data', 'data.attachments[]', 'execution.status'],
	...['execution.start_time', 'execution.end_time', 'execution.duration', 'execution.comment'],
	'execution.attachments[]',
];

/** A step of a result in v1. */
const V1_STEP = ['status', 'comment', 'attachments[]', 'action', 'expected_result', 'data'];

const qase: DocumentedCall[] = [
	{ call: 'GET /v1/project', query: PAGE },
	{
		call: 'GET /v1/run/:code',
		query: [
			...['search', 'status', 'milestone', 'environment', 'from_start_time', 'to_start_time', 'include'],
			...PAGE,
		],
	},
	{
		call: 'POST /v1/run/:code',
		body: [
			...RUN_CHANGES,
			...['include_all_cases', 'cases[]', 'plan_id', 'is_autotest', 'author_id', 'start_time', 'end_time'],
			...['is_cloud', 'cloud_run_config.browser'],
		],
	},
	{ call: 'GET /v1/run/:code/:id', query: ['include'] },
	{ call: 'PATCH /v1/run/:code/:id', body: RUN_CHANGES },
	{ call: 'DELETE /v1/run/:code/:id' },
	{ call: 'POST /v1/run/:code/:id/complete' },
	{ call: 'PATCH /v1/run/:code/:id/public', body: ['status'] },
	{
		call: 'GET /v1/result/:code',
		query: ['status', 'run', 'case_id', 'member', 'api', 'from_end_time', 'to_end_time', ...PAGE],
	},
	{ call: 'GET /v1/result/:code/:hash' },
	{
		call: 'PATCH /v1/result/:code/:id/:hash',
		body: [
			...['status', 'time_ms', 'defect', 'attachments[]', 'stacktrace', 'comment'],
			...V1_STEP.flatMap((field) => [`steps[].${field}`, `steps[].steps[].${field}`]),
		],
	},
	{ call: 'DELETE /v1/result/:code/:id/:hash' },
	{
		call: 'POST /v2/:project_code/run/:run_id/results',
		body: [
			...['title', 'id', 'signature', 'testops_id', 'testops_ids[]', 'fields.*', 'attachments[]', 'message'],
			...['execution.status', 'execution.start_time', 'execution.end_time', 'execution.duration'],
			...['execution.stacktrace', 'execution.error_context', 'execution.thread', 'params.*', 'defect'],
			...[
				'relations.suite.data[].title',
				'relations.suite.data[].public_id',
				'param_groups[][]',
				'steps_type',
			],
			...STEP.flatMap((field) => [`steps[].${field}`, `steps[].steps[].${field}`]),
		].map((field) => `results[].${field}`),
	},
	{
		call: 'GET /v1/case/:code',
		query: [
			...['search', 'milestone_id', 'suite_id', 'severity', 'priority', 'type', 'behavior', 'automation'],
			...['status', 'external_issues[type]', 'external_issues[ids][]', 'include', ...PAGE],
		],
	},
	{ call: 'GET /v1/case/:code/:id', query: ['include'] },
	{ call: 'GET /v1/suite/:code', query: ['search', ...PAGE] },
	{ call: 'GET /v1/author/:id' },
	{ call: 'GET /v1/plan/:code', query: PAGE },
	{ call: 'POST /v1/plan/:code', body: ['title', 'description', 'cases[]'] },
	{ call: 'GET /v1/plan/:code/:id' },
	{ call: 'GET /v1/environment/:code', query: ['search', 'slug', ...PAGE] },
	{ call: 'POST /v1/environment/:code', body: ['title', 'description', 'slug', 'host'] },
	{ call: 'GET /v1/environment/:code/:id' },
	{ call: 'GET /v1/milestone/:code', query: ['search', ...PAGE] },
	{ call: 'POST /v1/milestone/:code', body: ['title', 'description', 'status', 'due_date'] },
	{ call: 'GET /v1/milestone/:code/:id' },
	{ call: 'PATCH /v1/milestone/:code/:id', body: ['title', 'description', 'status'] },
	{ call: 'GET /v1/configuration/:code' },
	{ call: 'POST /v1/configuration/:code', body: ['title', 'group_id'] },
	{ call: 'POST /v1/configuration/:code/group', body: ['title'] },
	{ call: 'GET /v1/search', query: ['query', ...PAGE] },
	{ call: 'GET /v1/author', query: ['search', 'type', ...PAGE] },
	{ call: 'GET /v1/user', query: PAGE },
	{ call: 'GET /v2/custom_field', query: ['entity', 'type', ...PAGE] },
	{
		call: 'POST /v1/run/:code/external-issue',
		body: ['type', 'links[].run_id', 'links[].external_issue'],
	},
	// A form, whose field `file[]` may be there several times.
	{ call: 'POST /v1/attachment/:code', body: ['file[][]'] },
	{ call: 'GET /v1/defect/:code', query: ['status', ...PAGE] },
	{
		call: 'POST /v1/defect/:code',
		body: [
			...['title', 'actual_result', 'severity', 'milestone_id', 'attachments[]', 'tags[]'],
			'custom_field.*',
		],
	},
	{ call: 'GET /v1/defect/:code/:id' },
	{ call: 'PATCH /v1/defect/:code/resolve/:id' },
	{ call: 'GET /v1/system_field' },
];

/** The settings depend on the provider of the agent. */
const AGENT = ['name', 'description', 'config.*'];

const SUITE = ['name', 'description', 'scenario_ids[]'];

const preclinical: DocumentedCall[] = [
	{ call: 'GET /runs', query: [...PAGE, 'status'] },
	{
		call: 'POST /runs',
		body: ['agent_id', 'test_suite_id', 'name', 'test_mode', 'max_scenarios', 'max_turns'],
	},
	{ call: 'GET /runs/:id' },
	{ call: 'POST /runs/:id/cancel' },
	{ call: 'GET /scenario-runs', query: ['test_run_id', 'status', 'passed', ...PAGE] },
	{ call: 'GET /scenario-runs/:id' },
	{ call: 'GET /agents', query: ['provider'] },
	{ call: 'GET /agents/:id' },
	{ call: 'POST /agents', body: ['provider', ...AGENT] },
	{ call: 'PUT /agents/:id', body: [...AGENT, 'is_active'] },
	{ call: 'DELETE /agents/:id' },
	{ call: 'POST /agents/:id/validate' },
	{ call: 'GET /test-suites' },
	{ call: 'POST /test-suites', body: SUITE },
	{ call: 'GET /test-suites/:id' },
	{ call: 'PUT /test-suites/:id', body: SUITE },
	{ call: 'GET /webhooks', query: ['agent_id'] },
	{ call: 'POST /webhooks', body: ['url', 'secret', 'description', 'agent_id', 'is_enabled'] },
	{ call: 'GET /webhooks/:id' },
	{ call: 'PUT /webhooks/:id', body: ['url', 'secret', 'description', 'is_enabled'] },
	{ call: 'POST /webhooks/:id/test' },
	{ call: 'DELETE /webhooks/:id' },
];

const preclinicalOss: DocumentedCall[] = [
	{
		call: 'POST /start-run',
		body: [
			...['agent_id', 'test_suite_id', 'name', 'max_turns', 'concurrency_limit', 'max_scenarios'],
			...['scenario_ids[]', 'tags[]', 'benchmark_mode', 'creative_mode'],
		],
	},
	{ call: 'POST /cancel-run', body: ['test_run_id'] },
	{ call: 'GET /api/v1/tests', query: [...PAGE, 'status'] },
	{ call: 'GET /api/v1/tests/:id' },
	{ call: 'DELETE /api/v1/tests/:id' },
	{ call: 'GET /api/v1/tests/:id/export-csv' },
	{ call: 'GET /api/v1/scenario-runs', query: ['test_run_id', ...PAGE] },
	{ call: 'GET /api/v1/agents' },
	{ call: 'POST /api/v1/agents', body: ['provider', ...AGENT] },
	{ call: 'GET /api/v1/agents/:id' },
	{ call: 'PATCH /api/v1/agents/:id', body: AGENT },
	{ call: 'DELETE /api/v1/agents/:id' },
	{ call: 'GET /api/v1/scenarios', query: ['tag'] },
	{ call: 'GET /api/v1/scenarios/:id' },
	{
		call: 'PATCH /api/v1/scenarios/:id',
		body: [
			...['name', 'category', 'scenario_type', 'is_active', 'approved', 'priority', 'content.*', 'tags[]'],
			...['rubric_criteria[].criterion', 'rubric_criteria[].points', 'rubric_criteria[].tags[]'],
		],
	},
	{ call: 'DELETE /api/v1/scenarios/:id' },
	{ call: 'POST /api/v1/scenarios/generate', body: ['text', 'category', 'name'] },
	{ call: 'POST /api/v1/scenarios/generate-batch', body: ['text', 'category', 'tags[]'] },
	{ call: 'GET /health' },
];

/** By the sandbox's names of the platforms. */
export const documentedCalls: Record<keyof typeof platforms, DocumentedCall[]> = {
	currents,
	qodex,
	testclix,
	qase,
	preclinical,
	preclinicalOss,
};
