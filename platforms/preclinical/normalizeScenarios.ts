/** From what Preclinical sends about the scenarios of a run to failures and results. Pure. */
import { buildFailure } from '../../runs/buildFailure';
import type { TestFailure } from '../../runs/TestRun';
import { toIso } from '../../runs/time';
import { countOf, objectsOf, textOf, textsOf, type JsonMap } from '../../transport/json';

/** What became of one criterion that a scenario is graded by. */
export interface CriterionResult {
	criterion: string;
	/** A word that is not known is passed on as it is. */
	decision: 'met' | 'partlyMet' | 'notMet' | 'unsure' | (string & {});
	points: number | null;
	maxPoints: number | null;
	rationale: string | null;
	/** Quotes from the conversation. */
	evidence: string[];
}

/** One utterance of a conversation. */
export interface Utterance {
	/** The tester plays the patient; the agent is what is tested. A role that is not known is passed on as it is. */
	speaker: 'tester' | 'agent' | (string & {});
	text: string;
	at: string | null;
}

/** One scenario of a run. Criteria and transcript only when they were asked for. */
export interface ScenarioResult {
	id: string;
	runId: string | null;
	scenarioId: string | null;
	title: string;
	/** `pending running grading passed failed error canceled`, or what else the platform says. */
	status: string | null;
	passed: boolean | null;
	summary: string | null;
	error: string | null;
	durationMs: number | null;
	finishedAt: string | null;
	criteria?: CriterionResult[];
	transcript?: Utterance[];
}

/** Words of both flavours, without the separators in which they differ. */
const DECISIONS = new Map(
	Object.entries({
		met: 'met',
		partial: 'partlyMet',
		partiallymet: 'partlyMet',
		notmet: 'notMet',
		unsure: 'unsure',
	}),
);

const SPEAKERS = new Map(
	Object.entries({
		user: 'tester',
		attacker: 'tester',
		assistant: 'agent',
		target: 'agent',
	}),
);

const IN_WORDS = new Map(
	Object.entries({
		partlyMet: 'Partly met',
		notMet: 'Not met',
		unsure: 'Unsure',
	}),
);

/** Whether a scenario run failed or ended in error; one that is not graded yet has done neither. */
export function isFailed(scenario: JsonMap): boolean {
	return ['failed', 'error'].includes(statusOf(scenario) ?? '') || scenario.passed === false;
}

/** The failure of a scenario that {@link isFailed}; the criteria it did not meet are in the message. */
export function scenarioFailure(scenario: JsonMap, agentId: string): TestFailure {
	return buildFailure({
		project: agentId,
		title: titleOf(scenario),
		status: statusOf(scenario) === 'error' ? 'error' : 'failed',
		message: failureMessage(scenario),
		durationMs: countOf(scenario.duration_ms),
	});
}

/** The scenario run in this package's words. */
export function scenarioResult(
	scenario: JsonMap,
	want: { criteria: boolean; transcript: boolean },
): ScenarioResult {
	return {
		id: textOf(scenario.id) ?? '',
		runId: textOf(scenario.test_run_id),
		scenarioId: textOf(scenario.scenario_id),
		title: titleOf(scenario),
		status: statusOf(scenario),
		passed: typeof scenario.passed === 'boolean' ? scenario.passed : null,
		summary: textOf(scenario.grade_summary),
		error: textOf(scenario.error_message),
		durationMs: countOf(scenario.duration_ms),
		finishedAt: toIso(scenario.completed_at),
		...(want.criteria ? { criteria: criteriaOf(scenario) } : {}),
		...(want.transcript ? { transcript: transcriptOf(scenario) } : {}),
	};
}

/** The conversation, with the same speakers for both flavours. */
export function transcriptOf(scenario: JsonMap): Utterance[] {
	return objectsOf(scenario.transcript).map(({ role, content, timestamp }) => ({
		speaker: SPEAKERS.get(textOf(role)?.toLowerCase() ?? '') ?? textOf(role) ?? 'unknown',
		text: textOf(content) ?? '',
		at: toIso(timestamp),
	}));
}

function criteriaOf(scenario: JsonMap): CriterionResult[] {
	return objectsOf(scenario.criteria_results).map((result) => ({
		criterion: textOf(result.criterion) ?? 'unnamed criterion',
		decision: decisionOf(textOf(result.decision) ?? 'unsure'),
		points: countOf(result.points_awarded),
		maxPoints: countOf(result.points_possible) ?? countOf(result.max_points),
		rationale: textOf(result.rationale),
		evidence: [
			...textsOf(result.evidence_quotes),
			...textsOf(result.supporting_evidence),
			...textsOf(result.contradicting_evidence),
		],
	}));
}

function decisionOf(words: string): CriterionResult['decision'] {
	return DECISIONS.get(words.toLowerCase().replace(/[\s_-]+/g, '')) ?? words;
}

/**
 * One line per criterion that was not met, which is what stays the same when the problem shows up again, and the
 * judge's own words on lines of their own: they differ from run to run, and fingerprints leave such lines out.
 */
function failureMessage(scenario: JsonMap): string | null {
	const lines: string[] = [];
	const error = textOf(scenario.error_message);
	if (error !== null) lines.push(error);
	for (const { criterion, decision, rationale } of criteriaOf(scenario)) {
		if (decision === 'met') continue;
		lines.push(`${IN_WORDS.get(decision) ?? flat(decision)}: ${flat(criterion)}`);
		if (rationale !== null) lines.push(`Rationale: ${flat(rationale)}`);
	}
	const summary = textOf(scenario.grade_summary);
	if (summary !== null) lines.push(`Judge comment: ${flat(summary)}`);
	return lines.join('\n') || null;
}

/** undocumented: the hosted list may say `completed` and leave the outcome to `passed`, as its filter does. */
function statusOf({ status, passed }: JsonMap): string | null {
	const word = textOf(status)?.toLowerCase() ?? null;
	if (word !== 'completed' || typeof passed !== 'boolean') return word;
	return passed ? 'passed' : 'failed';
}

function titleOf(scenario: JsonMap): string {
	return textOf(scenario.scenario_name) ?? textOf(scenario.scenario_id) ?? 'unnamed scenario';
}

function flat(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
