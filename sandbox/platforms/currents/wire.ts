import { countTests } from './lifecycle';
import type { CurrentsWorld, Group, Project, Run, Spec, TestCase } from './world';

/** A project as the API tells it. */
export function projectJson({ projectId, name, createdAt, defaultBranchName }: Project) {
	return { projectId, name, createdAt, failFast: false, inactivityTimeoutSeconds: 1800, defaultBranchName };
}

/** A run as lists tell it: without specs. Run totals are not given, as in the contract. */
export function runJson(world: CurrentsWorld, run: Run) {
	const project = projectOf(world, run);
	const { type } = frameworkJson(project);
	return {
		runId: run.runId,
		projectId: run.projectId,
		createdAt: run.createdAt,
		durationMs: run.finishedAt ? Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.createdAt)) : null,
		deletedAt: null,
		tags: run.tags,
		previousRunId: run.previousRunId,
		...stateJson(world, run, project),
		timeout: {
			isTimeout: run.state === 'timedOut',
			timeoutValueMs: run.state === 'timedOut' ? 1_800_000 : null,
		},
		cancellation: cancellationJson(world, run),
		groups: run.groups.map((group) => groupJson(group, project)),
		meta: {
			ciBuildId: run.ciBuildId,
			commit: commitJson(run, project),
			framework: frameworkJson(project),
			...(run.pullRequest ? { pr: { id: run.pullRequest } } : {}),
		},
		...(type === 'cypress' ? { cypressVersion: '13.15.0' } : {}),
	};
}

/** A run as get and find tell it: with specs. */
export function fullRunJson(world: CurrentsWorld, run: Run) {
	const specs = run.groups.flatMap((group) => group.specs.map((spec) => specJson(run, group, spec)));
	return { ...runJson(world, run), specs };
}

/** The commit of a run, the same in runs, instances and deliveries. */
export function commitJson(run: Run, project: Project) {
	return {
		sha: run.sha,
		branch: run.branch,
		authorName: run.author,
		authorEmail: `${run.author.toLowerCase().replace(/[^a-z0-9]+/g, '-')}@example.com`,
		message: run.message,
		remoteOrigin: `https://git.example.com/${project.projectId}.git`,
		defaultBranch: project.defaultBranchName,
	};
}

/** The cancellation fields, null when the run was not cancelled. */
export function cancellationJson({ tools }: CurrentsWorld, { cancellation }: Run) {
	if (!cancellation) return null;
	const { actor, at, reason } = cancellation;
	return tools.variants.cancellation === 'canceledAt'
		? { actor, canceledAt: at, reason }
		: { cancelledBy: actor, cancelledAt: at, reason };
}

/** An instance: one spec with its tests and attempts. */
export function instanceJson(world: CurrentsWorld, run: Run, group: Group, spec: Spec) {
	const project = projectOf(world, run);
	return {
		instanceId: spec.instanceId,
		runId: run.runId,
		projectId: run.projectId,
		groupId: group.groupId,
		spec: spec.spec,
		machineId: spec.machineId,
		claimedAt: spec.claimedAt,
		completedAt: spec.completedAt,
		createdAt: run.createdAt,
		signature: `${project.projectId}:${spec.spec}`,
		tags: run.tags,
		framework: frameworkJson(project),
		platform: platformJson(group),
		commit: commitJson(run, project),
		worker: { workerIndex: 0, parallelIndex: 0 },
		results: spec.completedAt ? instanceResults(project, spec) : null,
	};
}

/** The project of a run. */
export function projectOf(world: CurrentsWorld, { projectId }: Run): Project {
	return world.projects.find((project) => project.projectId === projectId) ?? world.projects[0];
}

function stateJson({ tools }: CurrentsWorld, run: Run, project: Project) {
	const failed = run.groups.some((group) => countTests(group, project.framework).failures > 0);
	const { statusCase, endedEarlyStatus } = tools.variants;
	const early = run.state === 'canceled' || run.state === 'timedOut';
	if (statusCase === 'lower') {
		const words = {
			inProgress: 'incomplete',
			complete: 'complete',
			canceled: 'cancelled',
			timedOut: 'timedOut',
		};
		const verdict = run.state === 'inProgress' ? 'running' : failed ? 'failed' : 'passed';
		return { status: early ? words[run.state] : verdict, completionState: words[run.state] };
	}
	const words = {
		inProgress: 'IN_PROGRESS',
		complete: 'COMPLETE',
		canceled: 'CANCELED',
		timedOut: 'TIMEOUT',
	};
	const going = run.state === 'inProgress' || (early && endedEarlyStatus === 'frozen');
	const status = going ? (failed ? 'FAILING' : 'RUNNING') : failed ? 'FAILED' : 'PASSED';
	return { status, completionState: words[run.state] };
}

function groupJson(group: Group, project: Project) {
	const complete = group.specs.filter(({ completedAt }) => completedAt);
	const failed = complete.filter(({ tests }) => tests.some(({ outcome }) => outcome === 'failed'));
	return {
		groupId: group.groupId,
		platform: platformJson(group),
		instances: {
			overall: group.specs.length,
			claimed: group.specs.filter(({ claimedAt }) => claimedAt).length,
			complete: complete.length,
			passes: complete.length - failed.length,
			failures: failed.length,
		},
		tests: countTests(group, project.framework),
		tags: [],
	};
}

function platformJson({ browserName }: Group) {
	return { osName: 'linux', osVersion: 'Debian 12', browserName, browserVersion: '131.0' };
}

function frameworkJson({ framework }: Project) {
	return framework === 'pw'
		? { type: 'pw', version: '1.49.0', clientVersion: '1.9.0' }
		: { type: 'cypress', version: '13.15.0', clientVersion: '2.1.0' };
}

function specJson(run: Run, group: Group, spec: Spec) {
	return {
		spec: spec.spec,
		groupId: group.groupId,
		instanceId: spec.instanceId,
		machineId: spec.machineId,
		claimedAt: spec.claimedAt,
		completedAt: spec.completedAt,
		tags: run.tags,
		inactivityTimeoutMs: 1_800_000,
		worker: { workerIndex: 0, parallelIndex: 0 },
		results: spec.completedAt ? specResults(spec) : null,
	};
}

function specResults(spec: Spec) {
	const flaky = spec.tests.filter(({ outcome }) => outcome === 'flaky').length;
	return { stats: statsJson(spec), exception: null, flaky, videoUrl: null, screenshots: [] };
}

function instanceResults(project: Project, spec: Spec) {
	const tests = spec.tests.filter(({ outcome }) => outcome !== null);
	return {
		...specResults(spec),
		tests: tests.map((test) => testJson(project, spec, test)),
		videos: [],
		playwrightTraces: [],
		attachments: [],
	};
}

function statsJson(spec: Spec) {
	const count = (...wanted: string[]) =>
		spec.tests.filter(({ outcome }) => outcome && wanted.includes(outcome)).length;
	return {
		suites: 1,
		tests: count('passed', 'flaky', 'failed', 'pending', 'skipped'),
		passes: count('passed', 'flaky'),
		failures: count('failed'),
		pending: count('pending'),
		skipped: count('skipped'),
		flaky: count('flaky'),
		wallClockStartedAt: spec.claimedAt,
		wallClockEndedAt: spec.completedAt,
		wallClockDuration: spec.tests.reduce((sum, { durationMs }) => sum + durationMs, 0),
	};
}

function testJson({ framework }: Project, spec: Spec, test: TestCase) {
	const state = test.outcome === 'flaky' ? 'passed' : test.outcome;
	const states = attemptStates(test, framework);
	return {
		testId: test.testId,
		title: test.title,
		state,
		displayError: test.outcome === 'failed' ? (test.error?.stack ?? null) : null,
		isFlaky: test.outcome === 'flaky',
		tags: [],
		attempts: states.map((attempt, index) => ({
			attemptId: `${test.testId}-${index + 1}`,
			state: attempt,
			wallClockStartedAt: spec.claimedAt,
			wallClockDuration: test.durationMs,
			error: attempt === 'failed' ? test.error : null,
		})),
	};
}

function attemptStates({ outcome }: TestCase, framework: Project['framework']): string[] {
	if (outcome === 'flaky') return ['failed', 'passed'];
	if (outcome === 'failed') return framework === 'pw' ? ['failed', 'failed'] : ['failed'];
	return outcome === 'passed' ? ['passed'] : [];
}
