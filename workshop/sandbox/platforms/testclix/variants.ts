import type { VariantSpecs, VariantValues } from '../../kernel/variants';

/** What the TestCLIX contract leaves open or tells in two ways. */
export const testclixVariants = {
	statusCase: {
		values: ['lower', 'title'],
		contract: 'testclix.md 6.1 #3',
		about: 'letter case of statuses, in answers and deliveries',
	},
	deliveredId: {
		values: ['test', 'run'],
		contract: 'testclix.md 6.1 #2',
		about: 'test_id of a delivery: that of the test, or one of the run that the API does not know',
	},
	signatureEncoding: {
		values: ['hex', 'base64', 'upperHex'],
		contract: 'testclix.md 6.2, encoding of the signature',
		about: 'encoding of X-Clix-Signature',
	},
	bodySpacing: {
		values: ['spaced', 'compact'],
		contract: 'testclix.md 6.2, raw byte layout',
		about: 'blanks after the colons and commas of a delivery',
	},
	errorItems: {
		values: ['objects', 'ids', 'others'],
		contract: 'testclix.md 6.2, shape of tests.error.items',
		about:
			'entries of tests.error.items: objects with test_id, ids alone, or objects with names of their own',
	},
	retriedTimestamp: {
		values: ['kept', 'renewed'],
		contract: 'testclix.md 6.2, whether a retry has a new timestamp/signature',
		about: 'timestamp and signature of a delivery that is sent again',
	},
	unrecordedExecute: {
		values: ['accepted', 'refused'],
		contract: 'testclix.md 6.2, behaviour when the test is not recorded',
		about: 'execute of a test without steps: queued and nothing comes of it, or 400',
	},
	busyExecute: {
		values: ['accepted', 'refused'],
		contract: 'testclix.md 6.2, behaviour when the test is already queued/processing',
		about: 'execute of a test that is in a run: queued behind it, or 409',
	},
} as const satisfies VariantSpecs;

/** The values in force. */
export type TestClixVariants = VariantValues<typeof testclixVariants>;
