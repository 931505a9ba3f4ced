/** Sample deliveries in the documented shape (contract: payload). */
import type { Verdict } from '../../core/model/TestRun';
import type { SampleDelivery } from '../../n8n/webhooks/contract';

const DURATION_MS = 41_300;

/**
 * A sample delivery about a run with this verdict; `null` unless it passed or failed, since TestCLIX reports no others.
 */
export function sample(verdict: Verdict, at: Date): SampleDelivery | null {
	if (verdict !== 'passed' && verdict !== 'failed') return null;
	const startedAt = new Date(at.getTime() - DURATION_MS);
	return {
		body: {
			timestamp: at.getTime() / 1000,
			test_id: '01SAMPLESCENARIO&01SAMPLEPROJECT',
			status: verdict === 'passed' ? 'pass' : 'error',
			created_at: `${startedAt.toISOString().slice(0, 19)}Z`,
		},
	};
}
