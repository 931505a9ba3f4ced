import type { VariantSpecs, VariantValues } from '../../kernel/variants';

const runOrder = {
	values: ['newestFirst', 'oldestFirst'],
	contract: 'preclinical.md 2.1 (the order of lists is not told)',
	about: 'order of the list of runs',
} as const;

/** What the contract leaves open of the hosted service, or tells in two ways. */
export const hostedVariants = {
	runOrder,
	startStatus: {
		values: ['pending', 'running'],
		contract: 'preclinical.md 2.1, start',
		about: 'status in the answer to a start',
	},
	unknownAgentStatus: {
		values: ['400', '404'],
		contract: 'preclinical.md 6.3, unknown agent on start',
		about: 'HTTP status of AGENT_NOT_FOUND on start',
	},
	cancelEndedStatus: {
		values: ['400', '409'],
		contract: 'preclinical.md 6.3, cancel of a finished run',
		about: 'HTTP status of INVALID_STATE',
	},
	scopeTakenStatus: {
		values: ['409', '400'],
		contract: 'preclinical.md 6.2, HTTP codes',
		about: 'HTTP status of ALREADY_EXISTS',
	},
	notFoundStatus: {
		values: ['404', '400'],
		contract: 'preclinical.md 6.2, HTTP codes',
		about: 'HTTP status of RUN_NOT_FOUND and NOT_FOUND',
	},
	listedScenarioStatus: {
		values: ['object', 'completed'],
		contract: 'preclinical.md 6.3, scenario-run status',
		about: 'whether lists say passed and failed, or completed with a boolean beside it',
	},
	counts: {
		values: ['live', 'atEnd'],
		contract: 'preclinical.md 2.1, Run (when its counts are written), and 2.x',
		about:
			'whether counts follow a run that goes on, or are 0 until it has ended and for ever once it is canceled',
	},
	createdAt: {
		values: ['listOnly', 'everywhere'],
		contract: 'preclinical.md 2.1, Run',
		about: 'whether reading one run tells created_at',
	},
	testSuitesShape: {
		values: ['test_suites', 'array', 'data'],
		contract: 'preclinical.md 6.2, GET /test-suites body',
		about: 'name of the list of test suites, or none',
	},
	webhookList: {
		values: ['all', 'organizationOnly'],
		contract: 'preclinical.md 3, GET /webhooks without agent_id',
		about: 'whether webhooks of agents are listed without asking for one',
	},
	agentWebhookList: {
		values: ['agentOnly', 'withOrganization'],
		contract: 'preclinical.md 3, GET /webhooks with agent_id',
		about: 'whether the webhook of the organization is listed along',
	},
	deleteWebhook: {
		values: ['204', '200', 'noCall404', 'noCall405'],
		contract: 'preclinical.md 6.2, DELETE /webhooks/{id}',
		about: 'answer to deleting a webhook; the last two know no such call',
	},
	signature: {
		values: ['none', 'sha256Hex', 'sha256HexPrefixed', 'sha256Base64', 'sha1Hex', 'sha512Hex'],
		contract: 'preclinical.md 6.1',
		about: 'how deliveries with a secret are signed, in the made-up header X-Sandbox-Signature',
	},
	retries: {
		values: ['none', 'twice'],
		contract: 'preclinical.md 6.1, retry policy',
		about: 'whether a delivery that is not answered with 2xx is sent again',
	},
	deliveryFields: {
		values: ['documented', 'sparse', 'more'],
		contract: 'preclinical.md 4 and 6.2, fields after results_url',
		about: 'all documented fields, only those that a test delivery has too, or more than are known',
	},
} as const satisfies VariantSpecs;

/** The values in force, hosted. */
export type HostedVariants = VariantValues<typeof hostedVariants>;

/** What the contract leaves open of the self-hosted server, and states that it can be in. */
export const selfHostedVariants = {
	runOrder,
	health: {
		values: ['ok', 'noModelKey', 'noDatabase'],
		contract: 'preclinical.md 2.5 and 2.x, GET /health',
		about: 'what the server says of itself; only the first one is answered with 200',
	},
	passRate: {
		values: ['exact', 'singlePrecision'],
		contract: 'preclinical.md 5, pass_rate',
		about: 'whether pass_rate carries the noise of a REAL column',
	},
} as const satisfies VariantSpecs;

/** The values in force, self-hosted. */
export type SelfHostedVariants = VariantValues<typeof selfHostedVariants>;
