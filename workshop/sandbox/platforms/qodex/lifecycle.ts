import { deliverEnd } from './deliveries';
import { newRunId, type Ending, type QodexWorld, type Run, type Scenario, type Schedule } from './world';

/** The active scenarios that a set of tags selects; no tags select them all. */
export function selectScenarios({ scenarios, tools }: QodexWorld, tags: string[]): Scenario[] {
	const active = scenarios.filter(({ lifecycle }) => lifecycle === 'active');
	if (tags.length === 0) return active;
	const all = tools.variants.tagRule === 'all';
	return active.filter((scenario) => {
		const has = (tag: string) => scenario.tags.includes(tag);
		return all ? tags.every(has) : tags.some(has);
	});
}

/** Starts a run that ends the way the next queued ending says. */
export function startRun(
	world: QodexWorld,
	scenarios: Scenario[],
	how: { environment: string; mode: string; callbackUrl: string | null; schedule: Schedule | null },
): Run {
	const ending = world.nextEndings.shift() ?? world.defaultEnding;
	const run: Run = {
		testRunId: newRunId(world),
		...how,
		startedAt: Date.now(),
		endedAt: null,
		scenarios: scenarios.map(({ name }) => ({ name, verdict: null })),
		ending,
		pollsLeft: ending.afterPolls ?? null,
	};
	world.runs.push(run);
	const byTime = ending.afterMs !== undefined || ending.afterPolls === undefined;
	if (ending.outcome !== 'stuck' && byTime) {
		world.tools.later(ending.afterMs ?? 300, () => void endRun(world, run));
	}
	return run;
}

/** Counts a poll that showed the run going, and ends the run when that was the last one planned. */
export function countPoll(world: QodexWorld, run: Run) {
	if (run.pollsLeft === null || run.endedAt !== null) return;
	run.pollsLeft -= 1;
	if (run.pollsLeft <= 0 && run.ending.outcome !== 'stuck') void endRun(world, run);
}

/** Ends a run, as planned or otherwise, and sends its completion once. Does nothing to an ended run. */
export async function endRun(world: QodexWorld, run: Run, ending: Ending = run.ending) {
	if (run.endedAt !== null) return [];
	run.ending = ending;
	run.endedAt = Math.max(Date.now(), run.startedAt + 1);
	const { outcome } = ending;
	const bad = outcome === 'failed' || outcome === 'error' ? (ending.failures ?? 1) : 0;
	// What a budget stop had not reached stays without a verdict.
	const reached = outcome === 'budget_exceeded' ? Math.floor(run.scenarios.length / 2) : run.scenarios.length;
	for (const [index, scenario] of run.scenarios.slice(0, reached).entries()) {
		scenario.verdict = index >= bad ? 'pass' : outcome === 'error' ? 'error' : 'fail';
	}
	return await deliverEnd(world, run);
}

/** The boolean verdict; true for a run that passed and nothing else. */
export function hasPassed({ ending, endedAt }: Run): boolean {
	return endedAt !== null && ending.outcome === 'passed';
}

/** The documented counters: erroring scenarios are in the total alone. */
export function summaryOf({ scenarios }: Run) {
	const count = (wanted: string) => scenarios.filter(({ verdict }) => verdict === wanted).length;
	return { total: scenarios.length, passed: count('pass'), failed: count('fail') };
}

/** Scenarios that did not pass, in the documented shape. */
export function failedScenarios({ scenarios }: Run) {
	return scenarios.flatMap(({ name, verdict }) =>
		verdict === 'fail' || verdict === 'error' ? [{ name, status: verdict }] : [],
	);
}
