/**
 * What the nodes output when their parameters are left as they are. `scripts/lib/schemas.mjs` makes `__schema__` files of
 * these types, with which n8n shows the fields before anything has run.
 *
 * A key is the folder of the node, then the path that n8n asks for: the version of the node, and resource and operation
 * where the node has them. Fields that may be absent, and those that are sometimes a number and sometimes a text, are left
 * out of the files.
 */
import type { GateResult } from '../../core/gate/rules';
import type { HistoryRow } from '../../core/history/row';
import type { TestSummary } from '../../core/history/summarize';
import type { QaseFailureItem } from '../../platforms/qase/normalize';
import type { TestFailure, TestRunEvent } from '../../core/model/TestRun';
import type { CurrentsOutputs, OtherOutputs, PreclinicalOutputs, QaseOutputs, Run } from './platformOutputs';

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

type PathsOf<Platform extends string, Operations> = {
	[
		Operation in keyof Operations & string as `TestRun/v1.0.0/${Platform}/${Operation}`
	]: Operations[Operation];
};

type OtherPaths = {
	[Path in keyof OtherOutputs as `TestRun/v1.0.0/${Path}`]: OtherOutputs[Path];
};

type FailurePaths = `TestRun/v1.0.0/${'currents' | 'preclinical' | 'qodex' | 'testclix'}/getManyFailures`;

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

/** The outputs by path. */
export type Outputs = Record<RunPaths, Run> &
	Record<FailurePaths, TestFailure> &
	Record<EventPaths, Event> &
	PathsOf<'currents', CurrentsOutputs> &
	PathsOf<'preclinical', PreclinicalOutputs> &
	PathsOf<'qase', QaseOutputs> &
	OtherPaths & {
		// The fields of the input item stay as they are.
		'TestRunGate/v1.0.0': { gate: GateResult };
		'TestRun/v1.0.0/qase/getManyFailures': QaseFailureItem;
		'TestRunHistory/v1.0.0/makeRows': HistoryRow;
		'TestRunHistory/v1.0.0/summarize': TestSummary;
		'TestRunReader/v1.0.0': Run;
		'TestRunReport/v1.0.0': SlackReport;
	};
