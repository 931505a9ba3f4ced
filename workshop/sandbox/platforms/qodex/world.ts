import { randomBytes } from 'node:crypto';
import type { PlatformTools } from '../../kernel/platform';
import type { QodexVariants } from './variants';

/** Verdict of one scenario. */
export type ScenarioVerdict = 'pass' | 'fail' | 'error';

/** A saved scenario. Drafts never run. */
export interface Scenario {
	name: string;
	tags: string[];
	lifecycle: 'draft' | 'active';
}

/** How a run ends; `unknownStatus:<word>` ends it with that status word, `stuck` never. */
export type RunOutcome =
	'passed' | 'failed' | 'error' | 'budget_exceeded' | 'stuck' | `unknownStatus:${string}`;

/** The end planned for a run. */
export interface Ending {
	outcome: RunOutcome;
	/** Failed (or, for `error`, erroring) scenarios. Default 1 where the outcome has some. */
	failures?: number;
	/** The run ends this many milliseconds after its start. Default 300, unless `afterPolls` is given. */
	afterMs?: number;
	/** The run ends after so many polls that showed it running, whatever the time. */
	afterPolls?: number;
}

/** A saved schedule. */
export interface Schedule {
	id: string;
	name: string;
	/** Last segment of its URL; a credential. */
	secret: string;
	environment: string;
	tags: string[];
	active: boolean;
	notifyOn: 'always' | 'failure' | 'never';
	/** Where completions go; null: nowhere. */
	completionUrl: string | null;
}

/** A test run. */
export interface Run {
	testRunId: string;
	environment: string;
	mode: string;
	startedAt: number;
	endedAt: number | null;
	scenarios: Array<{ name: string; verdict: ScenarioVerdict | null }>;
	ending: Ending;
	pollsLeft: number | null;
	callbackUrl: string | null;
	schedule: Schedule | null;
}

/** One Qodex project and what runs in it. */
export interface QodexWorld {
	tools: PlatformTools<QodexVariants>;
	projectName: string;
	projectSlug: string;
	environments: string[];
	scenarios: Scenario[];
	schedules: Schedule[];
	runs: Run[];
	/** Ends of the runs to be started next, in order. */
	nextEndings: Ending[];
	/** End of a run when none is queued. */
	defaultEnding: Ending;
}

/** A new run id; opaque to clients. */
export function newRunId({ tools }: QodexWorld): string {
	const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	const tail = [...randomBytes(24)].map((byte) => alphabet[byte % 32]).join('');
	return tools.variants.runId === 'plain' ? `run_01${tail}` : `run/01 ${tail}&?`;
}

/** Page of a run in the web app. */
export function runUrl({ projectSlug }: QodexWorld, { testRunId }: Run): string {
	return `https://agents.qodex.ai/p/${projectSlug}/test-runs/${encodeURIComponent(testRunId)}`;
}
