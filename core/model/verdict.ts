/** Derives the verdict of a run from what its platform reports. This is the only place that does so. */

import { executed, unaccounted, unexplained } from './counts';
import type { RunCounts, RunStatus, TestRun, Verdict } from './TestRun';
import { oneLine, quantity } from '../text/words';

/** The facts from which a verdict is derived. */
export interface VerdictFacts {
	status: RunStatus;
	counts: RunCounts;
	/** The platform's own verdict; absent or `null` if it reports none. */
	platformVerdict?: 'passed' | 'failed' | 'inconclusive' | null;
	/** Whether the platform's verdict "passed" counts more than failed tests. */
	trustsPass?: boolean;
	/** The platform's status text, quoted in the reason. */
	platformWords?: string | null;
	/** Describes tests that none of the counts includes, e.g. `a status of your own (in_review)`. */
	unaccountedHave?: string | null;
	/** Why a run without failures is not a pass all the same, e.g. because its report is incomplete; one sentence. */
	undecidedBecause?: string | null;
}

/** A verdict and one plain sentence that explains it. */
export type Judgement = Pick<TestRun, 'verdict' | 'verdictReason' | 'passedDespiteFailures'>;

/**
 * Derives the verdict. A run passes only if the platform says so, or if it has finished without failures, at least one
 * test ran and the counts explain all tests. Whatever is neither a pass nor a failure (canceled, timed out, nothing
 * ran, unknown status) is inconclusive.
 */
export function judge(facts: VerdictFacts): Judgement {
	const { status, counts, platformVerdict } = facts;
	if (status === 'queued' || status === 'running') return verdict('pending', pendingReason(facts));
	if (status === 'canceled' || status === 'timedOut') return verdict('inconclusive', stoppedReason(facts));
	if (platformVerdict === 'inconclusive') return verdict('inconclusive', undecidedReason(facts));
	if (platformVerdict === 'failed') return verdict('failed', platformFailedReason(facts));
	const despiteFailures = failing(counts) > 0;
	if (despiteFailures && !isTrustedPass(facts)) return verdict('failed', failedReason(facts));
	if (status === 'unknown') return verdict('inconclusive', unknownReason(facts));
	if (facts.undecidedBecause) return verdict('inconclusive', facts.undecidedBecause);
	if (nothingPassed(counts)) return verdict('inconclusive', nothingRanReason(counts));
	if (despiteFailures) return { ...verdict('passed', trustedReason(facts)), passedDespiteFailures: true };
	if (platformVerdict === 'passed') return verdict('passed', passedReason(facts));
	if (unaccounted(counts) > 0) return verdict('inconclusive', unaccountedReason(facts));
	if (allPassed(counts) && unexplained(counts) > 0) return verdict('inconclusive', unaccountedReason(facts));
	if (allPassed(counts)) return verdict('passed', passedReason(facts));
	return verdict('inconclusive', 'The run finished, but the platform did not say whether its tests passed.');
}

function verdict(value: Verdict, verdictReason: string): Judgement {
	return { verdict: value, verdictReason };
}

function isTrustedPass({ status, platformVerdict, trustsPass }: VerdictFacts): boolean {
	return trustsPass === true && platformVerdict === 'passed' && status === 'finished';
}

/** Number of known failures. Unknown counts add nothing, so there may be more. */
export function failing(counts: RunCounts): number {
	return (counts.failed ?? 0) + (counts.other ?? 0);
}

/** Whether the counts exclude a pass although they contain no failure: nothing ran, or nothing that ran passed. */
function nothingPassed(counts: RunCounts): boolean {
	return executed(counts) === 0 || (counts.passed === 0 && unaccounted(counts) === 0);
}

function allPassed({ total, passed, failed }: RunCounts): boolean {
	if (passed === null) return false;
	return failed === null ? passed === total : failed === 0;
}

function pendingReason({ status, counts }: VerdictFacts): string {
	if (status === 'queued') return 'The run has not started yet.';
	const failed = failing(counts);
	if (failed === 0) return 'The run is still running.';
	return `The run is still running; ${quantity(failed, 'test has', 'tests have')} failed so far.`;
}

function stoppedReason({ status, counts }: VerdictFacts): string {
	const what = status === 'canceled' ? 'The run was canceled' : 'The run timed out';
	const failed = failing(counts);
	return failed === 0 ? `${what}.` : `${what}; ${quantity(failed, 'test')} had failed until then.`;
}

function undecidedReason({ platformWords, counts }: VerdictFacts): string {
	const ended = platformWords
		? `The platform ended the run as ${quoted(platformWords)}`
		: 'The platform reported no result';
	const failed = failing(counts);
	const seen = failed === 0 ? '' : `; ${quantity(failed, 'test')} had failed until then`;
	return `${ended}, which is neither a pass nor a failure${seen}.`;
}

function platformFailedReason(facts: VerdictFacts): string {
	if (failing(facts.counts) > 0) return failedReason(facts);
	const says = `The platform says the run failed${facts.platformWords ? ` (${quoted(facts.platformWords)})` : ''}`;
	const ending = unaccounted(facts.counts) > 0 ? `; ${unaccountedTests(facts)}.` : '.';
	return facts.counts.failed === 0 ? `${says}, though it counts no failed test${ending}` : `${says}${ending}`;
}

function failedReason(facts: VerdictFacts): string {
	const outcome = failedTests(facts.counts);
	if (facts.platformVerdict === 'passed') return `${outcome}, although the platform says the run passed.`;
	return facts.status === 'unknown' ? `${statusNotKnown(facts)}, but ${outcome}.` : `${outcome}.`;
}

function failedTests(counts: RunCounts): string {
	const failed = counts.failed ?? 0;
	const other = counts.other ?? 0;
	const all = counts.total ?? executed(counts);
	if (all === 1 && failed === 1 && other === 0) return 'The only test failed';
	const first = failed > 0 ? failed : other;
	const subject =
		all !== null && all >= first ? `${first} of ${quantity(all, 'test')}` : quantity(first, 'test');
	if (failed === 0) return `${subject} ${endedBadly(other)}`;
	return other === 0 ? `${subject} failed` : `${subject} failed and ${other} ${endedBadly(other)}`;
}

function endedBadly(count: number): string {
	return `ended in error or ${count === 1 ? 'was' : 'were'} blocked`;
}

function unknownReason(facts: VerdictFacts): string {
	return `${statusNotKnown(facts)}, so this is not counted as a pass.`;
}

function statusNotKnown({ platformWords }: VerdictFacts): string {
	return `The platform's status ${platformWords ? `${quoted(platformWords)} ` : ''}is not known`;
}

function nothingRanReason(counts: RunCounts): string {
	const { total, skipped } = counts;
	if (total !== null && total > 0 && skipped === total) {
		return `${total === 1 ? 'The only test was' : `All ${total} tests were`} skipped, so nothing counts as a pass.`;
	}
	const what = executed(counts) === 0 ? 'No test ran' : 'No test passed';
	return `${what}, so nothing counts as a pass.`;
}

function unaccountedReason(facts: VerdictFacts): string {
	const outcome = facts.unaccountedHave
		? 'which is neither a pass nor a failure'
		: 'so this is not counted as a pass';
	return `${unaccountedTests(facts)}, ${outcome}.`;
}

function unaccountedTests({ counts, unaccountedHave }: VerdictFacts): string {
	const count = unexplained(counts);
	const subject = `${count} of ${quantity(counts.total ?? count, 'test')}`;
	if (unaccountedHave) return `${subject} ${count === 1 ? 'has' : 'have'} ${oneLine(unaccountedHave, 300)}`;
	return `${subject} ${count === 1 ? 'is' : 'are'} in none of the counts`;
}

function trustedReason({ counts }: VerdictFacts): string {
	return `The platform says the run passed, although ${failedTests(counts)}.`;
}

function passedReason(facts: VerdictFacts): string {
	const { counts } = facts;
	const { total, passed, flaky } = counts;
	if (passed === null) return 'The platform says the run passed.';
	const all = total ?? executed(counts) ?? passed;
	if (unaccounted(counts) > 0) {
		return `The platform says the run passed; ${passed} passed, and ${unaccountedTests(facts)}.`;
	}
	if (passed >= all && all === 1) return `The only test passed${flaky ? ', and is flaky' : ''}.`;
	if (passed >= all) return `All ${passed} tests passed${flakyPart(flaky)}.`;
	return `${passed} of ${quantity(all, 'test')} passed${flakyPart(flaky)}${restPart(counts, all - passed)}.`;
}

function flakyPart(flaky: number | null): string {
	return flaky === null || flaky === 0 ? '' : `, ${flaky} of them flaky`;
}

/** Names the skipped and pending tests, but only if they explain all tests that did not pass. */
function restPart({ skipped, pending }: RunCounts, rest: number): string {
	const parts: string[] = [];
	if (skipped) parts.push(`${skipped} ${skipped === 1 ? 'was' : 'were'} skipped`);
	if (pending) parts.push(`${pending} ${pending === 1 ? 'was' : 'were'} not run`);
	return (skipped ?? 0) + (pending ?? 0) === rest ? `; ${parts.join(' and ')}` : '';
}

function quoted(words: string): string {
	return `"${oneLine(words)}"`;
}
