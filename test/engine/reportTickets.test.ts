/** Tickets in a workflow: one item per failed test. */
import { NodeOperationError, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { noCounts } from '../../core/model/counts';
import { failureOf, red, run, green, report } from './reportRuns';

describe('one ticket per failed test', () => {
	const tickets = { format: 'jira', reportPer: 'failure' };

	describe('which failures have a ticket', () => {
		test('runs, events and single failures give one item per problem', async () => {
			const same = failureOf('pays by card');
			const items = [
				red,
				{ event: 'x', platform: 'qase', platformName: 'Qase', run: run([same]) },
				failureOf('logs in') as unknown as IDataObject,
				green,
			];
			const { outputs, json } = await report(items, tickets);

			expect(json.map(({ title, verdict, runKeys, url }) => [title, verdict, runKeys, url])).toEqual([
				['checkout > pays by card', 'failed', ['qase:SHOP:12'], 'https://example.com/run/12'],
				['checkout > pays by voucher', 'failed', ['qase:SHOP:12'], 'https://example.com/run/12'],
				['checkout > logs in', 'failed', [], null],
			]);
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
				[{ item: 0 }, { item: 1 }],
				{ item: 0 },
				{ item: 2 },
			]);
			expect(json[0]).toMatchObject({
				fingerprint: same.fingerprint,
				testKey: same.testKey,
				labels: [`tr-${same.fingerprint}`, `tt-${same.testKey}`],
				jql: `labels in ("tr-${same.fingerprint}", "tt-${same.testKey}") AND statusCategory != Done ORDER BY created DESC`,
			});
		});

		test('flaky and recovered tests make none, nor does a run that passed', async () => {
			const listed = [failureOf('a', { flaky: true }), failureOf('b', { change: 'recovered' })];
			const recovered = run(listed, { counts: { ...noCounts(), total: 2, passed: 2, failed: 0 } });
			const notAsked = run(null, { counts: { ...noCounts(), total: 2, passed: 2, failed: 0 } });
			const { error, outputs } = await report([recovered, green, notAsked], tickets);

			expect(error).toBeNull();
			expect(outputs.flat()).toEqual([]);
		});

		test('no more than Maximum Failures are made, and the rest is told', async () => {
			const done = await report([red], { ...tickets, options: { maxFailures: 1 } });

			expect(done.json).toHaveLength(1);
			const hints = done.runData['Node under test']?.at(-1)?.hints ?? [];
			expect(hints.map(({ message }) => message)).toEqual([
				expect.stringContaining('1 problem has no ticket here'),
			]);
		});
	});

	describe('what cannot have one', () => {
		const five = { counts: { ...noCounts(), total: 10, passed: 5, failed: 5 } };

		test('failures that are counted and not listed are told', async () => {
			const done = await report([run([failureOf('pays by card')], five)], tickets);

			expect(done.json).toHaveLength(1);
			const hints = done.runData['Node under test']?.at(-1)?.hints ?? [];
			expect(hints.map(({ message }) => message)).toEqual([
				'1 run does not list all its failures, so some have no ticket: Nightly. 5 failed tests are counted, but only 1 could be read.',
			]);
		});

		test.each<[string, IDataObject, INodeParameters, RegExp]>([
			['a run without its failures', run(null), tickets, /does not carry its failures/],
			[
				'a run whose failures are counted, none listed',
				run([], five),
				tickets,
				/does not carry its failures/,
			],
			[
				'a run that failed, no failure counted or listed',
				run([], { counts: noCounts(), platformVerdict: 'failed' }),
				tickets,
				/does not carry its failures/,
			],
			['something else', { a: 1 }, tickets, /holds no test run and no failure/],
			[
				'a failure without a fingerprint',
				run([failureOf('pays', { fingerprint: 'x y' })]),
				tickets,
				/'pays' has no fingerprint/,
			],
			[
				'another format',
				red,
				{ ...tickets, format: '={{ "slack" }}' },
				/'One Report Per' can be 'Failed Test' with the format Jira only/,
			],
		])('%s is an error', async (_, json, parameters, message) => {
			const { error } = await report([json], parameters);

			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error?.message).toMatch(message);
			expect((error as NodeOperationError).description).toBeTruthy();
		});

		test('items that cannot be used become errors with Continue On Fail, the others tickets', async () => {
			const { outputs } = await report([{ a: 1 }, red], tickets, true);
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.error ?? json.title, pairedItem])).toEqual([
				['checkout > pays by card', { item: 1 }],
				['checkout > pays by voucher', { item: 1 }],
				['This item holds no test run and no failure', { item: 0 }],
			]);
		});
	});
});
