/** From what Preclinical sends about a run to the run model. Pure. */
import type { RunFacts } from '../../runs/buildRun';
import type { RunCounts, RunStatus } from '../../runs/TestRun';
import { toDate } from '../../runs/time';
import { countOf, textOf, type JsonMap } from '../../transport/json';
import { PRECLINICAL, type Flavour } from './service';

/** Where a run was read: it decides whether there is a page to link to. */
export interface Origin {
	flavour: Flavour;
	/** Base URL of the API without a trailing slash. */
	baseUrl: string;
}

/** Status words of both flavours (contract: status vocabularies). `completed` says nothing of the outcome. */
const STATUS = new Map(
	Object.entries<RunStatus>({
		scheduled: 'queued',
		pending: 'queued',
		running: 'running',
		grading: 'running',
		completed: 'finished',
		failed: 'finished',
		canceled: 'canceled',
	}),
);

/** The facts of a run as started, read, listed or delivered. */
export function runFacts(run: JsonMap, { flavour, baseUrl }: Origin): RunFacts {
	const id = textOf(run.id) ?? '';
	const words = textOf(run.status);
	const status = STATUS.get(words?.toLowerCase() ?? '') ?? 'unknown';
	const counts = runCounts(run);
	const passRate = countOf(run.pass_rate);
	const seconds = countOf(run.duration_seconds);
	const agentId = textOf(run.agent_id);
	return {
		...PRECLINICAL,
		id,
		name: textOf(run.name) ?? textOf(run.test_run_id),
		project: agentId === null ? null : { id: agentId, name: textOf(run.agent_name) },
		url: flavour === 'hosted' ? runPageUrl(baseUrl, id) : null,
		status,
		platformVerdict: verdictOf(words, status, counts),
		platformWords: words,
		counts,
		passRate: passRate === null ? null : passRate / 100,
		startedAt: toDate(run.started_at),
		finishedAt: toDate(run.completed_at) ?? toDate(run.canceled_at),
		durationMs: seconds === null ? null : seconds * 1000,
	};
}

/** The page of a hosted run (contract: `results_url` of a delivery). */
export function runPageUrl(baseUrl: string, runId: string): string {
	return `${baseUrl.replace(/\/api\/v1$/, '')}/test/${encodeURIComponent(runId)}`;
}

/** A scenario in error was executed without an outcome: `other`. Nothing is skipped or flaky here. */
function runCounts(run: JsonMap): RunCounts {
	return {
		total: countOf(run.total_scenarios),
		passed: countOf(run.passed_count),
		failed: countOf(run.failed_count),
		skipped: null,
		flaky: null,
		pending: null,
		other: countOf(run.error_count),
	};
}

/**
 * undocumented: what makes a run `failed` rather than `completed`; the word is taken at its face value.
 * A completed run that leaves scenarios uncounted has not passed, even when none of the others failed.
 */
function verdictOf(words: string | null, status: RunStatus, counts: RunCounts): RunFacts['platformVerdict'] {
	if (words?.toLowerCase() === 'failed') return 'failed';
	const { total, passed, failed, other } = counts;
	const named = (passed ?? 0) + (failed ?? 0) + (other ?? 0);
	const leavesSomeOpen = failed === 0 && !other && total !== null && named < total;
	return status === 'finished' && leavesSomeOpen ? 'inconclusive' : null;
}
