/** Sample deliveries in the shape of a schedule's completion webhook (contract: 4.1). */
import type { Verdict } from '../../core/model/TestRun';
import type { SampleDelivery } from '../../n8n/webhooks/contract';
import { runFacts } from './normalize';
import { runPageUrl } from './service';

const project = { origin: 'https://agents.qodex.ai', slug: 'web-shop' };
const DURATION_MS = 86_420;

/** A sample delivery about a run with this verdict; `null` for a pending one, since Qodex reports only ended runs. */
export function sample(verdict: Verdict, at: Date): SampleDelivery | null {
	if (verdict === 'pending') return null;
	const runId = `tr_sample_${at.getTime()}`;
	const failed = verdict === 'failed' ? 2 : 0;
	const total = 42;
	const passed = verdict === 'inconclusive' ? 17 : total - failed;
	const names = ['Cancel an order', 'Pay with a saved card'].slice(0, failed);
	return {
		body: {
			event: 'test_run_completed',
			projectName: 'Web shop',
			projectSlug: project.slug,
			testRunId: runId,
			policy: { id: 'pol_sample', name: 'Nightly regression' },
			passed: verdict === 'passed',
			summary: { total, passed, failed },
			failedScenarios: names.map((name) => ({ name, status: 'fail' })),
			environment: 'staging',
			durationMs: DURATION_MS,
			runUrl: runPageUrl(project.origin, project.slug, runId),
			timestamp: at.getTime(),
		},
		scope: { projectId: project.slug, origin: project.origin },
		// That the budget ran out is only known from reading the run.
		read: verdict === 'inconclusive' ? runFacts({ status: 'budget_exceeded' }, runId, project) : undefined,
	};
}
