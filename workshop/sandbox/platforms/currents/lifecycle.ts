import { randomUUID } from 'node:crypto';
import { controlError } from '../../kernel/actions';
import { errorOf, planTests, testIdOf } from './catalogue';
import {
	hexId,
	testsOf,
	type CurrentsWorld,
	type Group,
	type Project,
	type Run,
	type Spec,
	type TestCase,
	type TestOutcome,
} from './world';

/** What a new run is made of. */
export interface RunPlan {
	projectId: string;
	/** Default: the project's default branch. */
	branch?: string;
	/** Default none. */
	tags?: string[];
	/** Names of the groups; more than one makes a run with several groups. Default `chromium`, for Cypress the CI build id. */
	groups?: string[];
	/** Default generated. */
	ciBuildId?: string;
	/** Tests in each group. Default: all named tests of the project. */
	tests?: number;
	/** Commit author. */
	author?: string;
	/** Commit message. */
	message?: string;
	/** `meta.pr.id`. */
	pullRequest?: string;
	/** `meta.pr.title`. */
	pullRequestTitle?: string;
	/** `meta.commit.ghaEventData.prTitle`. */
	githubTitle?: string;
	/** `meta.title`. */
	title?: string;
	/** The run that this one repeats. Default none, as for ordinary runs. */
	previousRunId?: string;
	/** Default now. */
	createdAt?: string;
	/** The GitHub run a cancel by GitHub names. */
	githubRunId?: string;
	githubRunAttempt?: number;
	/** Number of list or find calls on the project that do not see the run yet. Default 0. */
	hiddenReads?: number;
}

/** How a run, or one group of it, ends. */
export interface RunEnd {
	outcome: 'passed' | 'failed' | 'flaky' | 'timedOut' | 'canceled';
	/** Failed tests. Default 1 for `failed`, else 0. Canceled and timed out runs can have some too. */
	failures?: number;
	/** Titles (joined with ` > `) of the tests that fail, in place of a number. */
	failingTests?: string[];
	/** Flaky tests. Default 1 for `flaky`, else 0. */
	flaky?: number;
	/** Skipped tests. Default 0. */
	skipped?: number;
	/** Ends this group alone; the run is complete once all its groups are. For passed, failed and flaky. */
	group?: string;
}

/** Adds a run in progress, whose tests have all yet to report. */
export function addRun(world: CurrentsWorld, project: Project, plan: RunPlan): Run {
	const createdAt = plan.createdAt ?? new Date().toISOString();
	const ciBuildId = plan.ciBuildId ?? `build-${hexId(8)}`;
	const ownGroup = project.framework === 'cypress' ? ciBuildId : 'chromium';
	const run: Run = {
		runId: hexId(32),
		projectId: project.projectId,
		createdAt: new Date(createdAt).toISOString(),
		finishedAt: null,
		ciBuildId,
		branch: plan.branch ?? project.defaultBranchName,
		author: plan.author ?? 'Release bot',
		message: plan.message ?? 'chore: update the price list',
		sha: hexId(40),
		title: plan.title ?? null,
		pullRequest: pullRequestOf(plan),
		githubTitle: plan.githubTitle ?? null,
		tags: plan.tags ?? [],
		groups: (plan.groups ?? [ownGroup]).map((groupId) => planGroup(project, groupId, plan)),
		previousRunId: plan.previousRunId ?? null,
		framework: project.framework,
		state: 'inProgress',
		cancellation: null,
		github: plan.githubRunId ? { runId: plan.githubRunId, attempt: plan.githubRunAttempt ?? 1 } : null,
		hiddenReads: plan.hiddenReads ?? 0,
		planned: null,
	};
	world.runs.push(run);
	return run;
}

/** Ends a run or a group and says which groups ended by it. `at` is when, in epoch milliseconds. */
export function endRun(run: Run, end: RunEnd, at = Date.now()): Group[] {
	const plan = planEnd(run, end);
	const time = new Date(at).toISOString();
	for (const spec of plan.specs) {
		spec.claimedAt ??= time;
		spec.completedAt ??= time;
	}
	for (const { spec, test, outcome } of plan.outcomes) report(run, spec, test, outcome);
	if (end.outcome === 'canceled') run.cancellation = { actor: 'sandbox', at: time, reason: 'dashboard' };
	if (isEarly(end)) run.state = end.outcome === 'canceled' ? 'canceled' : 'timedOut';
	else for (const group of plan.groups) group.done = true;
	if (run.state === 'inProgress' && run.groups.every(({ done }) => done)) run.state = 'complete';
	if (run.state !== 'inProgress') run.finishedAt = time;
	return isEarly(end) ? run.groups : plan.groups;
}

/**
 * Lets the next `tests` tests of a run report, the first `failures` of them as failed. Their spec files are claimed,
 * and complete once all their tests have reported; the run goes on.
 */
export function reportTests(run: Run, { tests, failures = 0 }: { tests: number; failures?: number }) {
	const time = new Date().toISOString();
	const specs = run.groups.flatMap((group) => group.specs);
	const next = specs.flatMap(unreported).slice(0, tests);
	for (const [index, { spec, test }] of next.entries()) {
		spec.claimedAt ??= time;
		report(run, spec.spec, test, index < failures ? 'failed' : 'passed');
	}
	for (const { spec } of next) if (unreported(spec).length === 0) spec.completedAt = time;
}

/** What an end would do to which groups, specs and tests; throws when the run cannot end so. Changes nothing. */
export function planEnd(run: Run, end: RunEnd) {
	if (run.state !== 'inProgress') throw controlError(`run ${run.runId} is ${run.state} already`);
	const groups = run.groups.filter(({ done, groupId }) => !done && (end.group ?? groupId) === groupId);
	if (groups.length === 0) throw controlError(`run ${run.runId} has no open group ${end.group ?? ''}`);
	const share = isEarly(end) ? 0.5 : 1;
	const specs = groups.flatMap((group) => group.specs.slice(0, Math.ceil(group.specs.length * share)));
	const tests = specs.flatMap(unreported).map(({ spec, test }) => ({ spec: spec.spec, test }));
	const failing = pickFailing(tests, end);
	const others = tests.filter((entry) => !failing.includes(entry));
	const flaky = others.slice(0, end.flaky ?? (end.outcome === 'flaky' ? 1 : 0));
	const skipped = others.slice(flaky.length, flaky.length + (end.skipped ?? 0));
	const outcomeOf = (entry: (typeof tests)[number]) => {
		if (failing.includes(entry)) return 'failed' as const;
		if (flaky.includes(entry)) return 'flaky' as const;
		return skipped.includes(entry) ? ('skipped' as const) : ('passed' as const);
	};
	return { groups, specs, outcomes: tests.map((entry) => ({ ...entry, outcome: outcomeOf(entry) })) };
}

/** Cancels a run through the API: what has reported stays, the rest never will. */
export function cancelRun(run: Run, reason: string) {
	run.state = 'canceled';
	run.finishedAt = new Date().toISOString();
	run.cancellation = { actor: 'sandbox', at: run.finishedAt, reason };
}

/** Frees the failed specs that these machines ran, and so opens the run again. */
export function resetMachines(run: Run, machineIds: string[]) {
	for (const group of run.groups) {
		const freed = group.specs.filter(
			({ machineId, tests }) =>
				machineIds.includes(machineId) && tests.some(({ outcome }) => outcome === 'failed'),
		);
		for (const spec of freed) {
			spec.completedAt = null;
			spec.claimedAt = null;
			for (const test of spec.tests) Object.assign(test, { outcome: null, error: null });
		}
		if (freed.length === 0) continue;
		group.done = false;
		run.state = 'inProgress';
		run.finishedAt = null;
	}
}

function pullRequestOf({ pullRequest, pullRequestTitle }: RunPlan): Run['pullRequest'] {
	if (pullRequest === undefined && pullRequestTitle === undefined) return null;
	return { id: pullRequest ?? null, title: pullRequestTitle ?? null };
}

function report({ framework }: Run, spec: string, test: TestCase, outcome: TestOutcome) {
	test.outcome = outcome;
	const broke = outcome === 'failed' || outcome === 'flaky';
	test.error = broke ? errorOf(framework, spec, test.testId) : null;
}

function unreported(spec: Spec) {
	return spec.tests.filter(({ outcome }) => outcome === null).map((test) => ({ spec, test }));
}

function planGroup(project: Project, groupId: string, plan: RunPlan): Group {
	const specs = planTests(project.framework, plan.tests ?? null).map(([spec, titles], index) => ({
		spec,
		instanceId: randomUUID(),
		machineId: `${groupId}-machine-${(index % 2) + 1}`,
		claimedAt: null,
		completedAt: null,
		tests: titles.map((title) => planTest(project, spec, title)),
	}));
	return { groupId, browserName: groupId, specs, done: false };
}

function planTest(project: Project, spec: string, title: string): TestCase {
	const testId = testIdOf(project.projectId, spec, title);
	const durationMs = 400 + (parseInt(testId.slice(-3), 16) % 4000);
	return { testId, title: title.split(' > '), outcome: null, error: null, durationMs };
}

/** A run that times out or is canceled has heard from the first half of its specs. */
function isEarly({ outcome }: RunEnd) {
	return outcome === 'timedOut' || outcome === 'canceled';
}

function pickFailing<Entry extends { test: TestCase }>(tests: Entry[], end: RunEnd): Entry[] {
	if (!end.failingTests) return tests.slice(0, end.failures ?? (end.outcome === 'failed' ? 1 : 0));
	const wanted = end.failingTests;
	const known = new Set(tests.map(({ test }) => test.title.join(' > ')));
	const stranger = wanted.find((title) => !known.has(title));
	if (stranger) throw controlError(`no reporting test "${stranger}"; known are ${[...known].join('; ')}`);
	return tests.filter(({ test }) => wanted.includes(test.title.join(' > ')));
}

/** How many tests of a group have reported what; `overall` is all that reported. Flaky tests count as passed too. */
export function countTests(group: Group, framework: Project['framework']) {
	const outcomes = testsOf(group).map(({ outcome }) => outcome);
	const count = (...wanted: Array<TestCase['outcome']>) =>
		outcomes.filter((one) => wanted.includes(one)).length;
	const [failures, flaky] = [count('failed'), count('flaky')];
	return {
		overall: count('passed', 'failed', 'flaky', 'skipped', 'pending'),
		passes: count('passed', 'flaky'),
		failures,
		pending: count('pending'),
		skipped: count('skipped'),
		flaky,
		retries: flaky + (framework === 'pw' ? failures : 0),
	};
}
