/**
 * What operations of Test Run output that is neither a run nor a failure, for `outputs.ts`. Of what a platform's own JSON
 * holds, only the fields that it documents as always there.
 */
import type { TestResult, TestRun } from '../../core/model/TestRun';
import type { Evidence } from '../../platforms/currents/evidence';
import type { ResultRow } from '../../platforms/currents/testResults';
import type { HealthSummary } from '../../platforms/preclinical/health';
import type { ScenarioResult, ScenarioSummary } from '../../platforms/preclinical/normalizeScenarios';
import type { ShownResult } from '../../platforms/qase/normalize';
import type { CaseSummary } from '../../platforms/qase/normalizeCases';
import type {
	ShownConfiguration,
	ShownDefect,
	ShownEnvironment,
	ShownMilestone,
	ShownPlan,
	ShownPlanWithCases,
} from '../../platforms/qase/shown';

/** All tests of a run are only there when they are asked for. */
export type Run = Omit<TestRun, 'tests'>;

/** A run after Compare Runs. */
interface ComparedRun extends Run {
	comparison: {
		previousRun: Pick<Run, 'key' | 'id' | 'name' | 'url' | 'status' | 'verdict' | 'startedAt'>;
		newFailures: number;
		stillFailing: number;
		recovered: number;
		notRun: number;
	} | null;
	comparisonNote: string | null;
}

interface Deleted {
	deleted: boolean;
}

interface CurrentsAction {
	actionId: string;
	name: string | null;
	description: string | null;
	status: string | null;
	types: string[];
	tags: string[];
	matcher: object | null;
	expiresAfter: string | null;
	createdAt: string | null;
}

interface CurrentsWebhook {
	hookId: string;
	projectId: string;
	url: string;
	hookEvents: string[];
	headers: string | null;
	label: string | null;
}

interface CurrentsProject {
	projectId: string;
	name: string;
}

/** The metrics are beside these; sources disagree on their names. */
interface CurrentsMeasured {
	signature: string;
	file: string | null;
}

type InstanceTest = Pick<
	TestResult,
	'title' | 'suite' | 'status' | 'flaky' | 'attempts' | 'durationMs' | 'startedAt' | 'url' | 'tags'
> & { testId: string | null; message: string | null; evidence: Evidence[] };

interface CurrentsInstance {
	instanceId: string;
	runId: string | null;
	projectId: string | null;
	file: string | null;
	group: string | null;
	completedAt: string | null;
	url: string | null;
	videoUrl: string | null;
	tests: InstanceTest[];
}

interface CurrentsInsights {
	projectId: string | null;
	dateStart: string | null;
	dateEnd: string | null;
	resolution: string | null;
	runs: object | null;
	tests: object | null;
	timeline: Array<{ date: string; runs: object | null; tests: object | null }> | null;
}

interface CurrentsErrors {
	message: string | null;
	category: string | null;
	action: string | null;
	target: string | null;
	count: number | null;
	tests: number | null;
	branches: number | null;
}

/** Operations of Currents. */
export interface CurrentsOutputs {
	archiveAction: { archived: boolean; actionId: string };
	compareRuns: ComparedRun;
	createAction: CurrentsAction;
	createWebhook: CurrentsWebhook;
	deleteRun: Deleted & { runId: string };
	deleteWebhook: Deleted & { webhookId: string };
	disableAction: CurrentsAction;
	enableAction: CurrentsAction;
	getAction: CurrentsAction;
	getFailureContext: { context: string };
	getInstance: CurrentsInstance;
	getManyActions: CurrentsAction;
	getManyErrors: CurrentsErrors;
	getManyProjects: CurrentsProject;
	getManySpecFiles: CurrentsMeasured;
	getManyTestResults: ResultRow;
	getManyTests: CurrentsMeasured & { title: string };
	getManyWebhooks: CurrentsWebhook;
	getProject: CurrentsProject;
	getProjectInsights: CurrentsInsights;
	getTestSignature: { signature: string };
	getWebhook: CurrentsWebhook;
	resetRun: { reset: boolean; runId: string; machineIds: string[] };
	updateAction: CurrentsAction;
	updateWebhook: CurrentsWebhook;
}

interface Agent {
	id: string;
	provider: string;
	name: string;
	description: string | null;
	is_active: boolean;
	created_at: string;
	updated_at: string;
}

interface TestSuite {
	id: string;
	name: string;
	description: string | null;
	scenario_count: number;
	created_at: string;
}

type ReadTestSuite = TestSuite & { scenario_ids: string[]; updated_at: string };

interface Webhook {
	id: string;
	url: string;
	description: string | null;
	agent_id: string | null;
	is_enabled: boolean;
	created_at: string;
	updated_at: string;
}

type ReadWebhook = Webhook & { last_triggered_at: string | null; consecutive_failures: number };

/** Operations of Preclinical. */
export interface PreclinicalOutputs {
	compareRuns: ComparedRun;
	createAgent: Agent;
	createTestSuite: TestSuite;
	createWebhook: Webhook;
	deleteAgent: Deleted & { agentId: string };
	deleteRun: Deleted & { runId: string };
	deleteScenario: Deleted & { scenarioId: string };
	deleteWebhook: Deleted & { webhookId: string };
	exportRun: { runId: string; fileName: string; mimeType: string };
	generateScenarios: ScenarioSummary;
	getAgent: Agent;
	getHealth: HealthSummary;
	getManyAgents: Agent;
	getManyResults: ScenarioResult;
	getManyScenarios: ScenarioSummary;
	/** The list is not documented. */
	getManyTestSuites: Pick<TestSuite, 'id' | 'name'>;
	getManyWebhooks: ReadWebhook;
	getScenario: ScenarioSummary;
	getTestSuite: ReadTestSuite;
	getWebhook: ReadWebhook;
	sendTestDelivery: { success: boolean; message: string; http_status: number };
	updateAgent: Agent;
	updateScenario: ScenarioSummary;
	updateTestSuite: ReadTestSuite;
	updateWebhook: Webhook;
	validateAgent: { agentId: string; valid: boolean; message: string | null; details: object | null };
}

/** A case with its project. */
type QaseCaseItem = CaseSummary & Pick<ShownResult, 'project'>;

type InProject = Pick<ShownResult, 'project'>;

interface QaseProject {
	title: string;
	code: string;
	counts: {
		cases: number;
		suites: number;
		milestones: number;
		runs: { total: number; active: number };
		defects: { total: number; open: number };
	};
}

/** Operations of Qase. */
export interface QaseOutputs {
	compareRuns: ComparedRun;
	createConfiguration: ShownConfiguration;
	createDefect: ShownDefect;
	createEnvironment: ShownEnvironment;
	createMilestone: ShownMilestone;
	createPlan: ShownPlanWithCases;
	createResults: InProject & { id: string; runId: string; accepted: number; requests: number };
	deleteResult: InProject & Deleted & { hash: string; run_id: number | null };
	deleteRun: Deleted & { runId: string };
	getCase: QaseCaseItem;
	getDefect: ShownDefect;
	getManyCases: QaseCaseItem;
	getManyConfigurations: ShownConfiguration;
	getManyDefects: ShownDefect;
	getManyEnvironments: ShownEnvironment;
	getManyMilestones: ShownMilestone;
	getManyPlans: ShownPlan;
	getManyProjects: QaseProject;
	/** Simplify is off by default, so without the project. */
	getManyResults: Omit<ShownResult, 'project' | 'attachments'>;
	getPlan: ShownPlanWithCases;
	getResult: ShownResult;
	linkIssue: Run & { externalIssue: { id: string; type: string; link: string } | null };
	publishRun: InProject & { id: string; public: boolean; url: string | null };
	resolveDefect: ShownDefect;
	search: { entity: string; id: number };
	updateMilestone: ShownMilestone;
	updateResult: ShownResult;
	uploadAttachment: InProject & { hash: string; filename: string; mime: string; url: string };
}

/** The other operations, with their platform. */
export interface OtherOutputs {
	'any/compareRuns': ComparedRun;
	'qodex/runSchedule': { started: boolean; runId: string | null };
	'testclix/getStatus': { status: string; verdict: string; testsInError: number | null };
}
