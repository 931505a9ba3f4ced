/** Starts at the same time: n8n's duplicate table is read and written back, with time in between. */
import type { DeduplicationItemTypes, IExecuteFunctions } from 'n8n-workflow';

import { oneAfterTheOther } from '../../../platforms/oneAfterTheOther';
import type { Input } from '../../../platforms/input';
import { startOnce } from '../../../platforms/startOnce';

const moment = async () => await new Promise(setImmediate);

/** A node whose duplicate table loses what is written in between, as n8n's does. */
function nodeWith(startOnceKey: string) {
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
		getNode: () => ({ id: 'n1', name: 'Test Run' }),
		addExecutionHints: (hint: object) => hints.push(hint),
	} as unknown as IExecuteFunctions;
	const options = { startOnceKey };
	const input = { json: () => options, group: () => ({ text: () => startOnceKey }) } as unknown as Input;
	return { call: { ctx, itemIndex: 0, input }, hints };
}

test('of many starts at the same time one is carried out', async () => {
	const { call, hints } = nodeWith('build-7');
	let starts = 0;
	const start = async () => {
		await moment();
		return ++starts;
	};
	const outcomes = await Promise.all(Array.from({ length: 20 }, async () => await startOnce(call, start)));

	expect(starts).toBe(1);
	expect(outcomes.filter((outcome) => outcome !== null)).toEqual([1]);
	expect(hints).toHaveLength(19);
});

test('work goes on after work that failed, and work of another kind does not wait', async () => {
	const done: string[] = [];
	const work =
		(name: string, fails = false) =>
		async () => {
			await moment();
			done.push(name);
			if (fails) throw new Error(name);
		};
	const all = await Promise.allSettled([
		oneAfterTheOther('a', work('a1', true)),
		oneAfterTheOther('a', work('a2')),
		oneAfterTheOther('b', work('b1')),
	]);

	expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	expect(done).toEqual(['a1', 'b1', 'a2']);
});
