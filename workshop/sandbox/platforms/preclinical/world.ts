import type { Delivery, Outgoing } from '../../kernel/deliveries';

/** The shape of an id. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Verdict of one criterion, without a flavour's spelling. */
export type Decision = 'met' | 'partial' | 'notMet';

/** An agent under test. */
export interface Agent {
	id: string;
	provider: string;
	name: string;
	description: string | null;
	/** With its secrets. */
	config: Record<string, unknown>;
	isActive: boolean;
	createdAt: string;
	updatedAt: string;
}

/** A scenario, the same in every run. */
export interface Scenario {
	id: string;
	name: string;
	category: string;
	tags: string[];
	criteria: string[];
	/** `custom` if it was generated. */
	type: 'full' | 'demo' | 'custom';
	isActive: boolean;
	/** Only approved scenarios are listed and run, self-hosted. */
	isApproved: boolean;
	/** Has what benchmark mode asks of a scenario. */
	fitsBenchmark: boolean;
	/** What an update has set; otherwise made of the rest. */
	priority?: number;
	content?: object;
	rubric?: object[];
}

/** One scenario in one run. */
export interface ScenarioRun {
	id: string;
	scenario: Scenario;
	/** `completed` is never an object's status; see the variants. */
	status: 'pending' | 'running' | 'grading' | 'passed' | 'failed' | 'error' | 'canceled';
	/** What went wrong where the status is `error`. */
	fault: 'agent' | 'grading' | null;
	decisions: Decision[];
	/** Differs from run to run, as a judge's words do. */
	wording: number;
	/** Null as well for one that was canceled. */
	completedAt: string | null;
	canceledAt: string | null;
}

/**
 * How a run ends; `unknownStatus:<word>` ends it with that status word, `stuck` never. `leftRunning` ends its
 * scenarios and leaves the run itself running.
 */
export type RunOutcome =
	'completed' | 'failed' | 'canceled' | 'stuck' | 'leftRunning' | `unknownStatus:${string}`;

/** The end planned for a run. */
export interface Ending {
	outcome: RunOutcome;
	/** Failed scenarios. Default 0. */
	failures?: number;
	/** Scenarios in error, since the agent did not answer. Default 0. */
	errors?: number;
	/** Scenarios in error, since they could not be graded. Default 0. */
	failedGradings?: number;
	/** Names of the scenarios that fail, in place of a number. */
	failingScenarios?: string[];
	/** The run ends this many milliseconds after its start. Default 300, unless `afterReads` is given. */
	afterMs?: number;
	/** The run ends after so many reads that showed it going on. */
	afterReads?: number;
}

/** A test run. */
export interface Run {
	id: string;
	/** The id for people. */
	humanId: string;
	name: string | null;
	agent: Agent;
	/** What it was asked for and only the self-hosted row tells. */
	asked: { suiteId: string | null; maxTurns: number | null; concurrencyLimit: number };
	status: string;
	scenarios: ScenarioRun[];
	/** So many of its scenarios are counted in it and not listed. */
	unlisted: number;
	createdAt: string;
	startedAt: string | null;
	endedAt: string | null;
	canceled: boolean;
	deletedAt: string | null;
	ending: Ending;
	readsLeft: number | null;
}

/** A webhook of the hosted service. */
export interface Webhook {
	id: string;
	url: string;
	secret: string | null;
	description: string | null;
	agentId: string | null;
	isEnabled: boolean;
	lastTriggeredAt: string | null;
	consecutiveFailures: number;
	createdAt: string;
	updatedAt: string;
}

/** A test suite of the hosted service. */
export interface TestSuite {
	id: string;
	name: string;
	description: string | null;
	scenarioIds: string[];
}

/** What a flavour's world borrows from the kernel. */
export interface WorldTools {
	url: () => string;
	deliver: (outgoing: Omit<Outgoing, 'platform'>) => Promise<Delivery>;
	later: (ms: number, work: () => void) => void;
}

/** Everything one organization, or one self-hosted server, holds. Runs are oldest first. */
export interface PreclinicalWorld {
	tools: WorldTools;
	agents: Agent[];
	scenarios: Scenario[];
	suites: TestSuite[];
	runs: Run[];
	webhooks: Webhook[];
	/** Ends of the runs to be started next, in order. */
	nextEndings: Ending[];
	/** End of a run when none is queued. */
	defaultEnding: Ending;
	/** The id for people of the next run. */
	nextHumanId: (index: number) => string;
	/** Called once a run has ended; answers with what was delivered. */
	onEnd: (run: Run) => Promise<Delivery[]>;
}

/** Whether a run has come to its end. */
export function hasEnded({ endedAt }: Run): boolean {
	return endedAt !== null;
}

/** Whether the end of a run was written down with its counters, which a cancel leaves out. */
export function isFinalized(run: Run): boolean {
	return hasEnded(run) && !run.canceled;
}

/** The scenarios of a run that are listed. */
export function listedScenarios({ scenarios, unlisted }: Run): ScenarioRun[] {
	return scenarios.slice(0, scenarios.length - unlisted);
}

/** The counters of a run by what its scenarios are now. A canceled scenario is in none of them but the total. */
export function countsOf({ scenarios }: Run) {
	const count = (wanted: ScenarioRun['status']) => scenarios.filter(({ status }) => status === wanted).length;
	const [passed, failed, errors] = [count('passed'), count('failed'), count('error')];
	const graded = passed + failed + errors;
	return {
		passed_count: passed,
		failed_count: failed,
		error_count: errors,
		total_scenarios: scenarios.length,
		pass_rate: graded === 0 ? 0 : (passed / graded) * 100,
	};
}

/** The counters as they are written down once a run is finalized, and 0 until then, preclinical.md 2.x. */
export function writtenCounts(run: Run) {
	if (isFinalized(run)) return countsOf(run);
	const total = run.scenarios.length;
	return { passed_count: 0, failed_count: 0, error_count: 0, total_scenarios: total, pass_rate: 0 };
}
