/** The decision on a run: one verdict, the reasons in words, and every check behind it. */

import { checksOf, type JudgedCheck } from './gateChecks';
import {
	type CountedFailures,
	countFailures,
	ignoredFailures,
	type IgnoredFailures,
	ignoredInTurns,
} from './gateFailures';
import type { GiveWay } from '../text/inTurns';
import type { TestRun, Verdict } from '../model/TestRun';
import { someNames } from '../text/words';
import type { GateRules, GateResult } from './rules';

/**
 * Decides on a run. Without limits on failures, the run's own verdict decides. With limits, a failed run passes if it
 * is within all of them. An unknown value never makes the decision better. A run that was stopped, has an unknown
 * status or lacks a required tag is inconclusive, whatever the other checks say. A pending run stays pending, but a run
 * that was still running when the wait for it reached its time limit is inconclusive. A doubt about the run becomes one
 * of the reasons and never makes the decision better.
 */
export function decide(run: TestRun, rules: GateRules): GateResult {
	return decideKnowing(run, rules, ignoredFailures(run, rules));
}

/** The same, but pauses in between so that a run with many failures does not block n8n. */
export async function decideInTurns(run: TestRun, rules: GateRules, giveWay: GiveWay): Promise<GateResult> {
	return decideKnowing(run, rules, await ignoredInTurns(run, rules, giveWay));
}

function decideKnowing(run: TestRun, rules: GateRules, ignored: IgnoredFailures): GateResult {
	const decision = decideOnRead(run, rules, ignored);
	return { ...decision, reasons: [...decision.reasons, ...doubtsOf(run)] };
}

/** The doubts about a run, as reasons of a decision. */
export function doubtsOf({ doubt }: Pick<TestRun, 'doubt'>): string[] {
	return doubt === null ? [] : [`In doubt: ${doubt}`];
}

function decideOnRead(run: TestRun, rules: GateRules, ignored: IgnoredFailures): GateResult {
	const isGoingOn = run.status === 'queued' || run.status === 'running';
	if (run.verdict === 'pending' || (isGoingOn && run.verdict !== 'inconclusive')) {
		const reason = run.verdict === 'pending' ? run.verdictReason : 'The run is still running.';
		return { verdict: 'pending', reasons: [reason], checks: [] };
	}
	const failures = countFailures(run, rules, ignored);
	const judged = checksOf(run, rules, failures);
	const verdict = combine(judged);
	const reasons = reasonsFor(judged, failures, verdict);
	return {
		...replaceInconclusive(verdict, reasons, rules, run.doubt !== null),
		checks: judged.map(({ rule, expected, actual, ok }) => ({ rule, expected, actual, ok })),
	};
}

function combine(checks: JudgedCheck[]): Verdict {
	const broken = checks.filter((check) => !check.ok);
	if (broken.length === 0) return 'passed';
	if (broken.some((check) => check.final)) return 'inconclusive';
	return broken.some((check) => check.otherwise === 'failed') ? 'failed' : 'inconclusive';
}

/**
 * The reasons for a verdict: of a pass, those of all checks; otherwise those of the broken checks, or only of the check
 * that decides alone.
 */
function reasonsFor(checks: JudgedCheck[], failures: CountedFailures, verdict: Verdict): string[] {
	const broken = checks.filter((check) => !check.ok);
	const final = broken.filter((check) => check.final);
	if (final.length > 0) return sentences(final);
	const speaking = sentences(verdict === 'passed' ? checks : broken);
	const namesTests = checks.some((check) => check.rule === 'maxFailures');
	const named = verdict === 'failed' && !namesTests && failures.names.length > 0;
	return [...speaking, ...(named ? [`Failed: ${someNames(failures.names)}`] : []), ...failures.notes];
}

function sentences(checks: JudgedCheck[]): string[] {
	return checks.map((check) => check.reason).filter((reason) => reason !== null);
}

function replaceInconclusive(
	verdict: Verdict,
	reasons: string[],
	{ inconclusiveAs }: GateRules,
	isInDoubt: boolean,
) {
	const replaced = verdict === 'inconclusive' && (inconclusiveAs === 'failed' || inconclusiveAs === 'passed');
	if (!replaced) return { verdict, reasons };
	if (inconclusiveAs === 'passed' && isInDoubt) {
		return { verdict, reasons: [...reasons, 'Inconclusive runs count as passed here, but none in doubt.'] };
	}
	return {
		verdict: inconclusiveAs,
		reasons: [...reasons, `Inconclusive runs count as ${inconclusiveAs} here.`],
	};
}
