import { connect, runWorkflow, sendRequest, startWorkflow } from './index';
import { useToys } from './toy-setup';
import { toyAction, toyEngineUser } from './toys';

const toys = useToys();

describe('waiting', () => {
	const waiting = async () =>
		await runWorkflow({
			...toys.credentials(),
			instance: toys.instance,
			nodeTypes: {
				'n8n-nodes-test-runs.toyAction': toyAction,
				'n8n-nodes-test-runs.toyEngineUser': toyEngineUser,
			},
			workflow: {
				nodes: [
					{ name: 'Urls', type: 'n8n-nodes-test-runs.toyEngineUser' },
					{
						name: 'Toy',
						type: 'n8n-nodes-test-runs.toyAction',
						parameters: { url: `=${toys.service.url}/{{ $json.kind }}`, waitMinutes: 5 },
					},
					{ name: 'After', type: 'test.noOp' },
				],
				connections: connect(['Urls', 'Toy'], ['Toy', 'After']),
			},
			input: [{ id: 1, kind: 'thing' }],
		});

	const resumeUrl = (run: Awaited<ReturnType<typeof waiting>>) => String(run.items('Urls')[0]?.resumeUrl);
	const callBack = async (url: string, body: object) =>
		await sendRequest(url, { body: JSON.stringify(body) });

	describe('ends by time or by callback', () => {
		test('stores the execution and passes the input on when the wait times out', async () => {
			const run = await waiting();
			expect(run.status).toBe('waiting');
			expect(run.waitTill?.getTime()).toBeGreaterThan(Date.now());
			expect(run.timesRun('After')).toBe(0);

			const after = await run.resume();
			expect(after.status).toBe('success');
			expect(after.items('After')).toEqual([{ id: 1, kind: 'thing', resumeUrl: resumeUrl(run) }]);
			expect(toys.service.seen).toHaveLength(1);
			await expect(run.resume()).rejects.toThrow('does not wait');
		});

		test('stays waiting on a callback that only informs, and resumes once on one that returns items', async () => {
			const run = await waiting();
			const informed = await callBack(resumeUrl(run), { done: false });
			expect(informed).toMatchObject({ status: 200, body: { ignored: true } });
			expect(run.status).toBe('waiting');

			const resumed = await callBack(resumeUrl(run), { done: true });
			expect(resumed).toMatchObject({ status: 200, body: { message: 'Workflow was started' } });
			const after = await run.resumed;
			expect(after.status).toBe('success');
			expect(after.items('After')).toEqual([{ calledBack: true, url: `${toys.service.url}/thing` }]);
			expect(await callBack(resumeUrl(run), { done: true })).toMatchObject({ status: 409 });
			await expect(run.resume()).rejects.toThrow('does not wait');
		});
	});

	describe('callbacks that are refused or fail', () => {
		test('refuses callbacks without the token, by another method, and before the execution is stored', async () => {
			let early: Awaited<ReturnType<typeof sendRequest>> | undefined;
			let url = '';
			toys.service.answers['/thing'] = async () => {
				early = await callBack(url, { done: true });
				return { body: { ok: true } };
			};
			const spy = {
				...toyEngineUser,
				async execute(this: ThisParameterType<NonNullable<typeof toyEngineUser.execute>>) {
					url = String(this.evaluateExpression('{{ $execution.resumeUrl }}', 0));
					return [this.getInputData()];
				},
			};
			const running = startWorkflow({
				...toys.credentials(),
				instance: toys.instance,
				nodeTypes: { 'x.spy': spy, 'x.toy': toyAction },
				workflow: {
					nodes: [
						{ name: 'Spy', type: 'x.spy' },
						{ name: 'Toy', type: 'x.toy', parameters: { url: `${toys.service.url}/thing`, waitMinutes: 5 } },
					],
					connections: connect(['Spy', 'Toy']),
				},
			});
			const run = await running.finished;

			expect(run.status).toBe('waiting');
			expect(early).toMatchObject({
				status: 409,
				body: { message: expect.stringMatching(/running already/) },
			});
			expect(await callBack(url.replace(/\?.*/, ''), {})).toMatchObject({ status: 401 });
			expect(await sendRequest(url, { method: 'GET' })).toMatchObject({ status: 404 });
			run.cancel();
			expect(await callBack(url, { done: true })).toMatchObject({ status: 409 });
		});

		test('breaks the execution when webhook() throws, as n8n does', async () => {
			const run = await waiting();
			const answer = await callBack(resumeUrl(run), { explode: true });

			expect(answer.status).toBe(500);
			const after = await run.resumed;
			expect(after.error?.message).toBe('The callback went wrong');
			expect(after.items('After')).toEqual([{}]);
		});
	});
});
