/** What the parameters of an operation that waits say about the wait. */
import type { Input } from '../platforms/input';
import type { AwaitOperation } from '../platforms/platform';
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

/** Reads them. Throws a NodeOperationError that names the parameter. */
export function readWaitSettings(input: Input, operation: AwaitOperation): WaitSettings {
	const options = input.group('options');
	const duration = (name: string, unitMs: number) => {
		const amount = options.optionalNumber(name);
		if (amount !== undefined && amount < 0) options.refuse(name, 'must not be negative');
		return amount === undefined ? undefined : amount * unitMs;
	};
	const interval = (name: string) => {
		const ms = duration(name, 1_000);
		return ms === undefined ? undefined : Math.max(SHORTEST_INTERVAL_MS, ms);
	};
	const timeoutMinutes = input.number('timeoutMinutes');
	if (timeoutMinutes < 0) input.refuse('timeoutMinutes', 'must not be negative');
	return {
		mode: readMode(input, operation),
		timeoutMs: timeoutMinutes * 60_000,
		pace: {
			shortestMs: interval('minPollSeconds'),
			longestMs: interval('maxPollSeconds'),
			expectedMs: duration('expectedMinutes', 60_000) || undefined,
		},
		lookAgainMs: duration('lookAgainMinutes', 60_000),
		cancelWhenStopped: options.flag('cancelWhenStopped'),
	};
}

function readMode(input: Input, { callback }: AwaitOperation): WaitMode {
	const mode = input.text('waitMode');
	if (mode === 'poll' || mode === 'suspend' || (mode === 'callback' && callback)) return mode;
	return input.refuse('waitMode', `has no choice '${mode}'`, 'Choose one from the list.');
}
