import type { FunctionsBase } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * The platform that a node is set to.
 *
 * @param platforms those that the node has
 * @throws NodeOperationError if it does not have this one, as in a workflow that was copied from another node
 */
export function chosenPlatform<P extends { id: string; name: string }>(
	ctx: Pick<FunctionsBase, 'getNode'>,
	platforms: P[],
	id: string,
): P {
	const found = platforms.find((platform) => platform.id === id);
	if (found !== undefined) return found;
	throw new NodeOperationError(ctx.getNode(), `This node has no '${id}'`, {
		description: `It has ${platforms.map(({ name }) => name).join(', ')}. Add it again from the list of nodes.`,
	});
}
