/** Converts the scenarios of a run to failures and results. Pure. */
import { buildFailure, buildTest } from '../../core/model/buildFailure';
import type { TestFailure, TestResult } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { countOf, entryOf, objectsOf, textOf, textsOf, type JsonMap } from '../../core/text/json';
import { alphabetical } from '../../n8n/parameters/fields';
import { runPageUrl, type Origin } from './normalize';
import { endOf, outcomeOf, statusOf } from './outcomes';
import { transcriptOf, type Utterance } from './transcripts';

/** The result of one criterion by which a scenario is graded. */
export interface CriterionResult {
	criterion: string;
	/** An unknown word is returned unchanged. */
	decision: 'met' | 'partlyMet' | 'notMet' | 'unsure' | (string & {});
	points: number | null;
	maxPoints: number | null;
	rationale: string | null;
	/** Quotes from the conversation. */
	evidence: string[];
}

/** One scenario of a run. Criteria and transcript are only present if they were requested. */
export interface ScenarioResult {
	id: string;
	runId: string | null;
	scenarioId: string | null;
	title: string;
	/** `pending running grading passed failed error canceled`, or any other word of the platform. */
	status: string | null;
	passed: boolean | null;
	summary: string | null;
	error: string | null;
	/** The platform's own code of the error, e.g. `RATE_LIMIT`; self-hosted. */
	errorCode: string | null;
	durationMs: number | null;
	/** When it ended or was canceled. */
	finishedAt: string | null;
	url: string | null;
	criteria?: CriterionResult[];
	transcript?: Utterance[];
}

/** A scenario, of which runs consist. */
export interface ScenarioSummary {
	id: string;
	name: string;
	category: string | null;
	tags: string[];
	/** The criteria by which it is graded. */
	criteria: string[];
	/** Only a scenario that is active and approved is listed and run; `null` if the server does not say it. */
	active: boolean | null;
	approved: boolean | null;
}

/** Words of both flavours, without the separators in which they differ. */
const DECISIONS: Record<string, CriterionResult['decision']> = {
	met: 'met',
	partial: 'partlyMet',
	partiallymet: 'partlyMet',
	notmet: 'notMet',
	unsure: 'unsure',
};

const IN_WORDS: Record<string, string> = {
	partlymet: 'Partly met',
	notmet: 'Not met',
	unsure: 'Unsure',
};

/**
 * The failure of a scenario that {@link isFailed}. Its message contains the criteria that were not met and their
 * grades. Only the criteria identify the problem, since the judge's grades and words differ from run to run.
 */
export function scenarioFailure(scenario: JsonMap, agentId: string, origin: Origin): TestFailure {
	return buildFailure({
		...describedScenario(scenario, agentId, origin),
		status: outcomeOf(scenario) === 'error' ? 'error' : 'failed',
		message: failureMessage(scenario),
		problem: problemOf(scenario),
		errorCode: textOf(scenario.error_code) ?? undefined,
	});
}

/** The scenario as a test of the run. A canceled one counts as not run. */
export function scenarioTest(scenario: JsonMap, agentId: string, origin: Origin): TestResult {
	const outcome = outcomeOf(scenario);
	return buildTest({
		...describedScenario(scenario, agentId, origin),
		status: outcome === 'open' || outcome === 'canceled' ? 'pending' : outcome,
		startedAt: toIso(scenario.started_at),
	});
}

/** The order of failed scenarios, which does not depend on the response: by title, then by the scenario's id. */
export function byTitle(a: JsonMap, b: JsonMap): number {
	const [first, second] = [a, b].map((one) =>
		[titleOf(one), textOf(one.scenario_id), textOf(one.id)].join('\0'),
	);
	return alphabetical(first, second);
}

/** A scenario run as the operations output it. */
export function scenarioResult(
	scenario: JsonMap,
	want: { criteria: boolean; transcript: boolean },
	origin: Origin,
): ScenarioResult {
	return {
		id: textOf(scenario.id) ?? '',
		runId: textOf(scenario.test_run_id),
		scenarioId: textOf(scenario.scenario_id),
		title: titleOf(scenario),
		status: statusOf(scenario),
		passed: flagOf(scenario.passed),
		summary: textOf(scenario.grade_summary),
		error: textOf(scenario.error_message),
		errorCode: textOf(scenario.error_code),
		durationMs: countOf(scenario.duration_ms),
		finishedAt: endOf(scenario),
		url: scenarioPageUrl(scenario, origin),
		...(want.criteria ? { criteria: criteriaOf(scenario) } : {}),
		...(want.transcript ? { transcript: transcriptOf(scenario) } : {}),
	};
}

/** The scenario without its content. */
export function scenarioSummary(scenario: JsonMap): ScenarioSummary {
	const id = textOf(scenario.scenario_id) ?? '';
	return {
		id,
		name: textOf(scenario.name) ?? id,
		category: textOf(scenario.category),
		tags: textsOf(scenario.tags),
		criteria: objectsOf(scenario.rubric_criteria).flatMap(({ criterion }) => textsOf([criterion])),
		active: flagOf(scenario.is_active),
		approved: flagOf(scenario.approved),
	};
}

function flagOf(value: unknown): boolean | null {
	return typeof value === 'boolean' ? value : null;
}

/**
 * undocumented: the fields `points` and `evidence`. The pages of the self-hosted server use them, its code uses other
 * names (contract: 6.4).
 */
function criteriaOf(scenario: JsonMap): CriterionResult[] {
	return objectsOf(scenario.criteria_results).map((result) => ({
		criterion: textOf(result.criterion) ?? 'unnamed criterion',
		decision: decisionOf(textOf(result.decision) ?? 'unsure'),
		points: countOf(result.points_awarded) ?? countOf(result.points),
		maxPoints: countOf(result.points_possible) ?? countOf(result.max_points),
		rationale: textOf(result.rationale),
		evidence: [
			...textsOf(result.evidence_quotes),
			...textsOf(result.supporting_evidence),
			...textsOf(result.contradicting_evidence),
			...textsOf([result.evidence].flat()),
		],
	}));
}

function decisionOf(words: string): CriterionResult['decision'] {
	return entryOf(DECISIONS, words.replace(/[\s_-]+/g, '')) ?? words;
}

/** The error, one line per criterion that was not met with the judge's reasons below it, and the judge's summary. */
function failureMessage(scenario: JsonMap): string | null {
	const lines: string[] = [];
	const error = textOf(scenario.error_message);
	if (error !== null) lines.push(error);
	for (const { criterion, decision, rationale } of unmetCriteria(scenario)) {
		lines.push(`${entryOf(IN_WORDS, decision) ?? flat(decision)}: ${flat(criterion)}`);
		if (rationale !== null) lines.push(`Rationale: ${flat(rationale)}`);
	}
	const summary = textOf(scenario.grade_summary);
	if (summary !== null) lines.push(`Judge comment: ${flat(summary)}`);
	return lines.join('\n') || null;
}

/** The error and the criteria that were not met, without the judge's words. */
function problemOf(scenario: JsonMap): string | null {
	const error = textOf(scenario.error_message);
	const criteria = unmetCriteria(scenario).map(({ criterion }) => `Not met: ${flat(criterion)}`);
	return [...(error === null ? [] : [error]), ...criteria].join('\n') || null;
}

/** The fields that tests and failures share. The id identifies the scenario, even if it is renamed. */
function describedScenario(scenario: JsonMap, agentId: string, origin: Origin) {
	return {
		project: agentId,
		testId: textOf(scenario.scenario_id),
		title: titleOf(scenario),
		durationMs: countOf(scenario.duration_ms),
		url: scenarioPageUrl(scenario, origin),
	};
}

function unmetCriteria(scenario: JsonMap): CriterionResult[] {
	return criteriaOf(scenario).filter(({ decision }) => decision !== 'met');
}

/** The page of a scenario run. undocumented: its URL in the hosted service. */
function scenarioPageUrl(scenario: JsonMap, { flavour, baseUrl }: Origin): string | null {
	const [runId, id] = [textOf(scenario.test_run_id), textOf(scenario.id)];
	if (flavour === 'hosted' || runId === null || id === null) return null;
	return `${runPageUrl(baseUrl, runId)}/scenario/${encodeURIComponent(id)}`;
}

function titleOf(scenario: JsonMap): string {
	return textOf(scenario.scenario_name) ?? textOf(scenario.scenario_id) ?? 'unnamed scenario';
}

function flat(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
