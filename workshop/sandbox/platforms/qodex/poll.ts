import { failedScenarios, hasPassed, summaryOf } from './lifecycle';
import { runUrl, type QodexWorld, type Run } from './world';

/** The poll reply of a run. Nothing of it is published: the variants cover the readings worth surviving. */
export function pollJson(world: QodexWorld, run: Run): object {
	const { pollShape, terminalWords } = world.tools.variants;
	const ended = run.endedAt !== null;
	const verdict = ended && terminalWords === 'completed+passed' ? { passed: hasPassed(run) } : {};
	const body = {
		testRunId: run.testRunId,
		status: ended ? statusWord(world, run) : 'running',
		mode: run.mode,
		...counters(world, run),
		...verdict,
		...details(world, run),
		...callbackEcho(world, run),
	};
	return pollShape === 'flat' ? body : { [pollShape]: body };
}

/** The URL that the run was started with, where replies repeat it. */
export function callbackEcho({ tools }: QodexWorld, { callbackUrl }: Run): object {
	return tools.variants.callbackEcho === 'yes' ? { callback_url: callbackUrl } : {};
}

function statusWord({ tools }: QodexWorld, { ending }: Run): string {
	const { outcome } = ending;
	if (outcome === 'budget_exceeded') return outcome;
	if (outcome.startsWith('unknownStatus:')) return outcome.slice('unknownStatus:'.length);
	const passed = outcome === 'passed';
	switch (tools.variants.terminalWords) {
		case 'passed/failed':
			return passed ? 'passed' : 'failed';
		case 'completed+passed':
			return 'completed';
		case 'success/failure':
			return passed ? 'success' : 'failure';
		case 'pass/fail':
			return passed ? 'pass' : 'fail';
	}
}

function counters({ tools }: QodexWorld, run: Run): object {
	const { total, passed, failed } = summaryOf(run);
	switch (tools.variants.pollCounters) {
		case 'summary':
			return { summary: { total, passed, failed } };
		case 'flatCounters':
			return { scenariosTotal: total, scenariosPassed: passed, scenariosFailed: failed };
		case 'scenarios':
			return {
				scenarios: run.scenarios.map(({ name, verdict }) => ({ name, status: verdict ?? 'running' })),
			};
		case 'none':
			return {};
	}
}

function details(world: QodexWorld, run: Run): object {
	if (world.tools.variants.pollDetail === 'bare') return {};
	return {
		environment: run.environment,
		failedScenarios: failedScenarios(run),
		durationMs: run.endedAt === null ? null : run.endedAt - run.startedAt,
		runUrl: runUrl(world, run),
	};
}
