/** Creates failed tests with typical errors of test runners, each with different ids, ports and times. */
import type { FailureFacts } from '../../../core/model/buildFailure';

const ERRORS: Array<(serial: number) => string> = [
	(serial) =>
		'Error: expect(locator).toHaveText(expected) failed\n\n' +
		`Locator: getByTestId('total')\nExpected string: "Total: 12.50 EUR"\nReceived string: "Total: ${serial} EUR"\n` +
		'Timeout: 5000ms\n\nCall log:\n  - Expect "toHaveText" with timeout 5000ms\n' +
		'  - waiting for getByTestId(\'total\')\n    9 × locator resolved to <span data-testid="total">…</span>\n',
	(serial) =>
		`TimeoutError: page.waitForSelector: Timeout 30000ms exceeded.\nCall log:\n  - waiting for locator('#row-${serial % 40}') to be visible\n`,
	(serial) =>
		'AssertionError: expected 500 to equal 200\n' +
		`    at Context.<anonymous> (/builds/shop/tests/api/orders.spec.ts:${serial % 300}:13)\n` +
		'    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
	(serial) =>
		`net::ERR_CONNECTION_REFUSED at http://localhost:${40_000 + (serial % 8_000)}/checkout?session=${hex(serial)}`,
	(serial) =>
		`Error: order ${100_000 + serial} was not found in the list after 3 attempts (took 1.${serial % 10}s)`,
	() => 'The answer does not mention the opening hours.',
];

/** The facts about `count` failed tests, as a platform would report them: from 200 files, with six kinds of errors. */
export function failureFacts(count: number): FailureFacts[] {
	return Array.from({ length: count }, (_, serial) => ({
		project: 'bench',
		title: `keeps the cart of customer ${serial}`,
		suite: `Shop > Cart ${serial % 50}`,
		file: `tests/cart/cart-${serial % 200}.spec.ts`,
		status: 'failed',
		message: ERRORS[serial % ERRORS.length](serial),
		stack: `Error\n    at tests/cart/cart-${serial % 200}.spec.ts:${serial % 300}:13`,
		attempts: 2,
		durationMs: 1_200 + serial,
	}));
}

function hex(serial: number): string {
	return ((serial * 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
}
