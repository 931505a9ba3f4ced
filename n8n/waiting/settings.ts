/** What the parameters of an operation that waits say about the wait. */
import type { Input } from '../parameters/input';
import type { Awaiting } from './contract';
import type { OperationCall } from '../items/contract';
import type { Pace } from './schedule';

/** How the execution spends the time until the run has ended; pinned, saved workflows hold it. */
export type WaitMode = 'poll' | 'suspend' | 'callback';

/** The settings of one item's wait; times in milliseconds. */
export interface WaitSettings {
	mode: WaitMode;
	timeoutMs: number;
	/** Whether the limit is not the user's, so that a run that has not ended is simply pending. */
	isCutShort?: boolean;
	pace: Pace;
	/** How long to suspend before the next look; by the age of the run when not set. */
	lookAgainMs?: number;
	cancelWhenStopped: boolean;
}

/** Below this two looks are not made apart, whatever is set. */
const SHORTEST_INTERVAL_MS = 100;

/** Nobody waits longer, and of a time far enough away n8n makes no date. */
const LONGEST_MS = 366 * 24 * 60 * 60_000;

/** An agent's turn cannot be suspended and should not take long: a run that has not ended by then comes out as it is. */
const LONGEST_TURN_MS = 60_000;

/** Reads them. Throws a NodeOperationError that names the parameter. */
export function readWaitSettings({ input, byAgent }: OperationCall, operation: Awaiting): WaitSettings {
	const options = input.group('options');
	const optional = (name: string, unitMs: number) =>
		options.has(name) ? readDuration(options, name, unitMs) : undefined;
	const interval = (name: string) => {
		const ms = optional(name, 1_000);
		return ms === undefined ? undefined : Math.max(SHORTEST_INTERVAL_MS, ms);
	};
	return {
		...(byAgent ? turnOfAgent : readMode(input, operation)),
		pace: {
			shortestMs: interval('minPollSeconds'),
			longestMs: interval('maxPollSeconds'),
			expectedMs: optional('expectedMinutes', 60_000) || undefined,
		},
		lookAgainMs: optional('lookAgainMinutes', 60_000),
		cancelWhenStopped: options.flag('cancelWhenStopped'),
	};
}

const turnOfAgent = { mode: 'poll', timeoutMs: LONGEST_TURN_MS, isCutShort: true } as const;

function readDuration(input: Input, name: string, unitMs: number): number {
	const ms = input.number(name) * unitMs;
	return ms <= LONGEST_MS ? ms : input.refuse(name, 'is more than a year');
}

function readMode(input: Input, { callback }: Awaiting): Pick<WaitSettings, 'mode' | 'timeoutMs'> {
	const mode = input.text('waitMode');
	if (mode === 'poll' || mode === 'suspend' || (mode === 'callback' && callback)) {
		return { mode, timeoutMs: readDuration(input, 'timeoutMinutes', 60_000) };
	}
	return input.refuse('waitMode', `has no choice '${mode}'`, 'Choose one from the list.');
}
