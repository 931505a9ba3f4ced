/** After a restart of n8n nothing is remembered: the item of a stored execution says itself who started its run. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { OperationCall } from '../../../../n8n/items/contract';
import { runLedBack } from '../../../../n8n/items/ledBack';

const since = '2026-05-01T00:00:00.000Z';

function runIn(json: IDataObject, mode = 'trigger', executionId = '7'): string | null {
	const ctx = {
		getInputData: () => [{ json }],
		getNode: () => ({ id: 'n1' }),
		getWorkflow: () => ({ id: 'w1' }),
		getExecutionId: () => executionId,
		getMode: () => mode,
	} as unknown as IExecuteFunctions;
	return runLedBack({ ctx, itemIndex: 0 } as OperationCall)?.runId ?? null;
}

const own = { since, runId: 'run_1', startedBy: 'n1', workflow: 'w1', execution: '7' };

test('the run is known by the note of the node that started it', () => {
	expect(runIn({ waiting: own })).toBe('run_1');
});

test('and when n8n retries an execution, which has another ID then', () => {
	expect(runIn({ waiting: own }, 'retry', '8')).toBe('run_1');
	expect(runIn({ waiting: own }, 'manual', '8')).toBeNull();
});

test.each<[string, IDataObject]>([
	['of another node', { waiting: { ...own, startedBy: 'n2' } }],
	['of the same node in a copy of the workflow', { waiting: { ...own, workflow: 'w2' } }],
	['of another execution', { waiting: { ...own, execution: '6' } }],
	['that does not say of which execution', { waiting: { since, runId: 'run_1', startedBy: 'n1' } }],
	['of a wait that started nothing', { waiting: { since, runId: 'run_1' } }],
	['without a time', { waiting: { ...own, since: undefined } }],
	['that is none', { waiting: 'soon' }],
	['without any', { id: 'run_1', verdict: 'pending' }],
])('a note %s is none of its own', (_, json) => {
	expect(runIn(json)).toBeNull();
});
