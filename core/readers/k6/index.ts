/** The summaries of k6, in the three shapes that it writes. */

import { fields, isObject, text, type Fields } from '../fields';
import type { FileFacts, ReportFormat } from '../reader';
import { milliseconds, seconds } from '../times';
import { checksIn, type Check } from './checks';
import { thresholdsIn } from './thresholds';
import { testOfCheck } from './checkTest';

export const k6: ReportFormat = {
	id: 'k6',
	name: 'k6',
	detects: (content) => content.kind === 'json' && isSummary(fields(content.value)),
	*read(content) {
		const summary = fields(content.kind === 'json' ? content.value : null);
		const checks = checksIn(summary);
		const { tests, judgesChecks } = thresholdsIn(fields(summary.metrics));
		yield tests;
		yield checks.map((check) => testOfCheck(check, judgesChecks));
		return factsOf(summary, checks);
	},
};

/** Either metrics by name, with the groups of checks or the state beside them, or the newer shape with a version. */
function isSummary({ metrics, root_group: root, state, version, results }: Fields): boolean {
	if (isObject(metrics))
		return isObject(root) || isObject(state) || 'iterations' in metrics || 'checks' in metrics;
	return typeof version === 'string' && Array.isArray(fields(results).metrics);
}

function factsOf(summary: Fields, checks: Check[]): FileFacts {
	const { metadata, config, state } = summary;
	return {
		tool: { name: 'k6', version: text(fields(metadata).k6Version) },
		durationMs: milliseconds(fields(state).testRunDurationMs) ?? seconds(fields(config).duration),
		doubts: doubtsOf(summary, checks),
		undecidedBecause: isObject(summary.metrics) ? null : WITHOUT_THRESHOLDS,
	};
}

/** The newer shape. */
const WITHOUT_THRESHOLDS =
	'This kind of summary does not tell whether the thresholds were kept, so it proves no pass: let handleSummary write its data instead.';

/** A threshold without samples reads as kept, e.g. when the script died at once. */
function doubtsOf({ metrics }: Fields, checks: Check[]): string[] {
	const doubts: string[] = [];
	if (isObject(metrics) && !('iterations' in metrics))
		doubts.push('No iteration of the script ended, so the thresholds may have had nothing to judge.');
	if (checks.some(({ passes, fails }) => passes + fails === 0)) doubts.push('A check was never made.');
	return doubts;
}
