/** What a person allows AI agents to do with the node. */
import type { INodeProperties } from 'n8n-workflow';

import type { ActionGroup } from '../../platforms/platform';

/** Name of the switch that allows an agent what it may not do by itself. */
export const ALLOWANCE = 'allowAgents';

/** The switch; shown in the tool alone, with the operations that need it. */
export function allowanceProperties(groups: ActionGroup[]): INodeProperties[] {
	return groups
		.map(({ id, operations }) => ({ id, guarded: operations.filter(({ needsAllowance }) => needsAllowance) }))
		.filter(({ guarded }) => guarded.length > 0)
		.map(({ id, guarded }) => ({
			displayName: 'Allow AI Agents',
			name: ALLOWANCE,
			type: 'boolean',
			default: false,
			// An expression could leave the choice to the model.
			noDataExpression: true,
			displayOptions: {
				show: { '@tool': [true], resource: [id], operation: guarded.map(({ value }) => value) },
			},
			description:
				'Whether an agent may do this. It cannot be undone or changes what others have set up, and the agent chooses what.',
		}));
}
