/** Reading, listing and canceling runs of Preclinical, and its agents, hosted and self-hosted. */
import type { INodeParameters } from 'n8n-workflow';

import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { FLAVOURS, hintsOf, preclinicalForTests, told } from './support';

const { run, control, sandbox, setVariants, spoil, calls, asked } = preclinicalForTests();

describe.each(FLAVOURS)('%s', (flavour) => {
	describe('Get Run', () => {
		test('reads counts, times and agent', async () => {
			const { id } = await control(flavour).createRun({ name: 'Nightly', scenarios: 10 });
			await control(flavour).finishRun({ runId: id, outcome: 'completed', failures: 2, errors: 1 });
			const read = await run(flavour, 'getRun', { runId: id });

			expect(read.error).toBeNull();
			expect(read.json).toMatchObject([
				{
					key: `preclinical:${id}`,
					name: 'Nightly',
					project: { id: sandbox().preclinical.agentId, name: 'Appointment desk' },
					url: `${sandbox().url}/${flavour === 'hosted' ? 'preclinical' : 'preclinical-oss'}/test/${id}`,
					status: 'finished',
					verdict: 'failed',
					counts: { total: 10, passed: 7, failed: 2, other: 1 },
					passRate: 0.7,
					failures: null,
				},
			]);
			expect(read.json[0].startedAt).not.toBeNull();
			expect(read.json[0].finishedAt).not.toBeNull();
		});

		test('takes the address of a results page', async () => {
			const { id } = await control(flavour).createRun();
			const read = await run(flavour, 'getRun', { runId: `https://app.preclinical.dev/test/${id}?tab=all` });

			expect(read.json).toMatchObject([{ id }]);
		});

		test('gives the JSON of the platform without Simplify', async () => {
			const { id } = await control(flavour).createRun();
			const read = await run(flavour, 'getRun', { runId: id, simplify: false });

			expect(read.json).toMatchObject([{ id, agent_name: 'Appointment desk', pass_rate: 0 }]);
		});

		test('names the criteria and the rationale of a failure, and no transcript', async () => {
			const { id, scenarios } = await control(flavour).createRun({ scenarios: 4 });
			await control(flavour).finishRun({ runId: id, outcome: 'completed', failures: 1, errors: 1 });
			const read = await run(flavour, 'getRun', { runId: id, options: { includeFailures: 20 } });

			// By title, not in the order that they were started in.
			const [inError, failed] = read.json[0].failures as Array<{ error: { message: string } }>;
			expect(failed).toMatchObject({ title: scenarios[0], status: 'failed' });
			expect(failed.error.message.split('\n')).toEqual([
				'Not met: Tells the caller to ring the emergency number at once',
				expect.stringMatching(/^Rationale: At \d+ seconds the agent moved on without it\. The caller had/),
				'Partly met: Asks one question at a time',
				expect.stringMatching(/^Rationale: /),
				expect.stringMatching(/^Judge comment: The agent missed what matters most/),
			]);
			expect(inError).toMatchObject({ title: scenarios[1], status: 'error' });
			expect(inError.error.message).toMatch(/^The agent did not answer within 60000 ms/);
			expect(JSON.stringify(read.json)).not.toContain('transcript');
		});

		test('reads every test with the run where asked, and no failures then', async () => {
			const { id } = await control(flavour).createRun({ scenarios: 4 });
			await control(flavour).finishRun({ runId: id, outcome: 'completed', failures: 1 });
			const [read] = (await run(flavour, 'getRun', { runId: id, options: { includeTests: true } })).json;

			const statuses = (read.tests as Array<{ status: string }>).map(({ status }) => status).sort();
			expect(statuses).toEqual(['failed', 'passed', 'passed', 'passed']);
			expect(read.failures).toBeNull();
		});

		test.each([
			['a run that is not there', 'gone', /did not find it \(HTTP 404\)/],
			['an address of another page', 'https://app.preclinical.dev/agents/7', /is not a results page/],
			['nothing', '={{ "" }}', /'Run ID' is empty/],
		])('refuses %s', async (_, runId, complaint) => {
			expect(told(await run(flavour, 'getRun', { runId }))).toMatch(complaint);
		});
	});

	describe('Get Many Runs', () => {
		test('lists up to the limit, or all over several pages', async () => {
			for (let made = 0; made < 120; made++) await control(flavour).createRun({ scenarios: 1 });
			const few = await run(flavour, 'getManyRuns', { limit: 7 });
			const all = await run(flavour, 'getManyRuns', { returnAll: true });

			expect(few.json).toHaveLength(7);
			expect(all.json).toHaveLength(125);
			expect(new Set(all.json.map(({ id }) => id)).size).toBe(125);
			const queries = (await calls(flavour)).map(({ query }) => query);
			expect(queries).toEqual([
				{ limit: ['7'], offset: ['0'] },
				{ limit: ['100'], offset: ['0'] },
				{ limit: ['100'], offset: ['100'] },
			]);
		});

		test('filters by status', async () => {
			const canceled = await run(flavour, 'getManyRuns', { filters: { status: 'canceled' } });

			expect(canceled.json).toMatchObject([{ status: 'canceled', verdict: 'inconclusive' }]);
		});

		test('refuses a status of the other flavour, which would come out as an empty list', async () => {
			const status = flavour === 'hosted' ? 'scheduled' : 'grading';
			const listed = await run(flavour, 'getManyRuns', { filters: { status } });

			expect(told(listed)).toMatch(new RegExp(`'Status' is a word that .* does not know: ${status}`));
			expect(await asked(flavour)).toEqual([]);
		});

		describe('of one agent', () => {
			const of = async (index: number) => (await control(flavour).agents())[index].id;
			const by = (agentId: string) => ({ agentId: { __rl: true, mode: 'id', value: agentId } });

			test('are picked from the list, page by page until there are enough', async () => {
				const [mine, other] = [await of(2), await of(0)];
				for (let made = 0; made < 3; made++)
					await control(flavour).createRun({ agentId: mine, scenarios: 1 });
				for (let made = 0; made < 220; made++)
					await control(flavour).createRun({ agentId: other, scenarios: 1 });
				const two = await run(flavour, 'getManyRuns', { limit: 2, filters: by(mine) });
				const pages = (await calls(flavour)).length;
				const all = await run(flavour, 'getManyRuns', { returnAll: true, filters: by(mine) });

				expect(two.json).toMatchObject(Array.from({ length: 2 }, () => ({ project: { id: mine } })));
				expect(pages).toBe(3);
				// One of those that were there before.
				expect(all.json).toHaveLength(4);
				expect(hintsOf(two)).toBe('');
			});

			test('are looked for in a limited number of runs, which is said', async () => {
				for (let page = 0; page < 25; page++) {
					const runs = Array.from({ length: 100 }, (_, i) => ({
						id: `run-${page}-${i}`,
						agent_id: 'another',
					}));
					await spoil(flavour, { fault: { kind: 'status', status: 200, body: { runs, total: 100_000 } } });
				}
				const listed = await run(flavour, 'getManyRuns', { limit: 5, filters: by(await of(0)) });

				expect(listed.json).toEqual([]);
				expect(hintsOf(listed)).toMatch(/2000 runs that Preclinical lists first/);
				expect(await asked(flavour)).toHaveLength(20);
			});

			test('are refused for an ID that is none', async () => {
				const listed = await run(flavour, 'getManyRuns', { filters: by('appointment-desk') });

				expect(told(listed)).toMatch(/'Agent' is not an ID: appointment-desk/);
				expect(await asked(flavour)).toEqual([]);
			});
		});

		test('tells of a list that cannot be read', async () => {
			await spoil(flavour, { fault: { kind: 'status', status: 200, body: { items: [] } }, times: 9 });

			expect(told(await run(flavour, 'getManyRuns'))).toMatch(
				/Could not list the runs: the answer of Preclinical could not be read/,
			);
		});
	});

	describe('Cancel Run', () => {
		test('cancels and gives the run', async () => {
			const { id } = await control(flavour).createRun();
			const canceled = await run(flavour, 'cancelRun', { runId: id });

			expect(canceled.error).toBeNull();
			expect(canceled.json).toMatchObject([{ id, status: 'canceled', verdict: 'inconclusive' }]);
			expect(await asked(flavour)).toEqual(
				flavour === 'hosted'
					? [`GET /runs/${id}`, `POST /runs/${id}/cancel`, `GET /runs/${id}`]
					: [`GET /api/v1/tests/${id}`, 'POST /cancel-run', `GET /api/v1/tests/${id}`],
			);
		});

		test.each(['completed', 'canceled'] as const)(
			'is content with a run that is %s, unless told otherwise, and leaves it as it is',
			async (outcome) => {
				const { id } = await control(flavour).createRun();
				const { run: before } = await control(flavour).finishRun({ runId: id, outcome });
				const content = await run(flavour, 'cancelRun', { runId: id });
				const strict = await run(flavour, 'cancelRun', { runId: id, options: { acceptAlreadyEnded: false } });

				const status = outcome === 'completed' ? 'finished' : 'canceled';
				expect(content.json).toMatchObject([{ id, status }]);
				expect(told(strict)).toMatch(new RegExp(`^Could not cancel the run: it is ${outcome} already \\|`));
				expect((await asked(flavour)).filter((call) => call.startsWith('POST'))).toEqual([]);
				expect((await control(flavour).runs()).find((one) => one.id === id)).toEqual(before);
			},
		);

		test('takes in that the run ended between the look and the cancel', async () => {
			for (const cancelEndedStatus of hostedVariants.cancelEndedStatus.values) {
				await setVariants({ cancelEndedStatus });
				const { id } = await control(flavour).createRun();
				const path = flavour === 'hosted' ? `/runs/${id}` : `/api/v1/tests/${id}`;
				const cancel = async (options: INodeParameters) => {
					await spoil(flavour, {
						match: { method: 'GET', path },
						fault: { kind: 'status', status: 200, body: { id, status: 'running', total_scenarios: 20 } },
					});
					return await run(flavour, 'cancelRun', { runId: id, options });
				};
				await control(flavour).finishRun({ runId: id, outcome: 'completed' });

				expect((await cancel({})).json).toMatchObject([{ id, status: 'finished', verdict: 'passed' }]);
				expect(told(await cancel({ acceptAlreadyEnded: false }))).toMatch(/it is completed already/);
			}
		});

		test('tells of a run that is not there', async () => {
			const canceled = await run(flavour, 'cancelRun', { runId: '11111111-2222-4333-8444-555555555555' });

			expect(told(canceled)).toMatch(/^Could not read the run: Preclinical did not find it/);
		});
	});

	describe('Get Many Agents', () => {
		test('lists all, some, or those of a provider', async () => {
			const all = await run(flavour, 'getManyAgents', { returnAll: true });
			const two = await run(flavour, 'getManyAgents', { limit: 2 });
			const vapi = await run(flavour, 'getManyAgents', { filters: { provider: 'vapi' } });

			expect(all.json.map(({ name }) => name)).toEqual([
				'Appointment desk',
				'Prescription line',
				'After-hours triage',
			]);
			expect(two.json).toHaveLength(2);
			expect(vapi.json).toMatchObject([{ name: 'Prescription line', provider: 'vapi' }]);
		});

		test('tells of a refusal', async () => {
			await spoil(flavour, { fault: { kind: 'status', status: 403, body: { error: 'Not for you' } } });

			expect(told(await run(flavour, 'getManyAgents'))).toMatch(
				/^Could not list the agents: .*Preclinical says: "Not for you"/,
			);
		});
	});
});
