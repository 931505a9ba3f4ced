import type { PlatformTools } from '../../kernel/platform';
import type { TestClixVariants } from './variants';

/** What a run can come to. */
export type Outcome = 'pass' | 'error';

/** How a run goes. All counts are of reads of its test by the API. */
export interface RunPlan {
	outcome: Outcome;
	/** Reads that still show the status from before. Default 0. */
	lagReads?: number;
	/** Reads that show the run going on, the first of them queued. With 0 it is over at once. */
	activeReads?: number;
	/** The run ends after so many milliseconds; default 300, unless `activeReads` is given. */
	afterMs?: number;
	/** The run never ends. */
	stuck?: boolean;
}

/** A run. At most one of a test is under way; the others are queued behind it. */
export interface Run {
	plan: RunPlan;
	id: string;
	/** Epoch milliseconds. */
	createdAt: number;
	lagReads: number;
	activeReads: number | null;
	readsShown: number;
}

/** A test. Its status is that of the latest evaluation, unless a run is going on. */
export interface Test {
	testId: string;
	name: string;
	kind: 'scenario' | 'availability' | 'vitals';
	/** Lower case, e.g. `pass` or `not recorded`. */
	status: string;
	/** Failed runs within the evaluation period that make the status `error`. */
	failuresToAlarm: number;
	/** Latest runs that are evaluated. */
	evaluationPeriod: number;
	evaluated: Outcome[];
	/** The first is under way. */
	runs: Run[];
}

/** The settings of the project's one webhook. */
export interface WebhookSettings {
	enabled: boolean;
	url: string | null;
	secret: string | null;
	customHeaders: Record<string, string>;
}

/** One TestCLIX project. */
export interface TestClixWorld {
	tools: PlatformTools<TestClixVariants>;
	tests: Test[];
	webhook: WebhookSettings;
	/** Executions left; null: any number. */
	allowance: number | null;
	/** Plans of the runs to be started next, in order. */
	nextPlans: RunPlan[];
	/** Plan of a run when none is queued. */
	defaultPlan: RunPlan;
	runCount: number;
}
