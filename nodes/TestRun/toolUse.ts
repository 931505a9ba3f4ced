/** Restricts what an AI agent may do without permission. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../../platforms/platform';
import { isTool } from '../../n8n/transport/patience';
import { ALLOWANCE } from './allowance';

/** Throws if an AI agent uses an operation for which it has no permission. */
export function checkToolUse(ctx: IExecuteFunctions, operation: Operation): void {
	const { name, needsAllowance, allowedByDefault = false } = operation;
	if (!needsAllowance || !isTool(ctx) || ctx.getNodeParameter(ALLOWANCE, 0, allowedByDefault) === true)
		return;
	throw new NodeOperationError(ctx.getNode(), `An AI agent is not allowed to use '${name}'`, {
		description: "Nothing was changed. A person can turn on 'Allow AI Agents' in this tool.",
	});
}
