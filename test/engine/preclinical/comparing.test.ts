/** Compare Runs: what changed in the scenarios of a run since an earlier one. */
import type { IDataObject } from 'n8n-workflow';

import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { FLAVOURS, preclinicalForTests, told } from './support';

const { run, control, sandbox, endedRun } = preclinicalForTests();

describe.each(FLAVOURS)('%s', (flavour) => {
	describe('with the previous run', () => {
		test('compares with the previous run of the same agent, whatever the order of the list', async () => {
			const [mine, other] = await control(flavour).agents();
			const names = (await control(flavour).scenarios()).map(({ name }) => name);
			const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
			await endedRun(flavour, { failures: 6 }, { agentId: mine.id, createdAt: at(1) });
			const previous = await endedRun(
				flavour,
				{ failingScenarios: [names[0], names[1]] },
				{ agentId: mine.id, createdAt: at(2) },
			);
			await endedRun(flavour, { failures: 6 }, { agentId: other.id, createdAt: at(3) });
			const runId = await endedRun(
				flavour,
				{ failingScenarios: [names[1], names[2]] },
				{ agentId: mine.id, createdAt: at(4) },
			);
			await endedRun(flavour, { failures: 6 }, { agentId: mine.id, createdAt: at(5) });

			for (const runOrder of hostedVariants.runOrder.values) {
				await sandbox().control.setVariants({ preclinical: { runOrder }, preclinicalOss: { runOrder } });
				const compared = await run(flavour, 'compareRuns', { runId });

				expect(compared.error).toBeNull();
				const [{ failures, comparison, verdict }] = compared.json;
				expect(verdict).toBe('failed');
				const changes = (failures as IDataObject[]).map(({ title, change }) => [title, change]);
				expect(Object.fromEntries(changes)).toEqual({
					[names[0]]: 'recovered',
					[names[1]]: 'stillFailing',
					[names[2]]: 'new',
				});
				expect(comparison).toMatchObject({
					previousRun: { id: previous },
					newFailures: 1,
					stillFailing: 1,
					recovered: 1,
				});
			}
		});

		test('what was not run has not recovered, and a small run before makes nothing new', async () => {
			const [mine] = await control(flavour).agents();
			const names = (await control(flavour).scenarios()).map(({ name }) => name);
			const at = (minutes: number) => ({
				agentId: mine.id,
				createdAt: new Date(Date.now() + minutes * 60_000).toISOString(),
			});
			const full = await endedRun(flavour, { failingScenarios: [names[0], names[3]] }, at(11));
			const small = await endedRun(flavour, {}, { ...at(12), scenarios: 1 });
			const again = await endedRun(flavour, { failingScenarios: [names[3]] }, at(13));
			const part = await endedRun(flavour, {}, { ...at(14), scenarios: 1 });

			const [now] = (await run(flavour, 'compareRuns', { runId: again })).json;
			expect(now.comparison).toMatchObject({
				previousRun: { id: small },
				earlierRuns: [{ id: full }],
				newFailures: 0,
				stillFailing: 1,
				recovered: 0,
			});
			const [later] = (await run(flavour, 'compareRuns', { runId: part })).json;
			expect(later.comparison).toMatchObject({ previousRun: { id: again }, recovered: 0, notRun: 1 });
			expect(later.failures).toMatchObject([{ title: names[3], change: 'notRun' }]);
		});
	});

	describe('with another run, or none', () => {
		test('compares with a given run', async () => {
			const previousRunId = await endedRun(flavour, { failures: 1 });
			const runId = await endedRun(flavour, {});
			const compared = await run(flavour, 'compareRuns', { runId, compareWith: 'run', previousRunId });

			expect(compared.json).toMatchObject([
				{
					id: runId,
					verdict: 'passed',
					failures: [{ change: 'recovered' }],
					comparison: { previousRun: { id: previousRunId, verdict: 'failed' } },
				},
			]);
		});

		test('refuses the run itself and a later run as the earlier one', async () => {
			const runId = await endedRun(flavour, { failures: 2 }, { createdAt: '2026-01-01T10:00:00Z' });
			const later = await endedRun(flavour, { failures: 2 }, { createdAt: '2026-01-02T10:00:00Z' });
			const against = async (previousRunId: string) =>
				told(await run(flavour, 'compareRuns', { runId, compareWith: 'run', previousRunId }));

			expect(await against(runId)).toMatch(/^'Earlier Run ID' is the run itself/);
			expect(await against(later)).toMatch(/^'Earlier Run ID' is a run that started later/);
		});

		test('calls nothing new when there is no earlier run', async () => {
			const [, , triage] = await control(flavour).agents();
			const runId = await endedRun(flavour, { failures: 1 }, { agentId: triage.id });
			const [compared] = (await run(flavour, 'compareRuns', { runId })).json;

			expect(compared.comparison).toBeNull();
			expect((compared.failures as IDataObject[])[0]).not.toHaveProperty('change');
		});

		test('tells of a run that is not there', async () => {
			const runId = await endedRun(flavour, {});
			for (const parameters of [{ runId: 'gone' }, { runId, compareWith: 'run', previousRunId: 'gone' }]) {
				expect(told(await run(flavour, 'compareRuns', parameters))).toMatch(/^Could not read the run: /);
			}
		});
	});
});
