import type { ApiCall } from '../../kernel/contract';
import type { OpenPlatform, PlatformModule, PlatformTools, Refusal } from '../../kernel/platform';
import { qaseActionRoutes } from './actionRoutes';
import { qaseActions, type QaseActions } from './actions';
import { failed, tooMany } from './answers';
import { attachmentEndpoints } from './attachments';
import { caseEndpoints } from './cases';
import { defectEndpoints } from './defects';
import { fieldEndpoints } from './fields';
import { listEndpoints } from './lists';
import { planningEndpoints } from './planning';
import { resultEndpoints } from './results';
import { runEndpoints } from './runs';
import { searchEndpoints } from './search';
import { seedFields, seedMembers, seedProjects, WEB_SHOP_CODE } from './seed';
import { qaseVariants, type QaseVariants } from './variants';
import { workspaceEndpoints } from './workspace';
import type { QaseWorld } from './world';

/** API token of a user who may do everything. */
export const SANDBOX_QASE_TOKEN = 'sandbox-qase-token';

/** API token of a user whose role only reads: 403 on every write. */
export const SANDBOX_QASE_READ_ONLY_TOKEN = 'sandbox-qase-read-only-token';

/** A secret that clients and webhooks can agree on. */
export const SANDBOX_QASE_WEBHOOK_SECRET = 'sandbox-qase-webhook-secret';

/** Qase, as contract qase.md tells it. */
export const qase: PlatformModule<
	typeof qaseVariants,
	QaseActions,
	{ origin: string; token: string; readOnlyToken: string; webhookSecret: string; projectCode: string }
> = {
	name: 'qase',
	mount: '/qase',
	basePath: '',
	contract: 'qase.md',
	secretHeaders: ['token'],
	variants: qaseVariants,
	actionRoutes: qaseActionRoutes,
	open,
	addresses: (url) => ({
		origin: `${url}/qase`,
		token: SANDBOX_QASE_TOKEN,
		readOnlyToken: SANDBOX_QASE_READ_ONLY_TOKEN,
		webhookSecret: SANDBOX_QASE_WEBHOOK_SECRET,
		projectCode: WEB_SHOP_CODE,
	}),
};

function open(tools: PlatformTools<QaseVariants>): OpenPlatform<QaseActions> {
	const world: QaseWorld = {
		tools,
		...{ projects: seedProjects(), webhooks: [], attachments: [] },
		...{ customFields: seedFields(), members: seedMembers() },
	};
	return {
		endpoints: [
			...listEndpoints(world),
			...caseEndpoints(world),
			...fieldEndpoints(),
			...runEndpoints(world),
			...resultEndpoints(world),
			...defectEndpoints(world),
			...attachmentEndpoints(world),
			...planningEndpoints(world),
			...searchEndpoints(world),
			...workspaceEndpoints(world),
		],
		authorize,
		errorAnswer: (status, message) => (status === 429 ? tooMany(world) : failed(world, status, message)),
		actions: qaseActions(world),
	};
}

function authorize({ headers, method }: ApiCall): Refusal | null {
	const message = 'Unauthenticated';
	if (headers.token === undefined) return { status: 401, message, breach: 'no `Token: <api token>` header' };
	if (headers.token === SANDBOX_QASE_TOKEN) return null;
	if (headers.token !== SANDBOX_QASE_READ_ONLY_TOKEN) return { status: 401, message };
	return method === 'GET' ? null : { status: 403, message: 'Your role does not allow this' };
}
