/** How long a call may take, depending on who is waiting for the result. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { budgetOf, PATIENCE_MS, type Budget } from './budget';
import type { ApiContext } from './contract';

const USUAL_MS = 60_000;

/** For a user who has opened a list in the editor. */
const LIST_MS = 20_000;
/** A user who is waiting for a list, or an agent for a tool, gets an error at once rather than after a minute's pause. */
const SHORT_PATIENCE_MS = 5_000;

/** The budget of a call for which none was set. */
export function usualBudget(ctx: ApiContext): Budget {
	if ('getCurrentNodeParameter' in ctx) return budgetOf(LIST_MS, SHORT_PATIENCE_MS);
	return budgetOf(USUAL_MS, isTool(ctx) ? SHORT_PATIENCE_MS : PATIENCE_MS);
}

/** Which contexts are those of a tool. Every request asks for it, and n8n copies the whole node to answer. */
const tools = new WeakMap<ApiContext, boolean>();

/** Whether an AI agent called the node. */
export function isTool(ctx: ApiContext): boolean {
	const known = tools.get(ctx) ?? isCalledAsTool(ctx);
	tools.set(ctx, known);
	return known;
}

function isCalledAsTool(ctx: ApiContext): boolean {
	// Older versions of n8n do not have this function, and newer ones return false if the engine runs the tool for the
	// agent.
	const { isToolExecution } = ctx as Partial<IExecuteFunctions>;
	return isToolExecution?.call(ctx) === true || ctx.getNode().type.endsWith('Tool');
}
