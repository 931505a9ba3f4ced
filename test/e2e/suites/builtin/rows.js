/**
 * The operations of n8n's built-in Currents node, each with the one of ours that it becomes, and how their answers are
 * compared. Those that change something come last, so that both nodes read the same things before.
 */

/**
 * What the operations are about. Each node changes things of its own, which begin alike.
 *
 * @typedef {object} Targets
 * @property {string} projectId
 * @property {{ start: string, end: string }} days of the period, as `YYYY-MM-DD`
 * @property {{ runId: string, ciBuildId: string, instanceId: string, cursor: string }} read a run that is only read, and
 *   the cursor of a nightly run
 * @property {{ specFile: string, suite: string, title: string, signature: string }} test
 * @property {{ cancel: string, github: string, remove: string, reset: string }} runs ids
 * @property {string} githubRunId of the run `github`, which is in progress
 * @property {{ archive: string, disable: string, enable: string, read: string, update: string }} actions ids
 *
 * @typedef {object} Row
 * @property {string} name resource and operation of the built-in node
 * @property {object} builtin parameters of the built-in node
 * @property {object} ours parameters of our node
 * @property {(items: any[], target: Targets) => any[]} [theirAnswer] what the items of the built-in node are compared
 *   as; as they are if absent
 * @property {(items: any[]) => any[]} [ourAnswer] the same for ours
 */

const inEnvelope = { theirAnswer: (items) => items.map(({ data }) => data) };
const inList = { theirAnswer: (items) => items.flatMap(({ list }) => list) };

const METRICS = '{"failureRate":["failed"]}';

const byId = (value) => ({ __rl: true, mode: 'id', value });

/** @param {Targets} targets @returns {Row[]} */
function rows(targets) {
	return [...readingRows(targets), ...changingRows(targets)];
}

/** @param {Targets} targets @returns {Row[]} */
function readingRows({ projectId, days, read, test, actions }) {
	const project = { projectId: byId(projectId) };
	const times = { dateStart: `${days.start}T00:00:00.000Z`, dateEnd: `${days.end}T00:00:00.000Z` };
	const wholeDays = { dateStart: days.start, dateEnd: days.end };
	const span = (Date.parse(days.end) - Date.parse(days.start)) / 86_400_000;
	const raw = { simplify: false };
	const some = (limit) => ({ returnAll: false, limit });
	return [
		{
			name: 'Run: Find',
			builtin: { operation: 'find', ...project, filters: { ciBuildId: read.ciBuildId, branch: 'release' } },
			ours: { operation: 'findRun', ...project, branch: 'release', buildId: read.ciBuildId, ...raw },
		},
		{
			name: 'Run: Get',
			builtin: { operation: 'get', runId: read.runId },
			ours: { operation: 'getRun', runId: read.runId, ...raw },
		},
		{
			name: 'Run: Get Many',
			builtin: {
				...project,
				limit: 4,
				filters: { tags: 'nightly, smoke', tagOperator: 'OR', branches: 'main', ...times },
				options: { startingAfter: read.cursor },
			},
			ours: {
				...{ operation: 'getManyRuns', ...project, ...some(4) },
				filters: {
					...{ branches: 'main', tags: 'nightly, smoke', ...times, tagOperator: 'OR' },
					startingAfter: read.cursor,
				},
				...raw,
			},
		},
		{
			name: 'Instance: Get',
			builtin: { resource: 'instance', instanceId: read.instanceId },
			ours: { operation: 'getInstance', instanceId: read.instanceId, ...raw },
		},
		{
			name: 'Project: Get',
			builtin: { resource: 'project', operation: 'get', ...project },
			ours: { operation: 'getProject', ...project },
			...inEnvelope,
		},
		{
			name: 'Project: Get Many',
			builtin: { resource: 'project' },
			ours: { operation: 'getManyProjects', ...some(10) },
		},
		{
			name: 'Project: Get Insights',
			builtin: {
				...{ resource: 'project', operation: 'getInsights', ...project, ...times },
				options: { branches: 'main', resolution: '1w' },
			},
			ours: {
				...{ operation: 'getProjectInsights', ...project, days: span, resolution: '1w' },
				filters: { branches: 'main', dateEnd: times.dateEnd },
				...raw,
			},
		},
		{
			name: 'Test: Get Many',
			builtin: {
				...{ resource: 'test', ...project, ...wholeDays, limit: 2 },
				filters: { branches: 'main', groups: 'chromium', minExecutions: 2 },
				options: { order: 'failures', dir: 'desc', page: 1, metric_settings: METRICS },
			},
			ours: {
				...{ operation: 'getManyTests', ...project, days: span, ...some(2) },
				filters: { branches: 'main', groups: 'chromium', minExecutions: 2, dateEnd: days.end },
				options: { dir: 'desc', order: 'failures', page: 1, metricSettings: METRICS },
				...raw,
			},
			...inList,
		},
		{
			name: 'Spec File: Get Many',
			builtin: {
				...{ resource: 'specFile', ...project, ...wholeDays },
				filters: { specNameFilter: 'checkout' },
				options: { includeFailedInDuration: true, order: 'failedExecutions' },
			},
			ours: {
				...{ operation: 'getManySpecFiles', ...project, days: span, ...some(50) },
				filters: { specFile: 'checkout', dateEnd: days.end },
				options: { includeFailedInDuration: true, order: 'failedExecutions' },
				...raw,
			},
			...inList,
		},
		{
			name: 'Test Result: Get Many',
			builtin: {
				...{ resource: 'testResult', signature: test.signature, ...times, limit: 3 },
				filters: { branches: 'main', status: ['failed', 'passed'] },
			},
			ours: {
				...{ operation: 'getManyTestResults', testBy: 'signature', signature: test.signature },
				...{ days: span, ...some(3) },
				filters: { branches: 'main', status: ['failed', 'passed'], dateEnd: times.dateEnd },
				...raw,
			},
		},
		{
			name: 'Signature: Generate',
			builtin: {
				...{ resource: 'signature', ...project, specFilePath: test.specFile },
				testTitle: `${test.suite} > ${test.title}`,
			},
			ours: { operation: 'getTestSignature', ...project, ...only(test, 'specFile', 'title', 'suite') },
		},
		{
			name: 'Action: Get',
			builtin: { resource: 'action', operation: 'get', actionId: actions.read },
			ours: { operation: 'getAction', actionId: byId(actions.read), ...raw },
		},
		{
			name: 'Action: Get Many',
			builtin: { resource: 'action', ...project, filters: { search: 'to read' } },
			ours: {
				...{ operation: 'getManyActions', ...project, returnAll: true },
				filters: { search: 'to read' },
				...raw,
			},
		},
	];
}

/** @param {Targets} targets @returns {Row[]} */
function changingRows({ projectId, runs, githubRunId, actions }) {
	const project = { projectId: byId(projectId) };
	const raw = { simplify: false };
	return [
		{
			name: 'Run: Cancel',
			builtin: { operation: 'cancel', runId: runs.cancel },
			ours: { operation: 'cancelRun', runId: runs.cancel, ...raw },
			...inEnvelope,
			ourAnswer: ([{ runId, cancellation }]) => [{ runId, ...cancellation }],
		},
		{
			name: 'Run: Cancel by GitHub CI',
			builtin: {
				...{ operation: 'cancelGithub', githubRunId, githubRunAttempt: 2 },
				cancelGithubOptions: { projectId },
			},
			ours: {
				...{ operation: 'cancelRunByGithub', githubRunId, githubRunAttempt: 2 },
				options: { projectId },
			},
			...inEnvelope,
		},
		{
			name: 'Run: Reset',
			builtin: {
				...{ operation: 'reset', runId: runs.reset },
				machineIds: 'chromium-machine-1, chromium-machine-2',
				resetOptions: { isBatchedOr8n: true },
			},
			ours: {
				...{ operation: 'resetRun', runId: runs.reset },
				options: { machineIds: 'chromium-machine-1, chromium-machine-2', batched: true },
			},
			...inEnvelope,
			ourAnswer: (items) => items.map(({ answer }) => answer),
		},
		{
			name: 'Run: Delete',
			builtin: { operation: 'delete', runId: runs.remove },
			ours: { operation: 'deleteRun', runId: runs.remove },
			theirAnswer: (items) => items.map(({ success }) => success),
			ourAnswer: (items) => items.map(({ deleted }) => deleted),
		},
		{
			name: 'Action: Create',
			builtin: {
				...{ resource: 'action', operation: 'create', ...project, name: 'New', actionType: 'tag' },
				...{ actionTags: 'flaky, slow', matcherType: 'titleEquals', matcherValue: 'pays on invoice' },
				createOptions: { description: 'SHOP-17', expiresAfter: '2099-01-01T00:00:00.000Z' },
			},
			ours: {
				...{ operation: 'createAction', ...project, name: 'New', actionType: 'tag' },
				...{ actionTags: 'flaky, slow', title: 'pays on invoice', ...raw },
				additionalFields: { description: 'SHOP-17', expiresAfter: '2099-01-01T00:00:00.000Z' },
			},
			...inEnvelope,
		},
		{
			name: 'Action: Delete',
			builtin: { resource: 'action', operation: 'delete', actionId: actions.archive },
			ours: { operation: 'archiveAction', actionId: byId(actions.archive) },
			theirAnswer: (items, target) =>
				items.map(({ success }) => ({ archived: success, actionId: target.actions.archive })),
		},
		{
			name: 'Action: Disable',
			builtin: { resource: 'action', operation: 'disable', actionId: actions.disable },
			ours: { operation: 'disableAction', actionId: byId(actions.disable), ...raw },
			...inEnvelope,
		},
		{
			name: 'Action: Enable',
			builtin: { resource: 'action', operation: 'enable', actionId: actions.enable },
			ours: { operation: 'enableAction', actionId: byId(actions.enable), ...raw },
			...inEnvelope,
		},
		{
			name: 'Action: Update',
			builtin: {
				...{ resource: 'action', operation: 'update', actionId: actions.update },
				updateFields: { name: 'Weekly', description: 'SHOP-18', expiresAfter: '2099-01-01T00:00:00.000Z' },
			},
			ours: {
				...{ operation: 'updateAction', actionId: byId(actions.update), ...raw },
				updateFields: { name: 'Weekly', description: 'SHOP-18', expiresAfter: '2099-01-01T00:00:00.000Z' },
			},
			...inEnvelope,
		},
	];
}

function only(object, ...names) {
	return Object.fromEntries(names.map((name) => [name, object[name]]));
}

module.exports = { byId, rows };
