import { randomUUID } from 'node:crypto';
import { boolean, object, oneOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, BodyField, Endpoint } from '../../kernel/contract';
import { created, fail, notFound, ok, selfHostedError } from './answers';
import type { HostedVariants } from './variants';
import { agentJson, maskedAgentJson } from './wire';
import { UUID, type Agent, type PreclinicalWorld } from './world';

const hostedProviders = ['vapi', 'livekit', 'pipecat', 'openai', 'retell', 'elevenlabs'];
const selfHostedProviders = ['openai', 'vapi', 'livekit', 'pipecat', 'browser', 'elevenlabs'];

/** What both flavours can change of an agent. */
const changeable: Record<string, BodyField> = {
	name: { check: text() },
	description: { check: text({ min: 0 }) },
	config: { check: object },
};

/** What an agent is made of, or changed by. */
interface AgentInput {
	provider: string;
	name: string;
	description: string;
	config: Record<string, unknown>;
	is_active: boolean;
}

/** preclinical.md 2.3. */
export function hostedAgentEndpoints(world: PreclinicalWorld, variants: HostedVariants): Endpoint[] {
	const onAgent = (act: (agent: Agent, call: ApiCall) => Answer) => (call: ApiCall) => {
		const agent = world.agents.find(({ id }) => id === call.params.id);
		return agent ? act(agent, call) : notFound(variants, 'Agent not found', 'AGENT_NOT_FOUND');
	};
	return [
		{
			method: 'GET',
			path: '/agents',
			section: '2.3',
			query: { provider: { check: oneOf(hostedProviders) } },
			run({ query }) {
				const wanted = query.provider?.[0];
				const agents = world.agents
					.filter(({ provider }) => (wanted ?? provider) === provider)
					.map(agentJson);
				return ok({ agents, total: agents.length });
			},
		},
		{
			method: 'POST',
			path: '/agents',
			section: '2.3',
			body: {
				provider: { check: oneOf(hostedProviders), required: true },
				name: { check: text(), required: true },
				config: { check: object, required: true },
				description: { check: text({ min: 0 }) },
			},
			run({ body }) {
				if (world.agents.some(({ name }) => name === body.name)) {
					return fail(Number(variants.scopeTakenStatus), 'ALREADY_EXISTS', 'An agent has this name already');
				}
				return created(agentJson(addAgent(world, body)));
			},
		},
		{
			method: 'GET',
			path: '/agents/:id',
			section: '2.3',
			run: onAgent((agent) => ok(agentJson(agent))),
		},
		{
			method: 'PUT',
			path: '/agents/:id',
			section: '2.3',
			body: { ...changeable, is_active: { check: boolean } },
			rule: ({ body }) => (Object.keys(body).length === 0 ? 'the body has no field' : null),
			run: onAgent((agent, { body }) => ok(agentJson(change(agent, body)))),
		},
		{ method: 'DELETE', path: '/agents/:id', section: '2.3', run: onAgent(remover(world)) },
		{
			method: 'POST',
			path: '/agents/:id/validate',
			section: '2.3',
			run: onAgent(({ config }) =>
				typeof config.api_key === 'string'
					? ok({ valid: true, message: 'The agent answered' })
					: ok({
							valid: false,
							message: 'The provider refused the key sk-none-at-all',
							details: { error_code: 'SANDBOX_NO_KEY' },
						}),
			),
		},
	];
}

/** preclinical.md 2.5. Configurations are told, with masked secrets. */
export function selfHostedAgentEndpoints(world: PreclinicalWorld): Endpoint[] {
	const onAgent = (act: (agent: Agent, call: ApiCall) => Answer) => (call: ApiCall) => {
		if (!UUID.test(call.params.id)) return selfHostedError(500, '');
		const agent = world.agents.find(({ id }) => id === call.params.id);
		return agent ? act(agent, call) : selfHostedError(404, 'Agent not found');
	};
	return [
		{
			method: 'GET',
			path: '/api/v1/agents',
			section: '2.5',
			run: () => ok(world.agents.map(maskedAgentJson)),
		},
		{
			method: 'POST',
			path: '/api/v1/agents',
			section: '2.5',
			body: {
				...changeable,
				provider: { check: oneOf(selfHostedProviders), required: true },
				name: { check: text(), required: true },
			},
			run: ({ body }) =>
				body.provider === 'elevenlabs'
					? selfHostedError(500, '')
					: created(maskedAgentJson(addAgent(world, body))),
		},
		{
			method: 'GET',
			path: '/api/v1/agents/:id',
			section: '2.5',
			run: onAgent((agent) => ok(maskedAgentJson(agent))),
		},
		{
			method: 'PATCH',
			path: '/api/v1/agents/:id',
			section: '2.5',
			body: changeable,
			run: onAgent((agent, { body }) => ok(maskedAgentJson(change(agent, body)))),
		},
		{ method: 'DELETE', path: '/api/v1/agents/:id', section: '2.5', run: onAgent(remover(world)) },
	];
}

/** Adds an agent, also where control does. */
export function addAgent(world: PreclinicalWorld, body: Partial<AgentInput>): Agent {
	const { provider, name, description, config } = body;
	const now = new Date().toISOString();
	const agent: Agent = {
		id: randomUUID(),
		provider: String(provider),
		name: String(name),
		description: description ?? null,
		config: config ?? {},
		isActive: true,
		createdAt: now,
		updatedAt: now,
	};
	world.agents.push(agent);
	return agent;
}

function change(agent: Agent, body: Record<string, unknown>): Agent {
	const { name, description, config, is_active: isActive } = body as Partial<AgentInput>;
	if (name !== undefined) agent.name = name;
	if (description !== undefined) agent.description = description;
	if (config !== undefined) agent.config = { ...agent.config, ...config };
	if (isActive !== undefined) agent.isActive = isActive;
	agent.updatedAt = new Date().toISOString();
	return agent;
}

function remover(world: PreclinicalWorld) {
	return (agent: Agent): Answer => {
		world.agents = world.agents.filter((other) => other !== agent);
		return { status: 204 };
	};
}
