import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool, usualBudget } from '../../../../n8n/transport/patience';
import type { ApiContext } from '../../../../n8n/transport/contract';

const minute = { ms: 60_000, isAsked: true };
const node = (type: string) => ({ getNode: () => ({ type }) });
const operation = node('n8n-nodes-test-runs.testRun');
const tool = node('n8n-nodes-test-runs.testRunTool');
const list = { ...operation, getCurrentNodeParameter: () => undefined };

test.each([
	['an operation', operation, 60_000, true],
	['the tool of an agent', tool, 60_000, false],
	['the tool of an agent on newer versions', { ...operation, isToolExecution: () => true }, 60_000, false],
	['a list that somebody has opened', list, 20_000, false],
])('%s', (_, ctx, totalMs, isPatient) => {
	const budget = usualBudget(ctx as unknown as ApiContext);

	expect(budget.leftMs()).toBeLessThanOrEqual(totalMs);
	expect(budget.leftMs()).toBeGreaterThan(totalMs - 5_000);
	expect(budget.grant({ ms: 1_000, isAsked: true })).toBe(true);
	expect(budget.grant(minute)).toBe(isPatient);
});

test('a node is a tool by its type or by what n8n says', () => {
	expect(isTool(tool as unknown as IExecuteFunctions)).toBe(true);
	expect(isTool({ ...operation, isToolExecution: () => false } as unknown as IExecuteFunctions)).toBe(false);
});
