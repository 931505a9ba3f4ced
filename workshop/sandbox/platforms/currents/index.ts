import type { ApiCall, Endpoint } from '../../kernel/contract';
import type { OpenPlatform, PlatformModule, PlatformTools, Refusal } from '../../kernel/platform';
import { currentsActionRoutes, currentsActions, type CurrentsActions } from './actions';
import { failed } from './answers';
import { contextEndpoints } from './context';
import { errorEndpoints } from './errors';
import { explorerEndpoints } from './explorers';
import { insightEndpoints } from './insights';
import { instanceEndpoints } from './instances';
import { projectEndpoints } from './projects';
import { runEndpoints } from './runs';
import { seedProjects, seedRuns, WEB_SHOP_PROJECT } from './seed';
import { currentsVariants, type CurrentsVariants } from './variants';
import { testActionEndpoints } from './testActions';
import { testResultEndpoints } from './testResults';
import { webhookEndpoints } from './webhooks';
import type { CurrentsWorld } from './world';

/** API key of level Read & Write. */
export const SANDBOX_CURRENTS_KEY = 'sandbox-currents-read-write-key';

/** API key of level Read Only: 403 on every write. */
export const SANDBOX_CURRENTS_READ_ONLY_KEY = 'sandbox-currents-read-only-key';

/** Currents, as contract currents.md tells it. */
export const currents: PlatformModule<
	typeof currentsVariants,
	CurrentsActions,
	{ baseUrl: string; apiKey: string; readOnlyApiKey: string; projectId: string }
> = {
	name: 'currents',
	mount: '/currents',
	basePath: '/v1',
	contract: 'currents.md',
	secretHeaders: ['authorization'],
	variants: currentsVariants,
	actionRoutes: currentsActionRoutes,
	open,
	addresses: (url) => ({
		baseUrl: `${url}/currents/v1`,
		apiKey: SANDBOX_CURRENTS_KEY,
		readOnlyApiKey: SANDBOX_CURRENTS_READ_ONLY_KEY,
		projectId: WEB_SHOP_PROJECT,
	}),
};

function open(tools: PlatformTools<CurrentsVariants>): OpenPlatform<CurrentsActions> {
	const world: CurrentsWorld = { tools, projects: seedProjects(), runs: [], webhooks: [], testActions: [] };
	seedRuns(world);
	return {
		endpoints: [
			...projectEndpoints(world),
			...runEndpoints(world),
			...instanceEndpoints(world),
			...webhookEndpoints(world),
			...testActionEndpoints(world),
			...testResultEndpoints(world),
			...explorerEndpoints(world),
			...errorEndpoints(world),
			...contextEndpoints(world),
			...insightEndpoints(world),
		],
		authorize,
		errorAnswer: failed,
		actions: currentsActions(world),
	};
}

function authorize({ headers, method, path }: ApiCall, _endpoint: Endpoint): Refusal | null {
	const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
	const message = 'Invalid authentication credentials';
	if (key === undefined) {
		return { status: 401, message, breach: 'no `Authorization: Bearer <apiKey>` header' };
	}
	if (key === SANDBOX_CURRENTS_KEY) return null;
	if (key !== SANDBOX_CURRENTS_READ_ONLY_KEY) return { status: 401, message };
	// The signature of a test changes nothing.
	return method === 'GET' || path === '/signature/test'
		? null
		: { status: 403, message: 'The API key has no write permission' };
}
