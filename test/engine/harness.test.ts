import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { clearDuplicates, connect, logs, nodeRun, runWorkflow, startNode, toolRun } from './harness';
import { KEY, useToys } from './harness/toy-setup';
import { toyAction, toyEngineUser } from './harness/toys';

const toys = useToys();

describe('running a node', () => {
	describe('credentials and errors', () => {
		test('signs in with the declarative authentication of the credential', async () => {
			const run = await nodeRun(toys.action('/thing'));

			expect(run.status).toBe('success');
			expect(run.json).toEqual([{ ok: true, isTool: false }]);
			expect(toys.service.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
		});

		test('fills in defaults of the credential and leaves out fields it does not have', async () => {
			const data = { apiKey: KEY, unknown: 'field' };
			const seenByNode: unknown[] = [];
			const spy = {
				...toyAction,
				async execute(this: ThisParameterType<NonNullable<typeof toyAction.execute>>) {
					seenByNode.push(await this.getCredentials('toyApi'));
					return [[]];
				},
			};
			await nodeRun({ ...toys.action('/thing'), node: spy, credentials: { toyApi: data } });

			expect(seenByNode).toEqual([{ apiKey: KEY, baseUrl: 'http://127.0.0.1' }]);
		});

		test('fails like n8n when the node has no credentials', async () => {
			const run = await nodeRun({ ...toys.action('/thing'), credentials: {} });

			expect(run.status).toBe('error');
			expect(run.error).toBeInstanceOf(NodeApiError);
			expect(toys.service.seen).toEqual([]);
		});

		test('gives the NodeApiError that the node threw', async () => {
			const run = await nodeRun(toys.action('/missing'));

			expect(run.status).toBe('error');
			expect(run.error).toBeInstanceOf(NodeApiError);
			expect(run.error).toMatchObject({
				httpCode: '404',
				message: 'The resource you are requesting could not be found',
				description: 'There is no such thing',
			});
			expect(run.stored).not.toContain(KEY);
		});

		test('gives a NodeApiError when nothing listens', async () => {
			const run = await nodeRun({ ...toys.action(''), parameters: { url: 'http://127.0.0.1:1/' } });

			expect(run.error).toBeInstanceOf(NodeApiError);
			expect(run.error?.message).toMatch(/refused/);
		});
	});

	describe('settings, logs and data', () => {
		test('goes on after a failing item when told to', async () => {
			const run = await nodeRun({
				...toys.action(''),
				parameters: { url: `=${toys.service.url}/{{ $json.path }}` },
				items: [{ path: 'missing' }, { path: 'thing' }],
				continueOnFail: true,
			});

			expect(run.status).toBe('success');
			expect(run.json).toEqual([
				{ error: 'The resource you are requesting could not be found' },
				{ ok: true, isTool: false },
			]);
			expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		});

		test('captures what the node logs, apart from what n8n logs', async () => {
			await nodeRun(toys.action('/thing'));

			expect(logs.entries('node')).toEqual([
				{ source: 'node', level: 'info', message: 'Getting', metadata: { url: `${toys.service.url}/thing` } },
			]);
			expect(logs.text('node')).toContain(`${toys.service.url}/thing`);
			expect(logs.text('n8n')).toContain('Workflow execution started');
		});

		test('hands on binary data', async () => {
			const writer = {
				...toyEngineUser,
				async execute(this: ThisParameterType<NonNullable<typeof toyEngineUser.execute>>) {
					const file = await this.helpers.prepareBinaryData(Buffer.from('<p>'), 'a.html', 'text/html');
					return [[{ json: {}, binary: { file } }]];
				},
			};
			const run = await nodeRun({ node: writer });

			const file = run.outputs[0]?.[0]?.binary?.file;
			expect(file).toMatchObject({ fileName: 'a.html', mimeType: 'text/html' });
			expect(Buffer.from(String(file?.data), 'base64').toString()).toBe('<p>');
		});

		test('keeps a duplicate table per node, with a limit', async () => {
			const user = { node: toyEngineUser };
			const ids = async (...items: number[]) =>
				(await nodeRun({ ...user, items: items.map((id) => ({ id })) })).json.map(({ id }) => id);

			expect(await ids(1, 2, 2)).toEqual([1, 2]);
			expect(await ids(2, 3, 4)).toEqual([3, 4]);
			expect(await ids(2, 4)).toEqual([]);
			expect(await ids(1)).toEqual([1]);
			clearDuplicates();
			expect(await ids(4)).toEqual([4]);
		});
	});
});

describe('running a workflow', () => {
	const types = { 'n8n-nodes-test-runs.toyAction': toyAction };
	const nodes = [
		{ name: 'Start', type: 'test.start', parameters: { items: [{ path: 'thing' }, { path: 'missing' }] } },
		{
			name: 'Toy',
			type: 'n8n-nodes-test-runs.toyAction',
			parameters: { url: '' },
			onError: 'continueErrorOutput' as const,
		},
		{
			name: 'Good',
			type: 'test.set',
			parameters: { values: '={{ { from: $("Start").item.json.path, ...$json } }}' },
		},
		{ name: 'Bad', type: 'test.noOp' },
	];

	test('routes items by output, with paired items and expressions', async () => {
		const [start, toy, good, bad] = nodes;
		const url = `=${toys.service.url}/{{ $json.path }}`;
		const run = await runWorkflow({
			...toys.credentials(),
			nodeTypes: types,
			workflow: {
				nodes: [start!, { ...toy!, parameters: { url } }, good!, bad!],
				connections: connect(['Start', 'Toy'], ['Toy', 'Good'], ['Toy', 'Bad', 1]),
			},
		});

		expect(run.status).toBe('success');
		expect(run.items('Good')).toEqual([{ from: 'thing', ok: true, isTool: false }]);
		expect(run.items('Bad')).toEqual([
			{ path: 'missing', error: 'The resource you are requesting could not be found' },
		]);
		expect(run.timesRun('Toy')).toBe(1);
		expect(run.output('Toy', 1)).toHaveLength(1);
	});

	test('reports what keeps a workflow from starting', async () => {
		const required = { ...toyAction, description: { ...toyAction.description } };
		required.description.properties = toyAction.description.properties.map((p) => ({ ...p, required: true }));
		const run = await nodeRun({ ...toys.action(''), node: required, parameters: { url: '' } });

		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(/issues/);
	});

	test('cancels a request under way when the execution is stopped', async () => {
		const reached = new Promise<void>((resolve) => {
			toys.service.answers['/slow'] = () => {
				resolve();
				return new Promise(() => undefined);
			};
		});
		const running = startNode(toys.action('/slow'));
		await reached;
		running.cancel();
		const run = await running.finished;

		expect(run.status).toBe('canceled');
		expect(run.json).toEqual([]);
	});

	test('is canceled even when the node answers the stop with an error of its own', async () => {
		const stubborn = {
			...toyAction,
			async execute(this: ThisParameterType<NonNullable<typeof toyAction.execute>>): Promise<never> {
				const signal = this.getExecutionCancelSignal();
				await new Promise((resolve) => signal?.addEventListener('abort', resolve));
				throw new NodeOperationError(this.getNode(), 'Interrupted');
			},
		};
		const run = await nodeRun({ ...toys.action('/thing'), node: stubborn, abortAfterMs: 20 });

		expect(run.status).toBe('canceled');
		expect(run.error).toBeInstanceOf(NodeOperationError);
	});

	test('stops by a signal and by a delay as well', async () => {
		toys.service.answers['/slow'] = () => new Promise(() => undefined);
		const controller = new AbortController();
		const bySignal = startNode({ ...toys.action('/slow'), signal: controller.signal });
		controller.abort();

		expect((await bySignal.finished).status).toBe('canceled');
		const { signal } = controller;
		expect((await nodeRun({ ...toys.action('/slow'), signal })).status).toBe('canceled');
		expect((await nodeRun({ ...toys.action('/slow'), abortAfterMs: 20 })).status).toBe('canceled');
	});
});

describe('running as a tool', () => {
	const tool = () => ({
		...toys.action(''),
		parameters: { url: `=${toys.service.url}/{{ $fromAI('path', '', 'string') }}` },
		arguments: { path: 'thing' },
	});

	test('is called inside the agent', async () => {
		const run = await toolRun(tool());

		expect(run.error).toBeNull();
		expect(run.response).toEqual([{ ok: true, isTool: true }]);
	});

	test('is called by the engine for the agent', async () => {
		const run = await toolRun({ ...tool(), via: 'engine' });

		expect(run.error).toBeNull();
		expect(run.response).toEqual([{ ok: true, isTool: false }]);
	});
});
