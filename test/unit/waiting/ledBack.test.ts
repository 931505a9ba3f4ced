/** After a restart of n8n nothing is remembered: the item of a stored execution says itself who started its run. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { OperationCall } from '../../../platforms/platform';
import { runLedBack } from '../../../waiting/ledBack';

const since = '2026-05-01T00:00:00.000Z';

function runIn(json: IDataObject): string | null {
	const ctx = {
		getInputData: () => [{ json }],
		getNode: () => ({ id: 'n1' }),
		getExecutionId: () => '7',
	} as unknown as IExecuteFunctions;
	return runLedBack({ ctx, itemIndex: 0 } as OperationCall)?.runId ?? null;
}

test('the run is known by the note of the node that started it', () => {
	expect(runIn({ waiting: { since, runId: 'run_1', startedBy: 'n1' } })).toBe('run_1');
});

test.each<[string, IDataObject]>([
	['of another node', { waiting: { since, runId: 'run_1', startedBy: 'n2' } }],
	['of a wait that started nothing', { waiting: { since, runId: 'run_1' } }],
	['without a time', { waiting: { runId: 'run_1', startedBy: 'n1' } }],
	['that is none', { waiting: 'soon' }],
	['without any', { id: 'run_1', verdict: 'pending' }],
])('a note %s is none of its own', (_, json) => {
	expect(runIn(json)).toBeNull();
});
