import type { Delivery } from '../../kernel/deliveries';
import { failedScenarios, hasPassed, summaryOf } from './lifecycle';
import { runUrl, type QodexWorld, type Run } from './world';

/** Sends what a run's end calls for: its callback and its schedule's completion, once each, unsigned, unretried. */
export async function deliverEnd(world: QodexWorld, run: Run): Promise<Delivery[]> {
	const deliveries: Array<Promise<Delivery>> = [];
	if (run.callbackUrl) {
		deliveries.push(deliver(world, 'callback', run.callbackUrl, callbackBody(world, run)));
	}
	const { schedule } = run;
	const wanted = schedule?.notifyOn === 'always' || (schedule?.notifyOn === 'failure' && !hasPassed(run));
	if (schedule?.completionUrl && wanted) {
		deliveries.push(deliver(world, 'test_run_completed', schedule.completionUrl, completionBody(world, run)));
	}
	return await Promise.all(deliveries);
}

/** Sends a body to a URL. The headers of the platform are not documented: the content type alone is sent. */
export async function deliver(world: QodexWorld, kind: string, url: string, body: object): Promise<Delivery> {
	const headers = { 'Content-Type': 'application/json' };
	return await world.tools.deliver({ kind, url, headers, body: Buffer.from(JSON.stringify(body)) });
}

/** The schedule completion of qodex.md 4.1; `policy` is null for runs no schedule started. */
export function completionBody(world: QodexWorld, run: Run) {
	const { schedule } = run;
	const endedAt = run.endedAt ?? Date.now();
	return {
		event: 'test_run_completed',
		projectName: world.projectName,
		projectSlug: world.projectSlug,
		testRunId: run.testRunId,
		policy: schedule ? { id: schedule.id, name: schedule.name } : null,
		passed: hasPassed(run),
		summary: summaryOf(run),
		failedScenarios: failedScenarios(run),
		environment: run.environment,
		durationMs: endedAt - run.startedAt,
		runUrl: runUrl(world, run),
		timestamp: endedAt,
	};
}

function callbackBody(world: QodexWorld, run: Run): object {
	const { testRunId } = run;
	const summary = summaryOf(run);
	switch (world.tools.variants.callbackShape) {
		case 'scheduleLike':
			return completionBody(world, run);
		case 'countsOnly':
			return { testRunId, summary, runUrl: runUrl(world, run) };
		case 'flatCounts':
			return { testRunId, passed: summary.passed, failed: summary.failed, runUrl: runUrl(world, run) };
		case 'minimal':
			return { testRunId };
	}
}
