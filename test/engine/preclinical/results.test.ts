/** What is told about the scenarios of a run: failures, results, and what changed since an earlier run. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { FLAVOURS, preclinicalForTests, told, type Flavour } from './support';

const { run, control, sandbox, setVariants, spoil, asked } = preclinicalForTests();

const SCENARIOS = { hosted: 'GET /scenario-runs', selfHosted: 'GET /api/v1/scenario-runs' };

const messageOf = ({ error }: IDataObject) => String((error as IDataObject).message);

async function endedRun(
	flavour: Flavour,
	ending: { failures?: number; errors?: number; failedGradings?: number; failingScenarios?: string[] },
	plan: { agentId?: string; createdAt?: string; scenarios?: number } = {},
): Promise<string> {
	const { id } = await control(flavour).createRun({ scenarios: 6, ...plan });
	await control(flavour).finishRun({ runId: id, outcome: 'completed', ...ending });
	return id;
}

describe.each(FLAVOURS)('%s', (flavour) => {
	describe('Get Many Failures', () => {
		test('gives one item per failed scenario, in either spelling of its status', async () => {
			for (const listedScenarioStatus of hostedVariants.listedScenarioStatus.values) {
				await setVariants({ listedScenarioStatus });
				const runId = await endedRun(flavour, { failures: 2, errors: 1 });
				const listed = await run(flavour, 'getManyFailures', { runId, returnAll: true });

				expect(listed.error).toBeNull();
				expect(listed.json.map(({ status }) => status).sort()).toEqual(['error', 'failed', 'failed']);
				expect(listed.json[0]).not.toHaveProperty('transcript');
			}
		});

		test('lists them by title, whatever the order they come in', async () => {
			const titles = async () => {
				const runId = await endedRun(flavour, { failures: 5 }, { scenarios: 12 });
				return (await run(flavour, 'getManyFailures', { runId })).json.map(({ title }) => String(title));
			};

			const first = await titles();
			expect(first).toEqual([...first].sort());
			expect(await titles()).toEqual(first);
		});

		test('tells an agent that failed and a grading that failed as errors', async () => {
			const runId = await endedRun(flavour, { errors: 1, failedGradings: 1 });
			const listed = (await run(flavour, 'getManyFailures', { runId })).json;

			expect(listed.map(({ status }) => status)).toEqual(['error', 'error']);
			const [grading, agent] = listed.sort((a, b) => messageOf(a).localeCompare(messageOf(b)));
			expect(messageOf(grading)).toMatch(
				/^Grading failed: no JSON .*\nJudge comment: Grading failed after 3/,
			);
			expect(messageOf(agent)).toMatch(/^The agent did not answer within 60000 ms \(request [0-9a-f-]+\)$/);
			if (flavour === 'selfHosted') {
				expect([grading, agent]).toMatchObject([{ errorCode: 'UNKNOWN' }, { errorCode: 'SERVER_ERROR' }]);
			}
		});

		test('reads no more scenarios than are wanted', async () => {
			const runId = await endedRun(flavour, { failures: 4 });
			await sandbox().control.clearCalls();
			const listed = await run(flavour, 'getManyFailures', { runId, limit: 1 });

			expect(listed.json).toHaveLength(1);
			// The self-hosted list holds the criteria already.
			const details = (await asked(flavour)).filter((call) => call.startsWith(`${SCENARIOS[flavour]}/`));
			expect(details).toHaveLength(flavour === 'hosted' ? 1 : 0);
		});

		test('adds the transcript when asked, with the same speakers for both flavours', async () => {
			const runId = await endedRun(flavour, { failures: 1 });
			const listed = await run(flavour, 'getManyFailures', { runId, options: { includeTranscript: true } });

			expect(listed.json[0].transcript).toMatchObject([
				{ speaker: 'tester', text: expect.stringMatching(/^Hello/), at: expect.any(String) },
				{ speaker: 'agent', text: expect.stringMatching(/^Let me see/), at: expect.any(String) },
			]);
		});

		test('has the same fingerprints for both runs of the same failure, whatever the judge says of it', async () => {
			const failures = async () => {
				const runId = await endedRun(flavour, { failures: 2, errors: 1 });
				return (await run(flavour, 'getManyFailures', { runId })).json;
			};
			const prints = (listed: IDataObject[]) => listed.map(({ fingerprint }) => fingerprint);
			const messages = (listed: IDataObject[]) => listed.map(messageOf).join('\n');

			const [first, second] = [await failures(), await failures()];
			expect(messages(first)).toMatch(/^Partly met: Asks one question at a time$/m);
			expect(messages(second)).toMatch(/^Not met: Asks one question at a time$/m);
			expect(prints(second)).toEqual(prints(first));
			expect(new Set(prints(first)).size).toBe(3);
		});

		test('links to the page of the scenario, where it is known', async () => {
			const runId = await endedRun(flavour, { failures: 1 });
			const [{ url }] = (await run(flavour, 'getManyFailures', { runId })).json;

			const page = `${sandbox().url}/preclinical-oss/test/${runId}/scenario/`;
			if (flavour === 'hosted') expect(url).toBeNull();
			else expect(String(url)).toMatch(new RegExp(`^${page}[0-9a-f-]{36}$`));
		});

		test('tells when scenarios cannot be read', async () => {
			const runId = await endedRun(flavour, { failures: 1 });
			await spoil(flavour, {
				match: { path: SCENARIOS[flavour].slice(4) },
				fault: { kind: 'status', status: 403 },
			});

			expect(told(await run(flavour, 'getManyFailures', { runId }))).toMatch(
				/^Could not list the scenario runs: /,
			);
		});
	});

	describe('Get Many Results', () => {
		describe('what a result contains', () => {
			test('gives every scenario with its outcome, and nothing that was not asked for', async () => {
				for (const listedScenarioStatus of hostedVariants.listedScenarioStatus.values) {
					await setVariants({ listedScenarioStatus });
					const runId = await endedRun(flavour, { failures: 1, errors: 1 });
					const listed = await run(flavour, 'getManyResults', { runId, returnAll: true });

					expect(
						listed.json.map(({ status, passed }) => `${String(status)} ${String(passed)}`).sort(),
					).toEqual(['error null', 'failed false', ...Array.from({ length: 4 }, () => 'passed true')]);
					expect(listed.json.find(({ status }) => status === 'failed')).toMatchObject({
						runId,
						summary: expect.any(String),
						error: null,
						errorCode: null,
					});
					expect(JSON.stringify(listed.json)).not.toMatch(/transcript|criteria"/);
				}
			});

			test('adds criteria in one vocabulary', async () => {
				const runId = await endedRun(flavour, { failures: 1 });
				const listed = await run(flavour, 'getManyResults', {
					runId,
					filters: { passed: false },
					options: { includeCriteria: true },
				});

				expect(listed.json[0].criteria).toMatchObject([
					{ decision: 'notMet', points: 0, maxPoints: 10, rationale: expect.any(String) },
					{ decision: expect.stringMatching(/^(partlyMet|notMet)$/), evidence: [expect.any(String)] },
					{ decision: 'met', points: 10 },
				]);
			});

			test('gives the JSON of the platform without Simplify, transcripts only when asked', async () => {
				const runId = await endedRun(flavour, { failures: 1 });
				const raw = async (options: INodeParameters) =>
					(await run(flavour, 'getManyResults', { runId, simplify: false, limit: 1, options })).json[0];

				const plain = await raw({});
				expect(plain).toMatchObject({ test_run_id: runId, scenario_name: expect.any(String) });
				expect(plain).not.toHaveProperty('transcript');
				expect(plain).not.toHaveProperty('criteria_results');
				const full = await raw({ includeTranscript: true });
				expect(full.transcript).toHaveLength(2);
				expect(full).not.toHaveProperty('criteria_results');
			});

			test('filters by passed: off is all that did not pass, errors included', async () => {
				for (const listedScenarioStatus of hostedVariants.listedScenarioStatus.values) {
					await setVariants({ listedScenarioStatus });
					const runId = await endedRun(flavour, { failures: 2, errors: 1, failedGradings: 1 });
					const others = await run(flavour, 'getManyResults', { runId, filters: { passed: false } });
					const some = await run(flavour, 'getManyResults', { runId, limit: 3, filters: { passed: false } });
					const passed = await run(flavour, 'getManyResults', { runId, limit: 1, filters: { passed: true } });

					expect(others.json.map(({ status }) => status).sort()).toEqual([
						'error',
						'error',
						'failed',
						'failed',
					]);
					expect(some.json).toHaveLength(3);
					expect(passed.json.map(({ passed: did }) => did)).toEqual([true]);
				}
			});
		});

		describe('states and filters', () => {
			test('tells when a scenario was canceled, and what it said until then', async () => {
				const { id: runId } = await control(flavour).createRun({ scenarios: 1 });
				await control(flavour).finishRun({ runId, outcome: 'canceled' });
				const options = { includeCriteria: false, includeTranscript: true };
				const [result] = (await run(flavour, 'getManyResults', { runId, options })).json;

				expect(result).toMatchObject({
					passed: null,
					transcript: [{ speaker: 'tester' }, { speaker: 'agent' }],
				});
				// The hosted service knows no canceled scenario.
				if (flavour === 'selfHosted')
					expect(result).toMatchObject({ status: 'canceled', finishedAt: expect.any(String) });
			});

			test('tells an error in the transcript as said by the system', async () => {
				const runId = await endedRun(flavour, { errors: 1 });
				const options = { includeCriteria: false, includeTranscript: true };
				const listed = await run(flavour, 'getManyResults', { runId, filters: { passed: false }, options });

				expect(listed.json[0].transcript).toMatchObject([
					{ speaker: 'tester', text: expect.stringMatching(/^Hello/) },
					{ speaker: 'system', text: expect.stringMatching(/^\[Error: The agent did not answer/) },
				]);
			});

			test('filters by status where the platform can', async () => {
				const runId = await endedRun(flavour, { errors: 1 });
				await sandbox().control.clearCalls();
				const listed = await run(flavour, 'getManyResults', { runId, filters: { status: 'error' } });

				if (flavour === 'hosted') {
					expect(listed.json).toMatchObject([{ status: 'error', error: expect.any(String) }]);
				} else {
					expect(told(listed)).toMatch(/'Status \(Hosted\)' cannot be filtered by on a self-hosted server/);
					expect(await asked(flavour)).toEqual([]);
				}
			});

			test('tells of a list that is not there', async () => {
				await spoil(flavour, { fault: { kind: 'status', status: 404 } });

				expect(told(await run(flavour, 'getManyResults', { runId: 'gone' }))).toMatch(
					/^Could not list the scenario runs: Preclinical did not find it/,
				);
			});
		});
	});

	describe('Compare Runs', () => {
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
});
