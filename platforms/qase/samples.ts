/** Made-up deliveries with the run behind them, shaped as Qase sends and answers (contract: 2.2 and 4.1). */
import type { TestFailure, Verdict } from '../../core/model/TestRun';
import type { SampleDelivery } from '../../n8n/webhooks/contract';
import { resultFailure, runFacts } from './normalize';
import type { QaseStats } from './wire';

const view = { code: 'SHOP', origin: 'https://app.qase.io' };
const TITLE = 'Checkout regression';
const ENVIRONMENT = 'staging';
const DURATION_MS = 1_860_000;
const CASES = 36;

const EVENTS: Record<Verdict, string> = {
	passed: 'run.completed',
	failed: 'run.completed',
	inconclusive: 'run.aborted',
	pending: 'run.started',
};
const STATUS_TEXTS: Record<Verdict, string> = {
	passed: 'passed',
	failed: 'failed',
	inconclusive: 'aborted',
	pending: 'in_progress',
};
const STATUSES: Record<Verdict, NonNullable<QaseStats['statuses']>> = {
	passed: { passed: CASES, failed: 0, blocked: 0 },
	failed: { passed: 33, failed: 2, blocked: 1 },
	inconclusive: { passed: 14, untested: 21, failed: 0, blocked: 0, skipped: 1 },
	pending: { untested: CASES },
};

/** A delivery about a run with this verdict, and the run that reading it would give. */
export function sample(verdict: Verdict, at: Date): SampleDelivery {
	const id = at.getTime();
	const isOver = verdict !== 'pending';
	const run = {
		id,
		title: TITLE,
		status_text: STATUS_TEXTS[verdict],
		start_time: new Date(id - (isOver ? DURATION_MS : 0)).toISOString(),
		end_time: isOver ? at.toISOString() : null,
		elapsed_time: isOver ? DURATION_MS : 0,
		stats: { total: CASES, statuses: STATUSES[verdict] },
		environment: { title: 'Staging', slug: ENVIRONMENT },
		tags: [{ title: 'smoke' }],
	};
	const read = runFacts(run, view);
	const failures = verdict === 'failed' ? sampleFailures() : [];
	return {
		body: {
			event_name: EVENTS[verdict],
			timestamp: Math.floor(id / 1000),
			payload: { id, ...(isOver ? ended(verdict) : started()) },
			team_member_id: 7,
			project_code: view.code,
		},
		scope: { origin: view.origin },
		read: isOver ? { ...read, failures } : read,
	};
}

function started() {
	return {
		title: TITLE,
		description: null,
		plan: { id: 4, title: 'Before each release' },
		cases_count: CASES,
		environment: ENVIRONMENT,
	};
}

/** In milliseconds, as in the newer documentation; the older one has seconds. Nothing reads it. */
function ended(verdict: Verdict) {
	return { cases: CASES, ...STATUSES[verdict], duration: DURATION_MS };
}

function sampleFailures(): TestFailure[] {
	const failure = (caseId: number, title: string, status: string, comment: string) =>
		resultFailure(
			{ hash: `sample${caseId}`, case_id: caseId, status, comment, time_spent_ms: 42_000 },
			title,
			view.code,
		);
	return [
		failure(12, 'Pay with a saved card', 'failed', 'The order page stays empty after the payment'),
		failure(19, 'Apply a voucher', 'failed', 'Expected total 18.00, but it is 20.00'),
		failure(23, 'Pay by invoice', 'blocked', 'Invoices are turned off in this environment'),
	];
}
