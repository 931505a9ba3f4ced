/** The command that turns n8n's built-in Currents nodes in a workflow into ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { currents } from '../../platforms/currents';
import { fromCurrentsNode } from '../../scripts/lib/fromCurrentsNode/convert';
import { operations } from '../../scripts/lib/fromCurrentsNode/operations';
import { rows, type Targets } from '../e2e/suites/builtin/rows';

const targets: Targets = {
	projectId: 'shop01',
	days: { start: '2026-05-01', end: '2026-05-31' },
	read: { runId: 'r1', ciBuildId: 'build-1', instanceId: 'i1', cursor: 'c1' },
	test: { specFile: 'cart.spec.ts', suite: 'cart > totals', title: 'adds up', signature: 's1' },
	runs: { cancel: 'r2', github: 'r5', remove: 'r3', reset: 'r4' },
	githubRunId: '4711',
	actions: { archive: 'a1', disable: 'a2', enable: 'a3', read: 'a4', update: 'a5' },
};

const node = (parameters: object, type = 'n8n-nodes-base.currents') => ({
	id: 'n1',
	name: 'Currents',
	type,
	typeVersion: 1,
	position: [200, 100],
	onError: 'continueRegularOutput',
	parameters,
	credentials: { currentsApi: { id: '1', name: 'Currents' } },
});

function convert(parameters: object, type?: string) {
	const { workflow, notes } = fromCurrentsNode({ nodes: [node(parameters, type)] });
	return { node: workflow.nodes[0]!, notes: notes[0]!.notes };
}

function withoutCredentials({ credentials: _, ...rest }: ReturnType<typeof node>) {
	return rest;
}

describe('the 22 operations', () => {
	test('each has a row, and becomes an operation that there is', () => {
		expect(Object.keys(operations)).toHaveLength(22);
		expect(rows(targets)).toHaveLength(22);
		const ours = currents.operations.map(({ value }) => value);
		expect(Object.values(operations).filter(({ to }) => !ours.includes(to))).toEqual([]);
	});

	test.each(rows(targets).map(({ name, builtin, ours }) => [name, builtin, ours] as const))(
		'%s',
		(_name, builtin, ours) => {
			const rest = withoutCredentials(node({}));
			expect(convert(builtin).node).toEqual({
				...rest,
				type: 'n8n-nodes-test-runs.testRun',
				parameters: { resource: 'currents', ...ours },
			});
		},
	);

	test('those that change something are the ones that agents need a permission for', () => {
		const guarded = currents.operations.filter(({ needsAllowance }) => needsAllowance);
		for (const { to, changes = false } of Object.values(operations)) {
			expect([to, changes]).toEqual([to, guarded.some(({ value }) => value === to)]);
		}
		const tool = convert({ operation: 'delete', runId: 'r1' }, 'n8n-nodes-base.currentsTool');
		expect(tool.node.type).toBe('n8n-nodes-test-runs.testRunTool');
		expect(tool.notes).toContain("an agent may not use it before a person turns on 'Allow AI Agents'");
	});

	test('only parameters that there are here are set', () => {
		for (const { ours } of rows(targets)) {
			const { operation, ...parameters } = ours as Record<string, object>;
			const { fields } = currents.operations.find(({ value }) => value === (operation as unknown))!;
			for (const [name, value] of Object.entries(parameters)) {
				const field = fields.find((candidate) => candidate.name === name);
				expect([operation, name, field?.name]).toEqual([operation, name, name]);
				if (field?.type !== 'collection') continue;
				const inner = (field.options ?? []).map((option) => option.name);
				expect(Object.keys(value).filter((key) => !inner.includes(key))).toEqual([]);
			}
		}
	});
});

describe('what cannot be carried over is said', () => {
	test.each<[string, object, string]>([
		[
			'settings of the request',
			{ operation: 'get', runId: 'r1', requestOptions: { timeout: 9 } },
			'Request Options has no counterpart and was left out',
		],
		['a field of a later version', { filters: { owner: 'x' } }, 'owner has no counterpart and was left out'],
		[
			'a description that is emptied',
			{ resource: 'action', operation: 'update', actionId: 'a1', updateFields: { description: '' } },
			'an empty description would change nothing and was left out',
		],
		[
			'dates that are none',
			{ resource: 'test', dateStart: 'May', dateEnd: 'June' },
			'Date Start or Date End is no date: set Days and Until',
		],
		[
			'a period that is not made of days',
			{ resource: 'testResult', dateStart: '2026-05-01T12:00:00Z', dateEnd: '2026-05-03T00:00:00Z' },
			'the period is made of whole days and begins earlier than Date Start',
		],
		[
			'a matcher that an expression chooses',
			{ resource: 'action', operation: 'create', matcherType: '={{ $json.by }}', matcherValue: 'x' },
			'the Matcher Type is an expression: fill in Title, Spec File or Test ID',
		],
	])('%s', (_, parameters, note) => {
		expect(convert(parameters).notes).toContain(note);
	});

	test('an operation that is unknown stays', () => {
		const parameters = { resource: 'session', operation: 'open' };
		expect(convert(parameters)).toEqual({
			node: node(parameters),
			notes: ['there is no operation open of session here; the node was left as it is'],
		});
	});

	test('pinned data of another form', () => {
		const nodes = [node({ resource: 'project', operation: 'get', projectId: 'shop01' })];
		const { notes } = fromCurrentsNode({ nodes, pinData: { Currents: [{ json: {} }] } });
		expect(notes[0]!.notes).toContain('its pinned data is from the built-in node: unpin it');
	});

	test('where the output differs, the nodes that read it are named', () => {
		const reader = (name: string, value: string) => ({
			...node({ text: value }, 'n8n-nodes-base.slack'),
			name,
		});
		const { notes } = fromCurrentsNode({
			nodes: [
				node({ resource: 'project', operation: 'get', projectId: 'shop01' }),
				reader('Behind', '={{ $json.data.name }}'),
				reader('By Name', '={{ $("Currents").item.json.data.name }}'),
				reader('Elsewhere', '={{ $json.data }}'),
			],
			connections: { Currents: { main: [[{ node: 'Behind', type: 'main', index: 0 }]] } },
		});
		expect(notes[0]!.notes).toEqual([
			'its output differs: what was in `$json.data` is in `$json` now; look at the expressions in Behind, By Name',
		]);
	});
});

test.each([
	[{ options: { startingAfter: 'c1' } }, { filters: { startingAfter: 'c1' } }],
	[{ resource: 'testResult', options: { endingBefore: 'c2' } }, { filters: { endingBefore: 'c2' } }],
	[{ resource: 'specFile', options: { page: 2 } }, { options: { page: 2 } }],
])('where a list begins is kept: %j', (parameters, ours) => {
	const dates = { dateStart: '2026-05-01', dateEnd: '2026-05-03' };
	const { node: list, notes } = convert('resource' in parameters ? { ...parameters, ...dates } : parameters);
	expect(list.parameters).toMatchObject(ours);
	expect(notes.filter((note) => note.includes('left out'))).toEqual([]);
});

test('a filter that is left blank is left out: here it would be an error', () => {
	const { node: list, notes } = convert({
		filters: { search: 'smoke', branches: '', status: [] },
		options: { startingAfter: '' },
	});
	expect(list.parameters).toMatchObject({ filters: { search: 'smoke' } });
	expect((list.parameters as { filters: object }).filters).toEqual({ search: 'smoke' });
	expect(notes).toEqual([]);
});

describe('expressions', () => {
	test.each([
		['={{ $json.suite }} > {{ $json.title }}', '($json.suite) + " > " + ($json.title)'],
		['={{ $json.name }}', '($json.name)'],
	])('%s is split into suite and title', (testTitle, code) => {
		expect(convert({ resource: 'signature', testTitle }).node.parameters).toMatchObject({
			title: `={{ String(${code}).split(' > ').at(-1) }}`,
			suite: `={{ String(${code}).split(' > ').slice(0, -1).join(' > ') }}`,
		});
	});

	test('a period becomes the days between its ends', () => {
		const dates = { dateStart: '={{ $now.minus(7, "days").toISO() }}', dateEnd: '2026-05-31' };
		expect(convert({ resource: 'testResult', signature: 's', ...dates }).node.parameters).toMatchObject({
			days: '={{ Math.max(1, Math.ceil((new Date("2026-05-31") - new Date(($now.minus(7, "days").toISO()))) / 86400000)) }}',
			filters: { dateEnd: '2026-05-31' },
		});
	});

	test('a condition that Currents does not document is kept as it was, and said', () => {
		const { node: created, notes } = convert({
			...{ resource: 'action', operation: 'create', name: 'New', matcherValue: '={{ $json.title }}' },
		});
		expect(created.parameters).toMatchObject({
			additionalFields: {
				conditions: '={{ [{ "type": "title", "op": "inc", "value": ($json.title) }] }}',
			},
		});
		expect(notes[0]).toBe(
			'Currents documents no condition "contains" for a title; check that the action matches',
		);
	});
});

test('the trigger keeps its events and gets an address of its own', () => {
	const projectId = { __rl: true, mode: 'list', value: 'shop01' };
	const { node: trigger, notes } = convert(
		{ projectId, events: ['RUN_FINISH'] },
		'n8n-nodes-base.currentsTrigger',
	);
	expect(trigger).toMatchObject({
		type: 'n8n-nodes-test-runs.testRunTrigger',
		typeVersion: 1.1,
		parameters: { platform: 'currents', projectId, events: ['RUN_FINISH'] },
		webhookId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
	});
	expect(notes).toHaveLength(1);
});

test('other nodes and the connections stay, and the given workflow too', () => {
	const workflow = { nodes: [node({}, 'n8n-nodes-base.noOp')], connections: { A: {} } };
	expect(fromCurrentsNode(workflow)).toEqual({ workflow, notes: [] });
});

describe('on the command line', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'workflows-'));
	const file = path.join(folder, 'workflow.json');
	const program = path.join(__dirname, '..', '..', 'scripts', 'from-currents-node.mjs');
	const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
	afterAll(() => rmSync(folder, { recursive: true }));

	test('the workflow goes to the output, what to look at to the errors', () => {
		const workflow = { nodes: [node({ resource: 'project', operation: 'get', projectId: 'shop01' })] };
		writeFileSync(file, JSON.stringify(workflow));
		const { status, stdout, stderr } = run(file);

		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toEqual(fromCurrentsNode(workflow).workflow);
		expect(stderr.split('\n')).toEqual([
			'Choose a Currents (Test Runs) API credential in each of these nodes.',
			'Currents:',
			'  - its output differs: what was in `$json.data` is in `$json` now.',
			'',
		]);
	});

	test('without a file it says how it is used', () => {
		expect(run()).toMatchObject({ status: 2, stdout: '' });
	});

	describe('reads and writes', () => {
		const workflow = {
			name: 'Nightly',
			nodes: [node({ resource: 'project', operation: 'getAll' })],
			connections: {},
		};
		const text = JSON.stringify(workflow);
		const expected = fromCurrentsNode(workflow).workflow;

		test.each([
			['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
			['UTF-16, as Windows PowerShell 5 writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
			['UTF-16 of the other order', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
		])('%s', (_, bytes) => {
			writeFileSync(file, bytes);
			const { status, stdout } = run(file);
			expect([status, JSON.parse(stdout)]).toEqual([0, expected]);
		});

		test('a list of workflows, one by one, into a new file', () => {
			writeFileSync(file, JSON.stringify([workflow, { name: 'Empty', nodes: [] }]));
			const output = path.join(folder, 'new.json');

			const { status, stdout, stderr } = run(file, output);

			expect([status, stdout]).toEqual([0, '']);
			expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual([expected, { name: 'Empty', nodes: [] }]);
			expect(stderr.split('\n')).toEqual([
				'Workflow Nightly:',
				'Choose a Currents (Test Runs) API credential in each of these nodes.',
				'Currents: nothing else to do.',
				'Workflow Empty:',
				'There is no built-in Currents node in this workflow.',
				`Written to ${output}.`,
				'',
			]);
		});
	});

	describe('refuses in one line', () => {
		const missing = path.join(folder, 'missing.json');
		const none = `${file} is no workflow that n8n downloaded`;

		test.each([
			['a file that is not there', null, [missing], `${missing} cannot be read: there is no such file.`],
			['a folder', null, [folder], `${folder} cannot be read: it is a folder.`],
			['what is not JSON', '<html>', [file], `${none}: it is not JSON.`],
			['an empty file', '', [file], `${none}: it is not JSON.`],
			['JSON without nodes', '{"data": []}', [file], `${none}: it has no list of nodes.`],
			['null', 'null', [file], `${none}: it has no list of nodes.`],
			['a node without a type', '{"nodes": [{}]}', [file], `${none}: it has no list of nodes.`],
			['a list of other things', '[{"nodes": []}, 3]', [file], `${none}: it has no list of nodes.`],
			[
				'to overwrite the workflow',
				'{"nodes": []}',
				[file, file],
				`The new file has to have another name than ${file}.`,
			],
			[
				'to write where no folder is',
				'{"nodes": []}',
				[file, path.join(missing, 'new.json')],
				`${path.join(missing, 'new.json')} cannot be written: there is no such folder.`,
			],
		])('%s', (_, content, args, message) => {
			if (content !== null) writeFileSync(file, content);
			expect(run(...args)).toMatchObject({ status: 1, stdout: '', stderr: `${message}\n` });
		});
	});
});
