/** What is told about the scenarios of a run: failures and results. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { FLAVOURS, preclinicalForTests, told } from './support';

const { run, control, sandbox, endedRun, setVariants, spoil, asked } = preclinicalForTests();

const SCENARIOS = { hosted: 'GET /scenario-runs', selfHosted: 'GET /api/v1/scenario-runs' };

const messageOf = ({ error }: IDataObject) => String((error as IDataObject).message);

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
});
