/** The calls for one agent. The flavours differ in their paths and in the verb of an update. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { callerOf } from '../../n8n/transport/request';
import { anything, withId } from './answers';
import { flavourOf, hostedService, selfHostedService } from './service';
import type { AgentFields, AgentValidation, PreclinicalAgent } from './wire';

const PLACES = {
	hosted: { service: hostedService, agents: '/agents', update: 'PUT' },
	selfHosted: { service: selfHostedService, agents: '/api/v1/agents', update: 'PATCH' },
} as const;

/**
 * The calls for the flavour in the credential.
 *
 * @param secrets what is masked in errors besides the secrets of the credential
 */
export async function agentsApi(ctx: ApiContext, itemIndex: number, secrets: string[] = []) {
	const { service, agents, update } = PLACES[await flavourOf(ctx, itemIndex)];
	const call = callerOf(service, ctx, itemIndex);
	const path = (id: string) => `${agents}/${encodeURIComponent(id)}`;
	return {
		get: async (id: string) =>
			await call<PreclinicalAgent>({
				purpose: 'read the agent',
				method: 'GET',
				path: path(id),
				pick: withId,
			}),

		create: async (fields: AgentFields) =>
			await call<PreclinicalAgent>({
				purpose: 'create the agent',
				method: 'POST',
				path: agents,
				body: { ...fields },
				inDoubt: 'Get Many Agents lists it, if it was created.',
				secrets,
				pick: withId,
			}),

		/** Of the configuration a self-hosted server changes what is given. undocumented: whether hosted does too. */
		update: async (id: string, fields: AgentFields) =>
			await call<PreclinicalAgent>({
				purpose: 'update the agent',
				method: update,
				path: path(id),
				body: { ...fields },
				secrets,
				pick: withId,
			}),

		remove: async (id: string) =>
			await call<IDataObject>({
				purpose: 'delete the agent',
				method: 'DELETE',
				path: path(id),
				pick: anything,
			}),

		/** Hosted only. Returns `{ valid, message, details? }`, also if the agent does not work. */
		validate: async (id: string) =>
			await call<AgentValidation>({
				purpose: 'validate the agent',
				method: 'POST',
				path: `${path(id)}/validate`,
				pick: validationIn,
			}),
	};
}

function validationIn(json: unknown): AgentValidation | undefined {
	return isObject(json) && typeof json.valid === 'boolean' ? (json as AgentValidation) : undefined;
}
