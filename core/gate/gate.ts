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
 * Decides on a run. Without limits on failures the run's own verdict decides; with limits a failed run passes when
 * all hold. What is not known never makes the decision better, and a run that was stopped, has an unknown status or
 * lacks a required tag is inconclusive whatever else holds. A pending run stays pending; one that goes on although a
 * wait for it gave up at its time limit is inconclusive. A doubt about the run is said, and never makes the decision better.
 */
export function decide(run: TestRun, rules: GateRules): GateResult {
	return decideKnowing(run, rules, ignoredFailures(run, rules));
}

/** The same, giving way to other work while many failures are looked at. */
export async function decideInTurns(run: TestRun, rules: GateRules, giveWay: GiveWay): Promise<GateResult> {
	return decideKnowing(run, rules, await ignoredInTurns(run, rules, giveWay));
}

function decideKnowing(run: TestRun, rules: GateRules, ignored: IgnoredFailures): GateResult {
	const decision = decideOnRead(run, rules, ignored);
	return { ...decision, reasons: [...decision.reasons, ...doubtsOf(run)] };
}

/** What may not be as it was read, for the reasons of a decision. */
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

/** Of a pass every check speaks; else those that do not hold, or only the one that settles it. */
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
