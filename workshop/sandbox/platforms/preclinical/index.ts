import type { ApiCall } from '../../kernel/contract';
import type { OpenPlatform, PlatformModule, PlatformTools, Refusal } from '../../kernel/platform';
import { hostedError, selfHostedError } from './answers';
import { preclinicalActionRoutes, preclinicalActions, type PreclinicalActions } from './actions';
import { hostedAgentEndpoints, selfHostedAgentEndpoints } from './agents';
import { deliverEnd } from './deliveries';
import { hostedActionRoutes, hostedActions, type HostedActions } from './hostedActions';
import { hostedEndpoints } from './hostedEndpoints';
import { createWorld } from './lifecycle';
import { seedAgents } from './seed';
import { selfHostedEndpoints } from './selfHostedEndpoints';
import { testSuiteEndpoints } from './testSuites';
import { hostedVariants, selfHostedVariants, type HostedVariants, type SelfHostedVariants } from './variants';
import { webhookEndpoints } from './webhooks';

/** API key of the organization: the documented prefix and 40 characters. */
export const SANDBOX_PRECLINICAL_KEY = ['sk', 'live', 'sandbox'.padEnd(40, '0')].join('_');

/** The hosted service, as contract preclinical.md tells it. */
export const preclinical: PlatformModule<
	typeof hostedVariants,
	HostedActions,
	{ baseUrl: string; apiKey: string; agentId: string }
> = {
	name: 'preclinical',
	mount: '/preclinical',
	basePath: '/api/v1',
	contract: 'preclinical.md',
	secretHeaders: ['authorization'],
	variants: hostedVariants,
	actionRoutes: hostedActionRoutes,
	open: openHosted,
	addresses: (url) => ({
		baseUrl: `${url}/preclinical/api/v1`,
		apiKey: SANDBOX_PRECLINICAL_KEY,
		agentId: seedAgents()[0].id,
	}),
};

/** The self-hosted server of the same contract: other paths and words, no key, no webhooks. */
export const preclinicalOss: PlatformModule<
	typeof selfHostedVariants,
	PreclinicalActions,
	{ baseUrl: string; agentId: string }
> = {
	name: 'preclinicalOss',
	mount: '/preclinical-oss',
	basePath: '',
	contract: 'preclinical.md',
	secretHeaders: ['authorization'],
	variants: selfHostedVariants,
	actionRoutes: preclinicalActionRoutes,
	open: openSelfHosted,
	addresses: (url) => ({ baseUrl: `${url}/preclinical-oss`, agentId: seedAgents()[0].id }),
};

function openHosted(tools: PlatformTools<HostedVariants>): OpenPlatform<HostedActions> {
	const world = createWorld(tools, (index) => `TR-${String(index).padStart(5, '0')}`);
	world.onEnd = async (run) => await deliverEnd(world, tools.variants, run);
	return {
		endpoints: [
			...hostedEndpoints(world, tools.variants),
			...hostedAgentEndpoints(world, tools.variants),
			...testSuiteEndpoints(world, tools.variants),
			...webhookEndpoints(world, tools.variants),
		],
		authorize,
		errorAnswer: hostedError,
		actions: hostedActions(world, tools.variants),
	};
}

function openSelfHosted(tools: PlatformTools<SelfHostedVariants>): OpenPlatform<PreclinicalActions> {
	const stamp = () => new Date().toISOString().replace(/\D/g, '').slice(0, 14);
	const world = createWorld(tools, (index) => `run_${stamp()}_${index.toString(36).padStart(4, '0')}`);
	return {
		endpoints: [...selfHostedEndpoints(world, tools.variants), ...selfHostedAgentEndpoints(world)],
		// No authentication at all: even a wrong key is ignored, preclinical.md 1.2.
		authorize: () => null,
		errorAnswer: selfHostedError,
		actions: preclinicalActions(world),
	};
}

function authorize({ headers }: ApiCall): Refusal | null {
	const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
	const message = 'Invalid or missing API key';
	if (key === undefined)
		return { status: 401, message, breach: 'no `Authorization: Bearer sk_live_...` header' };
	return key === SANDBOX_PRECLINICAL_KEY ? null : { status: 401, message };
}
