/** Converts what a self-hosted server says about itself. Pure. */
import { countOf, objectOf, textOf } from '../../core/text/json';
import { toIso } from '../../core/text/time';
import type { PreclinicalHealth } from './wire';

/** Whether a self-hosted server can execute runs, and what is missing. */
export interface HealthSummary {
	/** True if the server says `ok` about itself as a whole. */
	healthy: boolean;
	status: string;
	/** The checks that failed, e.g. `tester_model: The key is missing`; also those with an unknown word. */
	problems: string[];
	/** Checks that the server warns about. It usually does so for the browser provider. */
	warnings: string[];
	testerModel: string | null;
	graderModel: string | null;
	workerConcurrency: number | null;
	checkedAt: string | null;
}

/** The health in our own words. */
export function healthSummary({ status, checks, setup, timestamp }: PreclinicalHealth): HealthSummary {
	const { tester_model: tester, grader_model: grader, worker_concurrency: concurrency } = objectOf(setup);
	return {
		healthy: status === 'ok',
		status,
		problems: checksWith((word) => word !== 'ok' && word !== 'warning', checks),
		warnings: checksWith((word) => word === 'warning', checks),
		testerModel: textOf(tester),
		graderModel: textOf(grader),
		workerConcurrency: countOf(concurrency),
		checkedAt: toIso(timestamp),
	};
}

function checksWith(isWanted: (word: string | null) => boolean, checks: unknown): string[] {
	const all = Object.entries(objectOf(checks)).map(([name, check]) => ({ name, ...objectOf(check) }));
	return (all as Array<{ name: string; status?: unknown; detail?: unknown }>)
		.filter(({ status }) => isWanted(textOf(status)))
		.map(({ name, status, detail }) => `${name}: ${textOf(detail) ?? textOf(status) ?? 'no status'}`);
}
