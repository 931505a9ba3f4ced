/** What a CTRF report tells of the run as a whole. */

import { nameOf } from '../errorText';
import { fields, number, text, type Fields } from '../fields';
import type { FileFacts } from '../reader';
import { instant, milliseconds } from '../times';

/** Reads `results`. `tool` is the tool that ran the tests. */
export function factsOf(results: Fields, tool: string): FileFacts {
	const summary = fields(results.summary);
	const environment = fields(results.environment);
	return {
		tool: tool === '' ? null : { name: tool, version: text(fields(results.tool).version) },
		startedAt: instant(summary.start),
		finishedAt: instant(summary.stop),
		durationMs: milliseconds(summary.duration),
		statedFailures: number(summary.failed),
		name: nameOf(text(environment.reportName)) || null,
		branch: text(environment.branchName),
		commit: text(environment.commit) ? { sha: text(environment.commit), message: null, author: null } : null,
		environment: text(environment.testEnvironment),
		url: webAddress(text(environment.buildUrl)),
		buildId: text(environment.buildNumber) ?? number(environment.buildNumber)?.toString() ?? null,
	};
}

function webAddress(address: string | null): string | null {
	return address !== null && /^https?:\/\//i.test(address) ? address : null;
}
