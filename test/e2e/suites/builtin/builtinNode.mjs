import { node } from '../../workflows.mjs';

/** A node of n8n's built-in Currents integration. A fault becomes an item of its output. */
export function builtinNode(name, parameters, { currentsApi }) {
	return node(name, 'n8n-nodes-base.currents', 1, 0, {
		parameters,
		credentials: { currentsApi },
		onError: 'continueRegularOutput',
	});
}
