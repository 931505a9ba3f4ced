/**
 * What the nodes output when their parameters are left as they are. `scripts/lib/schemas.mjs` makes `__schema__` files of
 * these types, with which n8n shows the fields before anything has run.
 *
 * A key is the folder of the node, then the path that n8n asks for: the version of the node, and resource and operation
 * where the node has them. Fields that may be absent, and those
 * that are sometimes a number and sometimes a text, are left out of the files.
 */
import type { GateResult } from '../../core/gate/rules';
import type { HistoryRow } from '../../core/history/row';
import type { TestSummary } from '../../core/history/summarize';
import type { ResultRow } from '../../platforms/currents/testResults';
import type { HealthSummary } from '../../platforms/preclinical/health';
import type { ScenarioSummary } from '../../platforms/preclinical/normalizeScenarios';
import type { QaseFailureItem, ShownResult } from '../../platforms/qase/normalize';
import type { CaseSummary } from '../../platforms/qase/normalizeCases';
import type {
	ShownConfiguration,
	ShownDefect,
	ShownEnvironment,
	ShownMilestone,
	ShownPlan,
	ShownPlanWithCases,
} from '../../platforms/qase/shown';
import type { TestFailure, TestRun, TestRunEvent } from '../../core/model/TestRun';

/** All tests of a run are only there when they are asked for. */
type Run = Omit<TestRun, 'tests'>;
type Event = {
	[Field in keyof TestRunEvent]: Field extends 'run' ? Run | null : TestRunEvent[Field];
};

/** Operations of Test Run that output runs, by platform. */
interface RunOperations {
	currents: 'cancelRun' | 'findRun' | 'getManyRuns' | 'getRun' | 'waitForRun';
	preclinical: 'cancelRun' | 'getManyRuns' | 'getRun' | 'startRun' | 'startRunAndWait' | 'waitForRun';
	qase: 'completeRun' | 'getManyRuns' | 'getRun' | 'startRun' | 'updateRun' | 'waitForRun';
	qodex: 'getRun' | 'startRun' | 'startRunAndWait' | 'waitForRun';
	testclix: 'getRun' | 'startRun' | 'startRunAndWait' | 'waitForRun';
}

type RunPaths = {
	[Platform in keyof RunOperations]: `TestRun/v1.0.0/${Platform}/${RunOperations[Platform]}`;
}[keyof RunOperations];

/** Operations of Qase that output something other than runs and failures. */
interface QaseOutputs {
	createConfiguration: ShownConfiguration;
	createDefect: ShownDefect;
	createEnvironment: ShownEnvironment;
	createMilestone: ShownMilestone;
	createPlan: ShownPlanWithCases;
	getDefect: ShownDefect;
	getManyConfigurations: ShownConfiguration;
	getManyDefects: ShownDefect;
	getManyEnvironments: ShownEnvironment;
	getManyMilestones: ShownMilestone;
	getManyPlans: ShownPlan;
	getPlan: ShownPlanWithCases;
	resolveDefect: ShownDefect;
	updateMilestone: ShownMilestone;
}

type QasePaths = {
	[Operation in keyof QaseOutputs as `TestRun/v1.0.0/qase/${Operation}`]: QaseOutputs[Operation];
};

/** TestCLIX is missing: its failures are error items of its own. */
type FailurePaths = `TestRun/v1.0.0/${'currents' | 'preclinical' | 'qodex'}/getManyFailures`;

/** n8n's editor shows no fields of triggers; its AI builder reads those files as well. */
type EventPaths =
	| 'TestRun/v1.0.0/any/parseDelivery'
	| 'TestRun/v1.0.0/any/sampleEvent'
	| 'TestRunPollingTrigger/v1.0.0'
	| 'TestRunTrigger/v1.0.0'
	| 'TestRunTrigger/v1.1.0';

/** Slack is the format that the Report proposes; `message` and `blocks` are for n8n's Slack node. */
interface SlackReport {
	text: string;
	message: object;
	blocks: object[];
	format: string;
	title: string;
	verdict: string;
	url: string | null;
	runKeys: string[];
}

/** A case with its project. */
type QaseCaseItem = CaseSummary & Pick<ShownResult, 'project'>;

/** The outputs by path. */
export type Outputs = Record<RunPaths, Run> &
	Record<FailurePaths, TestFailure> &
	Record<EventPaths, Event> &
	QasePaths & {
		// The fields of the input item stay as they are.
		'TestRunGate/v1.0.0': { gate: GateResult };
		'TestRun/v1.0.0/currents/getManyTestResults': ResultRow;
		'TestRun/v1.0.0/preclinical/generateScenarios': ScenarioSummary;
		'TestRun/v1.0.0/preclinical/getHealth': HealthSummary;
		'TestRun/v1.0.0/preclinical/getManyScenarios': ScenarioSummary;
		'TestRun/v1.0.0/preclinical/getScenario': ScenarioSummary;
		'TestRun/v1.0.0/preclinical/updateScenario': ScenarioSummary;
		'TestRun/v1.0.0/qase/getCase': QaseCaseItem;
		'TestRun/v1.0.0/qase/getManyCases': QaseCaseItem;
		'TestRun/v1.0.0/qase/getManyFailures': QaseFailureItem;
		'TestRun/v1.0.0/qase/getResult': ShownResult;
		'TestRun/v1.0.0/qase/updateResult': ShownResult;
		'TestRunHistory/v1.0.0/makeRows': HistoryRow;
		'TestRunHistory/v1.0.0/summarize': TestSummary;
		'TestRunReader/v1.0.0': Run;
		'TestRunReport/v1.0.0': SlackReport;
	};
