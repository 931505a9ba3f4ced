import type { Delivery } from '../../kernel/deliveries';
import { deliverResult } from './deliveries';
import type { Outcome, Run, RunPlan, Test, TestClixWorld } from './world';

/** Starts a run of a test, the way the next queued plan says. Behind a run that is going on it stays queued. */
export function startRun(world: TestClixWorld, test: Test, plan = nextPlan(world)): Run {
	world.runCount += 1;
	const run: Run = {
		plan,
		id: `01HSANDBOXRUN${String(world.runCount).padStart(6, '0')}`,
		createdAt: Date.now(),
		lagReads: plan.lagReads ?? 0,
		activeReads: plan.activeReads ?? null,
		readsShown: 0,
	};
	test.runs.push(run);
	if (test.runs[0] === run) begin(world, test, run);
	return run;
}

/** The status as a read shows it now, in lower case; only scenarios have one for processing (testclix.md 5). */
export function visibleStatus(test: Test): string {
	const [run] = test.runs;
	if (!run || run.lagReads > 0) return test.status;
	return run.readsShown === 0 || test.kind !== 'scenario' ? 'queued' : 'processing';
}

/** Counts a read of the test; the last read that was planned to show the run going on ends it. */
export function countRead(world: TestClixWorld, test: Test) {
	const [run] = test.runs;
	if (!run) return;
	if (run.lagReads > 0) {
		run.lagReads -= 1;
		return;
	}
	run.readsShown += 1;
	if (run.activeReads !== null && run.readsShown >= run.activeReads && !run.plan.stuck) {
		void endRun(world, test);
	}
}

/** Ends the run that is under way, evaluates the test, sends the result, and lets the next run begin. */
export async function endRun(world: TestClixWorld, test: Test, outcome?: Outcome): Promise<Delivery[]> {
	const run = test.runs.shift();
	if (!run) return [];
	const result = outcome ?? run.plan.outcome;
	evaluate(test, result);
	const [next] = test.runs;
	if (next) begin(world, test, next);
	return await deliverResult(world, test, run, result);
}

/** Forgets the evaluated runs, as acknowledging an error does (testclix.md 5). */
export function acknowledge(test: Test) {
	test.status = 'acknowledged';
	test.evaluated = [];
}

function nextPlan(world: TestClixWorld): RunPlan {
	return world.nextPlans.shift() ?? world.defaultPlan;
}

function begin(world: TestClixWorld, test: Test, run: Run) {
	// Without steps nothing comes of it.
	if (test.status === 'not recorded') {
		test.runs = [];
		return;
	}
	const { activeReads, afterMs, stuck } = run.plan;
	if (stuck) return;
	if (activeReads === 0) void endRun(world, test);
	else if (activeReads === undefined || afterMs !== undefined) {
		world.tools.later(afterMs ?? 300, () => {
			if (test.runs[0] === run) void endRun(world, test);
		});
	}
}

function evaluate(test: Test, outcome: Outcome) {
	test.evaluated = [...test.evaluated, outcome].slice(-test.evaluationPeriod);
	const failures = test.evaluated.filter((one) => one === 'error').length;
	test.status = failures >= test.failuresToAlarm ? 'error' : 'pass';
}
