import assert from 'node:assert/strict';
import { outputsOf } from '../../scripts/lib/n8n-client.mjs';
import { VERDICTS } from './workflows.mjs';

/**
 * Asserts that an execution succeeded and reached only the node after the Gate output for this verdict.
 *
 * @param {import('../../scripts/lib/n8n-client.mjs').Execution} execution
 * @param {string} verdict one of VERDICTS
 */
export function assertSentTo(execution, verdict) {
	assertSucceeded(execution);
	const reached = VERDICTS.filter((name) => outputsOf(execution, name).flat().length > 0);
	assert.deepEqual(reached, [verdict]);
}

/**
 * Asserts that an execution succeeded; otherwise the message contains its error.
 *
 * @param {import('../../scripts/lib/n8n-client.mjs').Execution} execution
 */
export function assertSucceeded({ status, data }) {
	const { message, description } = data.resultData.error ?? {};
	const told = [message, description].filter(Boolean).join(' ');
	assert.equal(status, 'success', `the execution ended as ${status}: ${told}`);
}

/**
 * Asserts that all requests to the sandbox complied with the documented APIs.
 *
 * @param {Pick<import('../../scripts/lib/playground.mjs').Playground, 'sandbox'>} playground
 */
export async function assertNoViolations({ sandbox }) {
	const violations = await sandbox.control.violations();
	assert.deepEqual(
		violations.map(({ platform, method, path, message }) => `${platform} ${method} ${path}: ${message}`),
		[],
	);
}

/** The last step of each suite. @type {import('../../scripts/lib/steps.mjs').Step<any>} */
export const noViolations = {
	name: 'no call departed from the documented APIs',
	run: assertNoViolations,
	standsAlone: true,
};
