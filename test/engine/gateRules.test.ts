/** The rules of the gate in a workflow. */
import { type IDataObject, type INodeParameters } from 'n8n-workflow';

import { ruleFields } from '../../nodes/TestRunGate/properties';
import { noCounts } from '../../core/model/counts';
import { judge, item, judgeOne, failureOf } from './gateItems';

const twoFailures = [
	failureOf('pays by card'),
	failureOf('pays by voucher', undefined, 'legacy/voucher.spec.ts'),
];

const flakyRun = item(0, { counts: { ...noCounts(), total: 2, passed: 2, failed: 0, flaky: 1 } });

describe('rules', () => {
	describe('values that are refused or left out', () => {
		test.each<[string, string, unknown]>([
			...['={{ null }}', '={{ undefined }}', '={{ "" }}', '={{ $json.limits.rate }}'].flatMap((nothing) => [
				['Minimum Pass Rate (%)', 'minPassRate', nothing] as [string, string, string],
				['Required Tags', 'requiredTags', nothing] as [string, string, string],
			]),
			['Flaky Tests', 'flaky', '={{ null }}'],
			['Ignore Tests', 'ignoreTests', '={{ null }}'],
			['Inconclusive Counts As', 'inconclusiveAs', '={{ null }}'],
			['Maximum Failure Rate (%)', 'maxFailureRate', '={{ null }}'],
			['Maximum Failures', 'maxFailures', '={{ null }}'],
			['Maximum Failures', 'maxFailures', ''],
			['Maximum Failures', 'maxFailures', null],
			['Minimum Tests', 'minTests', '={{ undefined }}'],
			['Required Tags', 'requiredTags', '={{ [null] }}'],
		])('%s that gives nothing is refused (%s: %j)', async (label, name, value) => {
			const rules = { maxFailures: 5, [name]: value } as INodeParameters;

			const { error, outputs } = await judge([item(2, { tags: ['smoke'] })], { rules });

			expect(error?.message).toContain(`'${label}' is empty`);
			expect(outputs.flat()).toEqual([]);
		});

		test.each(['={{ null }}', '={{ undefined }}', '={{ "yes" }}', '={{ 2 }}', '={{ "" }}'])(
			'Only New Failures and Stop on Failed that are neither true nor false are refused (%s)',
			async (flag) => {
				const known = item(2, { failures: twoFailures });
				const rule = await judge([known], { rules: { onlyNewFailures: flag } });
				const stop = await judge([known], { stopOnFailed: flag });

				expect(rule.error?.message).toMatch(/'Only New Failures' is (empty|neither true nor false)/);
				expect(stop.error?.message).toContain("'Stop on Failed' is neither true nor false");
			},
		);

		test.each(['={{ "TRUE" }}', '={{ 1 }}', '={{ " true" }}'])('Stop on Failed as %s is on', async (flag) => {
			const { error } = await judge([item(2)], { stopOnFailed: flag });

			expect(error?.message).toContain('The test run did not pass');
		});

		test('tests that are in none of the counts are allowed by no limit', async () => {
			const counts = (more: object) => ({
				counts: { ...noCounts(), total: 10, passed: 3, failed: 1, ...more },
			});

			const open = await judgeOne(item(1, counts({})), { maxFailures: 5 });
			expect(open.output).toBe('Inconclusive');
			expect(open.json.gate.reasons[0]).toContain('6 tests are in none of the counts');
			expect((await judgeOne(item(1, counts({ skipped: 6 })), { maxFailures: 5 })).output).toBe('Passed');
		});

		test('a rule that was added and left as it is works', async () => {
			const left = Object.fromEntries(ruleFields.map(({ name, default: value }) => [name, value]));

			expect((await judgeOne(item(0), left as INodeParameters)).output).toBe('Passed');
			expect((await judgeOne(item(1), { requiredTags: '', ignoreTests: '' })).output).toBe('Failed');
		});
	});

	describe('checks', () => {
		test.each<[string, INodeParameters, IDataObject, string]>([
			['minPassRate in percent, met', { minPassRate: 80 }, item(2), 'Passed'],
			['minPassRate in percent, just met', { minPassRate: '={{ 80.0 }}' }, item(2), 'Passed'],
			['minPassRate, not met', { minPassRate: 80.01 }, item(2), 'Failed'],
			['minPassRate of one percent is not a rate of one', { minPassRate: 1 }, item(9), 'Passed'],
			['maxFailures, met', { maxFailures: 2 }, item(2), 'Passed'],
			['maxFailures, not met', { maxFailures: 1 }, item(2), 'Failed'],
			['maxFailures of 0', { maxFailures: 0 }, item(1), 'Failed'],
			['maxFailureRate in percent, met', { maxFailureRate: 20 }, item(2), 'Passed'],
			['maxFailureRate, not met', { maxFailureRate: 19.99 }, item(2), 'Failed'],
			['minTests, met', { minTests: 10 }, item(0), 'Passed'],
			['minTests, not met', { minTests: 11 }, item(0), 'Inconclusive'],
			['flaky tests pass', {}, flakyRun, 'Passed'],
			['flaky tests fail', { flaky: 'fail' }, flakyRun, 'Failed'],
			['flaky tests leave it open', { flaky: 'inconclusive' }, flakyRun, 'Inconclusive'],
			[
				'ignoreTests, all',
				{ ignoreTests: 'pays by card, legacy/*' },
				item(2, { failures: twoFailures }),
				'Passed',
			],
			['ignoreTests, some', { ignoreTests: 'legacy/*' }, item(2, { failures: twoFailures }), 'Failed'],
			['ignoreTests without failures to look at', { ignoreTests: '*' }, item(2), 'Failed'],
			[
				'onlyNewFailures, none new',
				{ onlyNewFailures: true },
				item(2, { failures: [failureOf('a', 'stillFailing'), failureOf('b', 'stillFailing')] }),
				'Passed',
			],
			[
				'onlyNewFailures, one new',
				{ onlyNewFailures: true },
				item(2, { failures: [failureOf('a', 'stillFailing'), failureOf('b', 'new')] }),
				'Failed',
			],
			[
				'requiredTags, there',
				{ requiredTags: 'smoke, web' },
				item(0, { tags: ['web', 'smoke', 'x'] }),
				'Passed',
			],
			[
				'requiredTags, missing',
				{ requiredTags: '={{ ["smoke", "web"] }}' },
				item(0, { tags: ['web'] }),
				'Inconclusive',
			],
			['inconclusiveAs passed', { inconclusiveAs: 'passed' }, item(0, { status: 'timedOut' }), 'Passed'],
			['inconclusiveAs failed', { inconclusiveAs: 'failed' }, item(0, { status: 'timedOut' }), 'Failed'],
			[
				'inconclusiveAs leaves a running run alone',
				{ inconclusiveAs: 'failed' },
				item(0, { status: 'running' }),
				'Still Running',
			],
			['several rules, one broken', { minPassRate: 50, maxFailures: 1 }, item(2), 'Failed'],
			[
				'limits do not save a run that was stopped',
				{ minPassRate: 0 },
				item(2, { status: 'canceled' }),
				'Inconclusive',
			],
		])('%s', async (_, rules, json, output) => {
			const judged = await judgeOne(json, rules);

			expect({ output: judged.output, reasons: judged.json.gate.reasons }).toMatchObject({ output });
			expect(judged.json.gate.reasons.every((reason) => /\S/.test(reason))).toBe(true);
		});

		test('are shown as checks, with rates of 0 to 1', async () => {
			const { json } = await judgeOne(item(2), { minPassRate: 90, maxFailures: 5 });

			const checks = Object.fromEntries(json.gate.checks.map(({ rule, ...check }) => [rule, check]));
			expect(checks).toMatchObject({
				minPassRate: { expected: 0.9, actual: 0.8, ok: false },
				maxFailures: { expected: 5, actual: 2, ok: true },
			});
		});

		test.each([
			['minPassRate', 101],
			['minPassRate', -1],
			['maxFailureRate', 1000],
		])('%s of %i percent is refused', async (rule, percent) => {
			const run = await judge([item(0)], { rules: { [rule]: percent } });

			expect(run.status).toBe('error');
			expect(run.error?.message).toMatch(/Rate \(%\)' must be between 0 and 100/);
		});

		test('are read for each item', async () => {
			const items = [1, 3].map((max) => ({ ...item(2), max }));
			const run = await judge(items, { rules: { maxFailures: '={{ $json.max }}' } });

			expect(run.outputs.map(({ length }) => length)).toEqual([1, 1, 0, 0]);
		});
	});
});
