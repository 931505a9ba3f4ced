import { countTests } from './lifecycle';
import { specResults } from './specResults';
import { testsOf, type CurrentsWorld, type Group, type Project, type Run, type Spec } from './world';

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
			...(run.title ? { title: run.title } : {}),
			commit: {
				...commitJson(run, project),
				...(run.githubTitle ? { ghaEventData: { prTitle: run.githubTitle } } : {}),
			},
			framework: frameworkJson(project),
			...(run.pullRequest ? { pr: run.pullRequest } : {}),
		},
		...(type === 'cypress' ? { cypressVersion: '13.15.0' } : {}),
	};
}

/** A run as get and find tell it: with specs. */
export function fullRunJson(world: CurrentsWorld, run: Run) {
	const specs = run.groups.flatMap((group) => group.specs.map((spec) => specJson(world, run, group, spec)));
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
		tests: {
			...countTests(group, project.framework),
			...(project.framework === 'pw' ? { tests: testsOf(group).length } : {}),
		},
		tags: [],
	};
}

/** Where a group ran. */
export function platformJson({ browserName }: Group) {
	return { osName: 'linux', osVersion: 'Debian 12', browserName, browserVersion: '131.0' };
}

/** What a project reports with. */
export function frameworkJson({ framework }: Project) {
	return framework === 'pw'
		? { type: 'pw', version: '1.49.0', clientVersion: '1.9.0' }
		: { type: 'cypress', version: '13.15.0', clientVersion: '2.1.0' };
}

function specJson({ tools }: CurrentsWorld, run: Run, group: Group, spec: Spec) {
	const told = spec.claimedAt !== null || tools.variants.unclaimedSpecs === 'stats';
	return {
		spec: spec.spec,
		groupId: group.groupId,
		instanceId: spec.instanceId,
		machineId: spec.claimedAt ? spec.machineId : '',
		claimedAt: spec.claimedAt,
		completedAt: spec.completedAt,
		tags: run.tags,
		inactivityTimeoutMs: 1_800_000,
		worker: { workerIndex: 0, parallelIndex: 0 },
		results: told ? specResults(spec) : null,
	};
}
