import type { ApiCall } from '../../kernel/contract';
import type { OpenPlatform, PlatformModule, PlatformTools, Refusal } from '../../kernel/platform';
import { testclixActionRoutes, testclixActions, type TestClixActions } from './actions';
import { errorAnswer } from './answers';
import { testclixEndpoints } from './endpoints';
import { seedTests, TESTCLIX_TEST_ID } from './seed';
import { testclixVariants, type TestClixVariants } from './variants';
import type { TestClixWorld } from './world';

/** API key of the one project. */
export const SANDBOX_TESTCLIX_KEY = 'sandbox-testclix-api-key';

/** A secret that clients and the webhook can agree on. */
export const SANDBOX_TESTCLIX_WEBHOOK_SECRET = 'sandbox-testclix-webhook-secret';

/** TestCLIX, as contract testclix.md tells it. */
export const testclix: PlatformModule<
	typeof testclixVariants,
	TestClixActions,
	{ baseUrl: string; apiKey: string; webhookSecret: string; testId: string }
> = {
	name: 'testclix',
	mount: '/testclix',
	basePath: '',
	contract: 'testclix.md',
	secretHeaders: ['x-api-key'],
	variants: testclixVariants,
	actionRoutes: testclixActionRoutes,
	open,
	addresses: (url) => ({
		baseUrl: `${url}/testclix`,
		apiKey: SANDBOX_TESTCLIX_KEY,
		webhookSecret: SANDBOX_TESTCLIX_WEBHOOK_SECRET,
		testId: TESTCLIX_TEST_ID,
	}),
};

function open(tools: PlatformTools<TestClixVariants>): OpenPlatform<TestClixActions> {
	const world: TestClixWorld = {
		tools,
		tests: seedTests(),
		webhook: { enabled: false, url: null, secret: null, customHeaders: {} },
		allowance: null,
		nextPlans: [],
		defaultPlan: { outcome: 'pass' },
		runCount: 0,
	};
	return {
		endpoints: testclixEndpoints(world),
		authorize,
		errorAnswer,
		actions: testclixActions(world),
	};
}

/** testclix.md 1: a missing key is 401, one that is not good is 403 in the words of the gateway. */
function authorize({ headers }: ApiCall): Refusal | null {
	const key = headers['x-api-key'];
	if (key === undefined || key === '') {
		return { status: 401, message: 'Unauthorized', breach: 'no `x-api-key` header' };
	}
	if (key === SANDBOX_TESTCLIX_KEY) return null;
	const message =
		'User is not authorized to access this resource with an explicit deny in an identity-based policy';
	return { status: 403, message };
}
