import { inARow, MANUAL_TRIGGER, node, other, PACKAGE } from '../workflows.mjs';

/**
 * A Test Run node as the tool of an AI agent.
 *
 * @param {string} name name of the tool for the model
 * @param {object} parameters
 * @param {Record<string, import('../../../scripts/lib/n8n-client.mjs').Reference>} credentials of the node, by type
 */
export function testRunTool(name, parameters, credentials) {
	return node(name, `${PACKAGE}.testRunTool`, 2, 2, { parameters, credentials });
}

/**
 * A workflow: manual trigger -> AI Agent with an OpenAI Chat Model and tools.
 *
 * @param {object} options
 * @param {number} options.version version of the agent node
 * @param {object[]} options.tools see testRunTool
 * @param {import('../../../scripts/lib/n8n-client.mjs').Reference} options.model credential of the type openAiApi
 * @returns {import('../../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function agentWithTools({ version, tools, model: openAiApi }) {
	const start = node(MANUAL_TRIGGER, 'n8n-nodes-base.manualTrigger', 0, 0);
	const agent = other('Agent', '@n8n/n8n-nodes-langchain.agent', version, {
		promptType: 'define',
		text: 'Do your job.',
	});
	// The first version with a resource locator, and the last one that uses only chat completions.
	const model = other('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
		model: { __rl: true, mode: 'id', value: 'scripted' },
	});
	model.credentials = { openAiApi };
	const connections = inARow([start, agent]);
	const toAgent = (type) => ({ [type]: [[{ node: agent.name, type, index: 0 }]] });
	connections[model.name] = toAgent('ai_languageModel');
	for (const tool of tools) connections[tool.name] = toAgent('ai_tool');
	const nodes = [start, agent, model, ...tools];
	return { name: `An agent of version ${version}`, nodes, connections, settings: { executionOrder: 'v1' } };
}
