import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * The next step of the model, depending on the responses of its tools so far.
 *
 * @typedef {(answers: string[]) => { tool: string, arguments?: object } | string} Turn a call of a tool, or the final
 *   message
 *
 * @typedef {object} ScriptedModel
 * @property {string} url to enter in the credential of the OpenAI Chat Model
 * @property {(turns: Turn[]) => void} play sets the script for the next conversation
 * @property {() => any[]} requests the request bodies of this conversation
 * @property {() => string[]} answers the responses of the tools in it, as the model receives them
 * @property {() => Promise<void>} close
 */

/**
 * Replaces a language model by an endpoint for chat completions on loopback that follows a script.
 *
 * @returns {Promise<ScriptedModel>}
 */
export async function startScriptedModel() {
	let turns = [];
	let requests = [];
	const server = createServer(async (request, response) => {
		const body = JSON.parse((await text(request)) || '{}');
		requests.push(body);
		const answers = toolAnswers(body);
		const turn = turns[answers.length];
		const message = turn === undefined ? said('The script has no further turn.') : messageOf(turn(answers));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(completion(message, requests.length)));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}/v1`,
		play(script) {
			turns = script;
			requests = [];
		},
		requests: () => requests,
		answers: () => toolAnswers(requests.at(-1) ?? {}),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function toolAnswers({ messages = [] }) {
	return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

function messageOf(turn) {
	return typeof turn === 'string' ? said(turn) : called(turn);
}

function said(content) {
	return { role: 'assistant', content };
}

function called({ tool, arguments: given = {} }) {
	const call = { name: tool, arguments: JSON.stringify(given) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${tool}`, type: 'function', function: call }],
	};
}

function completion(message, number) {
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
