/** The node as the tool of an AI agent, whose turn cannot be suspended and should not take long. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { WaitSettings } from '../../waiting/settings';

/** An agent waits so long at most; a run that has not ended by then comes out as it is. */
const LONGEST_TURN_MS = 60_000;

/** Whether an agent called the node. */
export function isTool(ctx: IExecuteFunctions): boolean {
	// Older versions of n8n lack the function, and newer ones say no when the engine runs the tool for the agent.
	const { isToolExecution } = ctx as Partial<IExecuteFunctions>;
	return isToolExecution?.call(ctx) === true || ctx.getNode().type.endsWith('Tool');
}

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
