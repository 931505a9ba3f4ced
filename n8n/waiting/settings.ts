/** Reads the parameters of a wait. */
import type { Input } from '../parameters/input';
import type { Awaiting } from './contract';
import type { OperationCall } from '../items/contract';
import type { Pace } from './schedule';

/** How the execution waits until the run has ended. These values are in saved workflows: do not change them. */
export type WaitMode = 'poll' | 'suspend' | 'callback';

/** The settings of one item's wait; times in milliseconds. */
export interface WaitSettings {
	mode: WaitMode;
	timeoutMs: number;
	/** Set when the time limit is ours and not the user's: a run that has not ended by then is returned as pending. */
	isCutShort?: boolean;
	pace: Pace;
	/** How long to suspend before the next read; if not set, it depends on the age of the run. */
	lookAgainMs?: number;
	cancelWhenStopped: boolean;
}

/** The shortest interval that a user can set. */
const SHORTEST_INTERVAL_MS = 100;

/** The longest time that a user can set: with much longer times n8n would compute an invalid date. */
const LONGEST_MS = 366 * 24 * 60 * 60_000;

/**
 * Time limit for calls by an AI agent, which cannot be suspended and should be short. A run that has not ended by then
 * is returned as it is.
 */
const LONGEST_TURN_MS = 60_000;

/** Reads the settings of one item's wait. Throws a NodeOperationError that names the parameter. */
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
