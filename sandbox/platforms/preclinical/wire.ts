import {
	countsOf,
	hasEnded,
	type Agent,
	type Decision,
	type Run,
	type ScenarioRun,
	type Webhook,
} from './world';

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
export function runJson(run: Run) {
	return {
		id: run.id,
		test_run_id: run.humanId,
		name: run.name,
		status: run.status,
		agent_id: run.agent.id,
		agent_name: run.agent.name,
		...countsOf(run),
		started_at: run.startedAt,
		completed_at: run.endedAt,
		created_at: run.createdAt,
	};
}

/** Seconds from start to end, null while it goes on. */
export function durationSeconds(run: Run): number | null {
	if (run.endedAt === null || run.startedAt === null) return null;
	return Math.max(0, Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000));
}

/** The run row of the self-hosted server. */
export function runRow(run: Run) {
	return {
		...runJson(run),
		test_suite_id: run.asked.suiteId,
		agent_type: run.agent.provider,
		max_turns: run.asked.maxTurns ?? 11,
		concurrency_limit: run.asked.concurrencyLimit,
		benchmark_mode: false,
		creative_mode: false,
		is_finalizing: false,
		finalize_started_at: null,
		completed_at: run.canceled ? null : run.endedAt,
		canceled_at: run.canceled ? run.endedAt : null,
		deleted_at: run.deleted ? new Date().toISOString() : null,
		updated_at: run.endedAt ?? run.createdAt,
	};
}

/** A scenario run without criteria and transcript. */
export function scenarioRunJson(run: Run, one: ScenarioRun) {
	const graded = one.status === 'passed' || one.status === 'failed';
	return {
		id: one.id,
		test_run_id: run.id,
		scenario_id: one.scenario.id,
		scenario_name: one.scenario.name,
		status: one.status,
		passed: graded ? one.status === 'passed' : null,
		grade_summary: graded ? summaryOf(one) : null,
		duration_ms: one.completedAt === null ? null : 4_000 + one.wording,
		error_message:
			one.status === 'error' ? `The agent did not answer within 60000 ms (request ${one.id})` : null,
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
		transcript: conversation(one, selfHostedWording).map((turn, index) => ({
			...turn,
			turn: Math.floor(index / 2) + 1,
		})),
		metadata: {},
		error_code: one.status === 'error' ? 'UNKNOWN' : null,
		last_heartbeat_at: null,
		started_at: one.completedAt,
		canceled_at: null,
	};
}

/** An agent as both flavours tell it. */
export function agentJson({ id, provider, name, description, isActive, createdAt }: Agent) {
	return {
		id,
		provider,
		name,
		description,
		is_active: isActive,
		created_at: createdAt,
		updated_at: createdAt,
	};
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
export function deliveredRun(run: Run) {
	return {
		id: run.id,
		test_run_id: run.humanId,
		name: run.name,
		agent_id: run.agent.id,
		agent_name: run.agent.name,
		status: run.status,
		...countsOf(run),
		started_at: run.startedAt,
		completed_at: hasEnded(run) ? run.endedAt : null,
		duration_seconds: durationSeconds(run),
	};
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

function conversation({ scenario, wording, completedAt }: ScenarioRun, { roles }: Wording) {
	if (completedAt === null) return [];
	return [
		{ role: roles.tester, content: `Hello, it is about this: ${scenario.name}.`, timestamp: completedAt },
		{
			role: roles.agent,
			content: `Let me see what I can do for you, reference ${wording}.`,
			timestamp: completedAt,
		},
	];
}

function summaryOf({ status, wording }: ScenarioRun): string {
	return status === 'passed'
		? 'All criteria were met.'
		: `The agent missed what matters most, see turn ${(wording % 7) + 1}.`;
}
