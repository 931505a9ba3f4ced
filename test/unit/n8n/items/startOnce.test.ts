/** Starts at the same time: n8n's duplicate table is read and written back, with time in between. */
import type { DeduplicationItemTypes, IExecuteFunctions } from 'n8n-workflow';

import type { Input } from '../../../../n8n/parameters/input';
import { startOnce } from '../../../../n8n/items/startOnce';
import { buildRun } from '../../../../core/model/buildRun';

const TARGET = { platform: 'toy' };

const moment = async () => await new Promise(setImmediate);

/** A node whose duplicate table loses what is written in between, as n8n's does. */
function nodeWith(startOnceKey: string, whenUsedBefore: string, node: object = {}) {
	let kept: DeduplicationItemTypes[] = [];
	const helpers = {
		async checkProcessedAndRecord(items: DeduplicationItemTypes[]) {
			const before = kept;
			await moment();
			const fresh = items.filter((item) => !before.includes(item));
			kept = [...before, ...fresh];
			return { new: fresh, processed: [] };
		},
		async removeProcessed(items: DeduplicationItemTypes[]) {
			kept = kept.filter((item) => !items.includes(item));
		},
	};
	const hints: object[] = [];
	const ctx = {
		helpers,
		getWorkflow: () => ({ id: 'w1' }),
		getExecutionId: () => undefined,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getInputData: () => [{ json: {} }],
		getNode: () => ({ id: 'n1', name: 'Test Run', ...node }),
		addExecutionHints: (hint: object) => hints.push(hint),
	} as unknown as IExecuteFunctions;
	const options = { key: () => startOnceKey, optionalText: () => whenUsedBefore };
	const input = { json: () => ({ startOnceKey }), group: () => options } as unknown as Input;
	return { call: { ctx, itemIndex: 0, input, byAgent: false }, hints };
}

test.each([
	['giveRun', 20],
	['noItem', 1],
])('of many starts at the same time one is carried out, and with %s %i come out', async (when, given) => {
	const { call, hints } = nodeWith(`build-7 ${when}`, when);
	let starts = 0;
	const start = async () => {
		await moment();
		const id = String(++starts);
		return { run: buildRun({ platform: 'toy', platformName: 'Toy', id, status: 'running' }), raw: {} };
	};
	const outcomes = await Promise.all(
		Array.from({ length: 20 }, async () => await startOnce(call, TARGET, start)),
	);

	expect(starts).toBe(1);
	const runs = outcomes.filter((outcome) => outcome !== null);
	expect(runs.map(({ runId }) => runId)).toEqual(Array.from({ length: given }, () => '1'));
	expect(runs.filter(({ startedBefore }) => !startedBefore)).toHaveLength(1);
	expect(hints).toHaveLength(19);
});

test('with another credential the run of a key is not known, since its ID may be that of another run', async () => {
	const start = async () => ({
		run: buildRun({ platform: 'toy', platformName: 'Toy', id: '1', status: 'running' }),
		raw: {},
	});
	const node = { credentials: { toyApi: { id: 'c1', name: 'Toy' } } };
	const { call } = nodeWith('build-11', 'giveRun', node);
	await startOnce(call, TARGET, start);
	node.credentials.toyApi.name = 'Toy, renamed';
	const sameAccount = nodeWith('build-11', 'giveRun', node).call;
	sameAccount.ctx.helpers = call.ctx.helpers;
	const { call: otherAccount } = nodeWith('build-11', 'giveRun', { credentials: { toyApi: { id: 'c2' } } });
	otherAccount.ctx.helpers = call.ctx.helpers;

	expect(await startOnce(sameAccount, TARGET, start)).toMatchObject({ runId: '1', startedBefore: true });
	await expect(startOnce(otherAccount, TARGET, start)).rejects.toThrow(/which one is not known here/);
});

describe('after a restart of n8n, which keeps its table of duplicates alone', () => {
	const afterRestart = () => {
		let fresh = startOnce;
		jest.isolateModules(() => {
			({ startOnce: fresh } = jest.requireActual<{ startOnce: typeof startOnce }>(
				'../../../../n8n/items/startOnce',
			));
		});
		return fresh;
	};
	const start = async () => ({
		run: buildRun({ platform: 'toy', platformName: 'Toy', id: '1', status: 'running' as const }),
		raw: {},
	});

	test('a key that was used starts nothing, and the error says that its run is not known any more', async () => {
		const { call } = nodeWith('build-9', 'giveRun');
		await startOnce(call, TARGET, start);
		const again = jest.fn(start);

		await expect(afterRestart()(call, TARGET, again)).rejects.toMatchObject({
			message: "A run was started with the key 'build-9' before, and which one is not known here any more",
			description: expect.stringMatching(/^Nothing was started now\..*'When Key Was Used Before'/) as string,
		});
		expect(again).not.toHaveBeenCalled();
	});

	test('and no item is returned where none is wanted', async () => {
		const { call } = nodeWith('build-10', 'noItem');
		await startOnce(call, TARGET, start);

		expect(await afterRestart()(call, TARGET, start)).toBeNull();
	});
});
