import type { ApiCall, Endpoint } from '../../kernel/contract';
import type { OpenPlatform, PlatformModule, PlatformTools, Refusal } from '../../kernel/platform';
import { qodexActionRoutes, qodexActions, type QodexActions } from './actions';
import { errorAnswer } from './answers';
import { qodexEndpoints } from './endpoints';
import { QODEX_PROJECT_SLUG, QODEX_SCHEDULE_SECRET, seedScenarios, seedSchedules } from './seed';
import { qodexVariants, type QodexVariants } from './variants';
import type { QodexWorld } from './world';

/** API key of the one project. */
export const SANDBOX_QODEX_KEY = 'qk_sandbox_placeholder_00000000000000';

/** Qodex, as contract qodex.md tells it. */
export const qodex: PlatformModule<
	typeof qodexVariants,
	QodexActions,
	{ origin: string; slug: string; apiKey: string; scheduleUrl: string }
> = {
	name: 'qodex',
	mount: '/qodex',
	basePath: '',
	contract: 'qodex.md',
	secretHeaders: ['authorization'],
	variants: qodexVariants,
	actionRoutes: qodexActionRoutes,
	open,
	addresses: (url) => ({
		origin: `${url}/qodex`,
		slug: QODEX_PROJECT_SLUG,
		apiKey: SANDBOX_QODEX_KEY,
		scheduleUrl: `${url}/qodex/api/webhooks/schedules/${QODEX_SCHEDULE_SECRET}`,
	}),
};

function open(tools: PlatformTools<QodexVariants>): OpenPlatform<QodexActions> {
	const world: QodexWorld = {
		tools,
		projectName: 'Web shop',
		projectSlug: QODEX_PROJECT_SLUG,
		environments: ['staging', 'production'],
		scenarios: seedScenarios(),
		schedules: seedSchedules(),
		runs: [],
		nextEndings: [],
		defaultEnding: { outcome: 'passed' },
	};
	return {
		endpoints: qodexEndpoints(world),
		authorize: (call, endpoint) => authorize(world, call, endpoint),
		errorAnswer: (status, message) => errorAnswer(world, status, message),
		actions: qodexActions(world),
	};
}

function authorize({ tools }: QodexWorld, { headers }: ApiCall, { open: isOpen }: Endpoint): Refusal | null {
	const status = Number(tools.variants.badKeyStatus);
	if (isOpen) {
		if (headers.authorization === undefined) return null;
		const breach = 'an Authorization header is sent where the secret in the path is the credential';
		return { status: 400, message: breach, breach };
	}
	const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
	const message = 'Unknown API key';
	if (key === undefined) return { status, message, breach: 'no `Authorization: Bearer qk_...` header' };
	return key === SANDBOX_QODEX_KEY ? null : { status, message };
}
