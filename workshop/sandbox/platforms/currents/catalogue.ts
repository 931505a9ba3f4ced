import { createHash } from 'node:crypto';
import type { TestError } from './world';

/** Tests by spec file, titles joined with ` > `. */
const playwright: Record<string, string[]> = {
	'tests/checkout/payment.spec.ts': [
		'checkout > pays with a saved card',
		'checkout > pays on invoice',
		'checkout > refuses an expired card',
		'checkout > shows the total with delivery',
	],
	'tests/search/filters.spec.ts': [
		'search > narrows by price',
		'search > keeps filters over paging',
		'search > says so when nothing matches',
	],
	'tests/account/sign-in.spec.ts': [
		'account > signs in with a passkey',
		'account > locks after five wrong passwords',
		'account > sends a reset mail',
	],
	'tests/basket/basket.spec.ts': [
		'basket > keeps items over a restart',
		'basket > merges guest and account baskets',
	],
};

const cypress: Record<string, string[]> = {
	'cypress/e2e/onboarding.cy.ts': [
		'onboarding > walks through the three screens',
		'onboarding > can be skipped',
		'onboarding > asks for notifications once',
	],
	'cypress/e2e/offline.cy.ts': [
		'offline > shows the stored list',
		'offline > queues changes',
		'offline > syncs when back online',
	],
	'cypress/e2e/settings.cy.ts': ['settings > switches the language', 'settings > signs out everywhere'],
};

/** Spec files and tests of a run with `count` tests; past the named ones it goes on with numbered cases. */
export function planTests(framework: 'pw' | 'cypress', count: number | null): Array<[string, string[]]> {
	const named = Object.entries(framework === 'pw' ? playwright : cypress);
	const wanted = count ?? named.flatMap(([, titles]) => titles).length;
	let left = wanted;
	const plan: Array<[string, string[]]> = [];
	for (const [spec, titles] of [...named, ...bulkSpecs(framework, wanted)]) {
		if (left <= 0) break;
		plan.push([spec, titles.slice(0, left)]);
		left -= titles.length;
	}
	return plan;
}

function* bulkSpecs(framework: 'pw' | 'cypress', wanted: number): Generator<[string, string[]]> {
	for (let file = 1; file * 25 < wanted + 25; file += 1) {
		const spec =
			framework === 'pw' ? `tests/catalogue/part-${file}.spec.ts` : `cypress/e2e/part-${file}.cy.ts`;
		yield [
			spec,
			Array.from({ length: 25 }, (_, index) => `catalogue part ${file} > opens article ${index + 1}`),
		];
	}
}

/** An id that a test keeps over all runs. */
export function testIdOf(projectId: string, spec: string, title: string): string {
	return createHash('sha256').update([projectId, spec, title].join('\n')).digest('hex').slice(0, 16);
}

/** The signature of a test: that of its project, spec file and titles, whatever the group. */
export function signatureOf(projectId: string, spec: string, titles: string[]): string {
	return createHash('sha256')
		.update(['signature', projectId, spec, ...titles].join('\n'))
		.digest('hex');
}

/** Tags and annotations of a test, by the suite that it stands in. */
export function labelsOf([suite]: string[]) {
	return {
		tags: [suite],
		annotations: [
			{ type: 'owner', description: `${suite}-team` },
			{ type: 'note', description: 'Needs the price list of the test shop' },
		],
	};
}

/**
 * An error as the test framework words it. The same test always fails in the same way, but for what differs
 * between two runs of real suites: times, counters, generated ids.
 */
export function errorOf(framework: 'pw' | 'cypress', spec: string, testId: string): TestError {
	const seed = parseInt(testId.slice(0, 6), 16);
	const line = 20 + (seed % 60);
	const volatile = Math.floor(1000 + Math.random() * 9000);
	const messages = framework === 'pw' ? playwrightErrors(volatile) : cypressErrors(volatile);
	const message = messages[seed % messages.length];
	const frame =
		framework === 'pw' ? `at /app/${spec}:${line}:17` : `at Context.eval (webpack:///./${spec}:${line}:8)`;
	return { message, stack: `${message}\n    ${frame}`, codeFrame: codeFrameOf(spec, line) };
}

/** The lines around the place that failed, coloured for a terminal. */
function codeFrameOf(spec: string, line: number) {
	const grey = (text: string) => `\u001b[90m${text}\u001b[39m`;
	const frame = [
		grey(` ${line - 1} |   await page.goto('/');`),
		`\u001b[31m>\u001b[39m${grey(` ${line} |`)}   await expect(page).toBeReady();`,
		grey('    |                 ^'),
	].join('\n');
	return { frame, line, column: 17, file: `/app/${spec}` };
}

function playwrightErrors(volatile: number): string[] {
	const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
	return [
		[
			`Error: ${red('expect(locator).toHaveText(expected)')} failed`,
			'',
			"Locator:  getByTestId('order-total')",
			'Expected: "€ 41.90"',
			'Received: "€ 0.00"',
			'Timeout:  5000ms',
			'',
			'Call log:',
			"  - waiting for getByTestId('order-total')",
			`    ${(volatile % 9) + 2} × locator resolved to <span id="total-${volatile}">€ 0.00</span>`,
		].join('\n'),
		[
			'TimeoutError: locator.click: Timeout 30000ms exceeded.',
			'Call log:',
			"  - waiting for getByRole('button', { name: 'Pay now' })",
			`    - locator resolved to <button disabled data-order="${volatile}">Pay now</button>`,
			'    - element is not enabled',
		].join('\n'),
		`Error: page.goto: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:${3000 + (volatile % 7)}/search?q=lamp`,
	];
}

function cypressErrors(volatile: number): string[] {
	return [
		'AssertionError: Timed out retrying after 4000ms: Expected to find element: `[data-cy=sync-done]`, but never found it.',
		`CypressError: \`cy.wait()\` timed out waiting 5000ms for the 1st request to the route: \`items-${volatile}\`. No request ever occurred.`,
		"AssertionError: expected '<h1.title>' to have text 'Instellingen', but the text was 'Settings'",
	];
}
