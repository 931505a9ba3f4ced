/** Decisions that follow from the run's own verdict, and what replaces an inconclusive one. */
import { sampleRun } from '../sampleRun';
import {
	green,
	red,
	muted,
	unlisted,
	wordOnly,
	redWordOnly,
	empty,
	silent,
	canceled,
	timedOut,
	unknown,
	unknownRed,
	type Row,
} from './gateRuns';

export const verdictRows: Row[] = [
	// the run's own verdict
	['a green run', green, {}, 'passed', ['All 40 tests passed.']],
	[
		'a red run',
		red,
		{},
		'failed',
		['2 of 40 tests failed.', 'Failed: checkout > pays with card, pays by invoice'],
	],
	['a red run without a list', unlisted, {}, 'failed', ['2 of 40 tests failed.']],
	['a pass on the word of the platform', wordOnly, {}, 'passed', ['The platform says the run passed.']],
	[
		'a failure on the word of the platform',
		redWordOnly,
		{},
		'failed',
		[
			'The platform says the run failed.',
			'How many tests ran is not known, so "at least 1" was not checked.',
		],
	],
	['an empty run', empty, {}, 'inconclusive', ['No test ran, so nothing counts as a pass.']],
	[
		'a run that says nothing',
		silent,
		{},
		'inconclusive',
		['The run finished, but the platform did not say whether its tests passed.'],
	],
	['a canceled run', canceled, {}, 'inconclusive', ['The run was canceled; 2 tests had failed until then.']],
	[
		'a run of unknown status',
		unknown,
		{},
		'inconclusive',
		['The platform\'s status "odd" is not known, so this is not counted as a pass.'],
	],
	[
		'a red run of unknown status',
		unknownRed,
		{},
		'failed',
		["The platform's status is not known, but 2 of 40 tests failed."],
	],

	[
		'a run that goes on after the time limit of a wait',
		{
			...sampleRun({ status: 'running', counts: { passed: 40, failed: 0 } }),
			verdict: 'inconclusive',
			verdictReason: 'The run is still running after the time limit of 30 minutes.',
		},
		{ maxFailures: 5 },
		'inconclusive',
		['The run is still running after the time limit of 30 minutes.'],
	],

	// failures that the run passed in spite of
	...[{}, { maxFailures: 0 }, { onlyNewFailures: true }, { minPassRate: 1 }].map((rules): Row => [
		'muted failures, for a user who goes by the verdict of the platform',
		muted,
		rules,
		'passed',
		expect.arrayContaining(['2 failures do not count: the platform passed the run.']) as never,
	]),
	[
		'such a run that was canceled after all',
		{ ...muted, status: 'canceled', verdict: 'inconclusive', verdictReason: 'The run was canceled.' },
		{},
		'inconclusive',
		['The run was canceled.'],
	],

	// pending, whatever the rules
	[
		'a running run',
		sampleRun({ status: 'running', counts: { failed: 9 } }),
		{ maxFailures: 0, requiredTags: ['x'], inconclusiveAs: 'failed', minTests: 5 },
		'pending',
		['The run is still running; 9 tests have failed so far.'],
	],
	[
		'a queued run marked as passed',
		{ ...green, status: 'queued' },
		{},
		'pending',
		['The run is still running.'],
	],
	[
		'a finished run marked as pending',
		{ ...green, verdict: 'pending' },
		{},
		'pending',
		['All 40 tests passed.'],
	],

	// inconclusiveAs
	[
		'inconclusive as failed',
		canceled,
		{ inconclusiveAs: 'failed' },
		'failed',
		[canceled.verdictReason, 'Inconclusive runs count as failed here.'],
	],
	[
		'inconclusive as passed',
		canceled,
		{ inconclusiveAs: 'passed' },
		'passed',
		[canceled.verdictReason, 'Inconclusive runs count as passed here.'],
	],
	[
		'inconclusive as it is',
		canceled,
		{ inconclusiveAs: 'inconclusive' },
		'inconclusive',
		[canceled.verdictReason],
	],
	['a failure is not replaced', unlisted, { inconclusiveAs: 'passed' }, 'failed', ['2 of 40 tests failed.']],

	// items that were changed on their way
	[
		'a run with failures marked as passed',
		{ ...unlisted, verdict: 'passed' },
		{},
		'failed',
		['The run is marked as passed, but has 2 failures.'],
	],
	[
		'a timed-out run marked as passed',
		{ ...timedOut, verdict: 'passed' },
		{},
		'inconclusive',
		['The status of the run is "timedOut", which is never a pass.'],
	],
	[
		'a run of unknown status marked as passed',
		{ ...unknown, verdict: 'passed' },
		{},
		'inconclusive',
		['The status of the run is "unknown", which is never a pass.'],
	],
	[
		'a canceled run marked as failed',
		{ ...canceled, verdict: 'failed' },
		{ maxFailures: 9 },
		'inconclusive',
		['The status of the run is "canceled", which is never a pass.'],
	],
];
