/** The node as the tool of an AI agent, whose turn cannot be suspended and should not take long. */
import type { WaitSettings } from '../../waiting/settings';

/** An agent waits so long at most; a run that has not ended by then comes out as it is. */
const LONGEST_TURN_MS = 60_000;

/** The wait of a tool: by polling, whatever is set, and not for long. */
export function forTool(settings: WaitSettings): WaitSettings {
	const isCutShort = settings.timeoutMs > LONGEST_TURN_MS;
	return {
		...settings,
		mode: 'poll',
		timeoutMs: Math.min(settings.timeoutMs, LONGEST_TURN_MS),
		isCutShort,
	};
}
