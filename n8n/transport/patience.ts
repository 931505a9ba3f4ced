/** How long a call may take, by who waits for its answer. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { budgetOf, PATIENCE_MS, type Budget } from './budget';
import type { ApiContext } from './contract';

const USUAL_MS = 60_000;

/** Somebody who has opened a list. */
const LIST_MS = 20_000;
/** Whoever waits before a list or for a tool is better told at once than after a minute. */
const SHORT_PATIENCE_MS = 5_000;

/** The budget of one call that was given none. */
export function usualBudget(ctx: ApiContext): Budget {
	if ('getCurrentNodeParameter' in ctx) return budgetOf(LIST_MS, SHORT_PATIENCE_MS);
	return budgetOf(USUAL_MS, isTool(ctx) ? SHORT_PATIENCE_MS : PATIENCE_MS);
}

/** Whether an AI agent called the node. */
export function isTool(ctx: ApiContext): boolean {
	// Older versions of n8n lack the function, and newer ones say no when the engine runs the tool for the agent.
	const { isToolExecution } = ctx as Partial<IExecuteFunctions>;
	return isToolExecution?.call(ctx) === true || ctx.getNode().type.endsWith('Tool');
}
