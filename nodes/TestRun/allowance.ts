/** The "Allow AI Agents" parameters: what a user allows AI agents to do with the node. */
import type { INodeProperties } from 'n8n-workflow';

import type { ActionGroup, Operation } from '../../platforms/platform';

/** Name of the parameter that allows an agent to use an operation. */
export const ALLOWANCE = 'allowAgents';

const common = {
	displayName: 'Allow AI Agents',
	name: ALLOWANCE,
	// With an expression, the language model could make this decision itself.
	noDataExpression: true,
} as const;

const offAtFirst: INodeProperties = {
	...common,
	type: 'boolean',
	default: false,
	description:
		'Whether an agent may do this. It cannot be undone or changes what others see, and the agent chooses what.',
};

const onAtFirst: INodeProperties = {
	...common,
	type: 'boolean',
	default: true,
	description: 'Whether an agent may start runs, as many as it likes. A run can cost money.',
};

/** The parameters for the operations that need permission; displayed only when the node is used as a tool. */
export function allowanceProperties(groups: ActionGroup[]): INodeProperties[] {
	return groups.flatMap(({ id, operations }) => {
		const guarded = operations.filter(({ needsAllowance }) => needsAllowance);
		return [
			...shownFor(
				offAtFirst,
				id,
				guarded.filter(({ allowedByDefault }) => !allowedByDefault),
			),
			...shownFor(
				onAtFirst,
				id,
				guarded.filter(({ allowedByDefault }) => allowedByDefault),
			),
		];
	});
}

/** The parameter for these operations; none if the platform has no such operation. */
function shownFor(property: INodeProperties, id: string, operations: Operation[]): INodeProperties[] {
	if (operations.length === 0) return [];
	const operation = operations.map(({ value }) => value);
	return [{ ...property, displayOptions: { show: { '@tool': [true], resource: [id], operation } } }];
}
