import {
	countsOf,
	isFinalized,
	writtenCounts,
	type Agent,
	type Decision,
	type Run,
	type Scenario,
	type ScenarioRun,
	type Webhook,
} from './world';
import type { HostedVariants } from './variants';

/** The words in which the two flavours tell the same things. */
export interface Wording {
	decisions: Record<Decision, string>;
	roles: { tester: string; agent: string };
}

/** The hosted words. */
export const hostedWording: Wording = {
	decisions: { met: 'MET', partial: 'PARTIAL', notMet: 'NOT_MET' },
	roles: { tester: 'user', agent: 'assistant' },
};

/** The self-hosted words. */
export const selfHostedWording: Wording = {
	decisions: { met: 'MET', partial: 'PARTIALLY MET', notMet: 'NOT MET' },
	roles: { tester: 'attacker', agent: 'target' },
};

/** A run as both flavours tell it; each adds what only it has. */
export function runJson(run: Run, counts: ReturnType<typeof countsOf>) {
	return {
		id: run.id,
		test_run_id: run.humanId,
		name: run.name,
		status: run.status,
		agent_id: run.agent.id,
		agent_name: run.agent.name,
		...counts,
		started_at: run.startedAt,
		completed_at: run.endedAt,
		created_at: run.createdAt,
	};
}

/** A run as the hosted service tells it; one that was given no name has one made up. */
export function hostedRunJson(run: Run, { counts }: HostedVariants) {
	return {
		...runJson(run, counts === 'live' ? countsOf(run) : writtenCounts(run)),
		name: run.name ?? `Run of ${run.agent.name}`,
	};
}

/** Seconds from start to end, null while it goes on. */
export function durationSeconds(run: Run): number | null {
	if (run.endedAt === null || run.startedAt === null) return null;
	return Math.max(0, Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000));
}

/** The run row of the self-hosted server. */
export function runRow(run: Run) {
	const finalized = isFinalized(run);
	return {
		...runJson(run, writtenCounts(run)),
		test_suite_id: run.asked.suiteId,
		agent_type: run.agent.provider,
		max_turns: run.asked.maxTurns,
		concurrency_limit: run.asked.concurrencyLimit,
		benchmark_mode: false,
		creative_mode: false,
		// Nothing takes it back once the run is finalized.
		is_finalizing: finalized,
		finalize_started_at: finalized ? run.endedAt : null,
		completed_at: run.canceled ? null : run.endedAt,
		canceled_at: run.canceled ? run.endedAt : null,
		deleted_at: run.deletedAt,
		updated_at: run.endedAt ?? run.createdAt,
	};
}

/** A scenario run without criteria and transcript. A grading that failed leaves `passed: false`, not null. */
export function scenarioRunJson(run: Run, one: ScenarioRun) {
	const graded = isGraded(one);
	return {
		id: one.id,
		test_run_id: run.id,
		scenario_id: one.scenario.id,
		scenario_name: one.scenario.name,
		status: one.status,
		passed: graded || one.fault === 'grading' ? one.status === 'passed' : null,
		grade_summary: graded || one.fault === 'grading' ? summaryOf(one) : null,
		duration_ms: one.completedAt === null ? null : 4_000 + one.wording,
		error_message: errorMessageOf(one),
		created_at: run.createdAt,
		completed_at: one.completedAt,
	};
}

/** What grading adds, in the hosted shape. */
export function hostedDetails(one: ScenarioRun) {
	return {
		criteria_results: criteria(one, hostedWording).map(({ quotes, ...rest }) => ({
			...rest,
			max_points: 10,
			evidence_quotes: quotes,
		})),
		transcript: conversation(one, hostedWording),
	};
}

/** What the self-hosted server's scenario run has besides. */
export function selfHostedDetails(one: ScenarioRun) {
	return {
		criteria_results: criteria(one, selfHostedWording).map(({ quotes, ...rest }, index) => ({
			...rest,
			criterion_index: index,
			points_possible: 10,
			supporting_evidence: quotes,
			contradicting_evidence: [],
			overridden: false,
		})),
		...(isGraded(one) || one.fault === 'grading' ? {} : { criteria_results: null }),
		transcript: selfHostedTranscript(one),
		metadata: {},
		error_code: one.fault && { agent: 'SERVER_ERROR', grading: 'UNKNOWN' }[one.fault],
		last_heartbeat_at: null,
		started_at: one.completedAt,
		canceled_at: one.canceledAt,
	};
}

/** A scenario of the self-hosted server. */
export function scenarioJson(scenario: Scenario) {
	const { id, name, category, tags, criteria, type, isActive, isApproved } = scenario;
	return {
		scenario_id: id,
		name,
		category,
		scenario_type: type,
		content: scenario.content ?? {
			chief_complaint: name,
			initial_message: `Hello, it is about this: ${name}.`,
		},
		rubric_criteria: scenario.rubric ?? criteria.map((criterion) => ({ criterion, points: 10, tags: [] })),
		is_active: isActive,
		approved: isApproved,
		priority: scenario.priority ?? null,
		tags,
		created_at: '2026-02-10T08:00:00.000Z',
		updated_at: '2026-02-10T08:00:00.000Z',
	};
}

/** The file of a run. Its columns are not documented, so these are made up. */
export function csvOf({ humanId, scenarios }: Run): string {
	const rows = scenarios.map(({ scenario, status }) => [humanId, `"${scenario.name}"`, status].join(','));
	return ['run,scenario,status', ...rows, ''].join('\n');
}

/** An agent as both flavours tell it. */
export function agentJson({ id, provider, name, description, isActive, createdAt, updatedAt }: Agent) {
	return {
		id,
		provider,
		name,
		description,
		is_active: isActive,
		created_at: createdAt,
		updated_at: updatedAt,
	};
}

/** The same with its configuration, as the self-hosted server tells it: what sounds secret is masked. */
export function maskedAgentJson(agent: Agent) {
	const config = Object.entries(agent.config).map(([name, value]) => [name, masked(name, value)]);
	return { ...agentJson(agent), config: Object.fromEntries(config) };
}

function masked(name: string, value: unknown): unknown {
	return typeof value === 'string' && /key|token|secret/i.test(name) ? `${value.slice(0, 4)}•••` : value;
}

/** A webhook; the secret is never told. */
export function webhookJson(hook: Webhook) {
	return {
		id: hook.id,
		url: hook.url,
		description: hook.description,
		agent_id: hook.agentId,
		is_enabled: hook.isEnabled,
		last_triggered_at: hook.lastTriggeredAt,
		consecutive_failures: hook.consecutiveFailures,
		created_at: hook.createdAt,
		updated_at: hook.updatedAt,
	};
}

/** A run as a delivery tells it. */
export function deliveredRun(run: Run, variants: HostedVariants): Record<string, unknown> {
	const told = { ...hostedRunJson(run, variants), duration_seconds: durationSeconds(run) };
	return Object.fromEntries(Object.entries(told).filter(([name]) => name !== 'created_at'));
}

function criteria({ scenario, decisions, wording }: ScenarioRun, { decisions: words }: Wording) {
	return decisions.map((decision, index) => ({
		criterion: scenario.criteria[index],
		decision: words[decision],
		points_awarded: { met: 10, partial: 5, notMet: 0 }[decision],
		rationale:
			decision === 'met'
				? 'The agent did so from the start.'
				: `At ${wording % 60} seconds the agent moved on without it.\nThe caller had to ask ${(wording % 3) + 1} times.`,
		quotes: [`Let me see what I can do for you, reference ${wording}.`],
	}));
}

function conversation(
	{ scenario, wording, fault, completedAt, canceledAt }: ScenarioRun,
	{ roles }: Wording,
) {
	const timestamp = completedAt ?? canceledAt;
	if (timestamp === null) return [];
	return [
		{ role: roles.tester, content: `Hello, it is about this: ${scenario.name}.`, timestamp },
		fault === 'agent'
			? { role: 'system', content: '[Error: The agent did not answer within 60000 ms]', timestamp }
			: {
					role: roles.agent,
					content: `Let me see what I can do for you, reference ${wording}.`,
					timestamp,
				},
	];
}

/** What was stopped halfway has a list as JSON text, preclinical.md 2.x. */
function selfHostedTranscript(one: ScenarioRun) {
	const turns = conversation(one, selfHostedWording).map((turn, index) => ({
		...turn,
		turn: Math.floor(index / 2) + 1,
	}));
	const wasStopped = one.fault === 'agent' || one.status === 'canceled';
	return wasStopped ? JSON.stringify(turns) : turns;
}

function isGraded({ status }: ScenarioRun): boolean {
	return status === 'passed' || status === 'failed';
}

function summaryOf({ status, fault, wording }: ScenarioRun): string {
	if (fault === 'grading') return `Grading failed after 3 attempts: no JSON at position ${wording}`;
	return status === 'passed'
		? 'All criteria were met.'
		: `The agent missed what matters most, see turn ${(wording % 7) + 1}.`;
}

function errorMessageOf({ id, fault, wording }: ScenarioRun): string | null {
	if (fault === 'grading') return `Grading failed: no JSON at position ${wording}`;
	return fault && `The agent did not answer within 60000 ms (request ${id})`;
}
