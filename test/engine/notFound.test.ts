/** What is said of an ID that the platform does not know: which one it is, and where the node has it from. */
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { actionGroups } from '../../platforms';
import { nodeRun, polling, toolRun } from './harness';
import { credentialsAt, plainServices } from './plainService';
import { parameterSets } from './requestList/parameters';
import { credentialTypes } from './support';

const startService = plainServices();

/** IDs that no platform has, by the parameters that may be in the address of a request. */
const UNKNOWN: Record<string, string> = {
	runId: '4711',
	webhookId: 'hook-4711',
	projectId: 'project-4711',
	projectCode: 'NONE',
	testId: 'test-4711',
	defectId: '4712',
};

/** What else an operation needs to get as far as its request. */
const OTHERS = {
	agentId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
	buildId: 'build-1',
	environment: 'staging',
	githubRunId: '1',
	url: 'http://127.0.0.1:1/hook',
	headers: '{ "x-token": "placeholder" }',
	options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 },
	results: { rows: [{ title: 'pays', status: 'passed' }] },
	tagOperator: 'OR',
	tags: 'smoke',
	timeoutMinutes: 0,
	updateFields: { title: 'x', url: 'http://127.0.0.1:1/hook' },
	waitMode: 'poll',
};

const operations = actionGroups.flatMap((group) =>
	group.operations.map(({ value, fields }) => [group.id, value, fields] as const),
);

/** Runs an operation on a platform that knows nothing, and returns what a person reads. */
async function asked(
	resource: string,
	operation: string,
	fields: INodeProperties[],
	ids: Record<string, string>,
	{ onError, status = 404 }: { onError?: INode['onError']; status?: number } = {},
) {
	const service = await startService(() => ({ status, body: {} }));
	const [[, parameters]] = parameterSets(fields, { ...OTHERS, ...ids }) as [[string, INodeParameters]];
	const { error, outputs } = await nodeRun({
		node: new TestRun(),
		parameters: { resource, operation, ...parameters },
		items: [UNKNOWN],
		credentials: credentialsAt(service.url),
		credentialTypes,
		onError,
	});
	const { description } = (error ?? {}) as { description?: string };
	const items = outputs.flat().map(({ json }) => json);
	return { told: [error?.message, description].join(' | '), path: service.log.at(-1) ?? '', items };
}

/** Parameters of the operation that are in the address of the request that was refused. */
function namesIn(path: string, fields: INodeProperties[]): string[] {
	const segments = path.split(/[ /?=&]/);
	return Object.keys(UNKNOWN).filter(
		(name) => segments.includes(UNKNOWN[name] as string) && fields.some((field) => field.name === name),
	);
}

const labelOf = (fields: INodeProperties[], name: string) =>
	fields.find((field) => field.name === name)?.displayName ?? '';

describe('an ID that nobody knows', () => {
	const looked: string[] = [];

	test.each(operations)('%s %s', async (resource, operation, fields) => {
		const { told, path } = await asked(resource, operation, fields, UNKNOWN);
		const names = namesIn(path, fields);
		for (const name of names) {
			expect(told).toContain(`'${labelOf(fields, name)}' is ${UNKNOWN[name]}, as it is set in this node.`);
			looked.push(`${resource} ${operation} ${name}`);
		}
		if (names.length === 0) return;

		const byExpression = Object.fromEntries(
			Object.keys(UNKNOWN).map((name) => [name, `={{ $json.${name} }}`]),
		);
		const evaluated = await asked(resource, operation, fields, byExpression);
		for (const name of names) {
			expect(evaluated.told).toContain(
				`'${labelOf(fields, name)}' is ${UNKNOWN[name]}, from the input item by the expression {{ $json.${name} }}.`,
			);
		}
	});

	test('is looked at above in nearly all operations', () => {
		expect(looked.length).toBeGreaterThan(45);
		expect(looked).toEqual(
			expect.arrayContaining([
				'currents deleteWebhook webhookId',
				'preclinical waitForRun runId',
				'qase createResults projectCode',
				'qase createResults runId',
				'qase resolveDefect defectId',
				'qodex getRun runId',
				'testclix startRunAndWait testId',
			]),
		);
	});
});

const { fields } = actionGroups
	.find(({ id }) => id === 'qodex')!
	.operations.find(({ value }) => value === 'getRun')!;
const SOURCE = /'Run ID' is 4711, from the input item by the expression \{\{ \$json\.runId \}\}\./;
const OF_ITEM = { runId: '={{ $json.runId }}' };

test.each([400, 404, 410, 422])('is named where the platform refuses it with %i', async (status) => {
	expect((await asked('qodex', 'getRun', fields, OF_ITEM, { status })).told).toMatch(SOURCE);
});

test.each([401, 403, 429])('is not put in question by a refusal with %i', async (status) => {
	expect((await asked('qodex', 'getRun', fields, OF_ITEM, { status })).told).not.toContain("'Run ID' is");
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'On Error: %s carries it to what follows, with what to do',
	async (onError) => {
		const { items } = await asked('qodex', 'getRun', fields, OF_ITEM, { onError });

		expect(items).toMatchObject([
			{
				error: 'Could not read the run 4711: Qodex did not find it (HTTP 404)',
				message: expect.stringMatching(SOURCE) as string,
			},
		]);
		expect(items[0]?.message).toContain("Check the run ID, and the Project Slug 'web' in the credential.");
	},
);

test('an AI agent is told of it, too', async () => {
	const service = await startService(() => undefined);
	const { response } = await toolRun({
		node: new TestRun(),
		parameters: { resource: 'qodex', operation: 'getRun', runId: '4711' },
		credentials: credentialsAt(service.url),
		credentialTypes,
		via: 'context',
	});

	expect(JSON.stringify(response)).toContain("'Run ID' is 4711, as it is set in this node.");
});

test('an address is recognized by the ID in it, and one that cannot be an ID is named as well', async () => {
	const { fields: ofQase } = actionGroups
		.find(({ id }) => id === 'qase')!
		.operations.find(({ value }) => value === 'getRun')!;
	const page = 'https://app.qase.io/run/NONE/dashboard/4711';
	const byPage = await asked('qase', 'getRun', ofQase, { projectCode: 'NONE', runId: page });

	expect(byPage.told).toContain(`'Run' is ${page}, as it is set in this node.`);
	expect((await asked('qodex', 'getRun', fields, { runId: '..' })).told).toContain(
		"'Run ID' is .., as it is set in this node.",
	);
});

test.each([
	['getRun', 401, "Check the API key and the Project Slug 'web' in the credential"],
	['getRun', 404, "Check the run ID, and the Project Slug 'web' in the credential."],
	['startRun', 404, "and the Project Slug 'web' in the credential."],
	['startRun', 422, "and the Project Slug 'web' in the credential."],
])(
	'Qodex, %s, HTTP %i: the slug is named, which the credential test cannot check',
	async (operation, status, expected) => {
		const { fields: own } = actionGroups
			.find(({ id }) => id === 'qodex')!
			.operations.find(({ value }) => value === operation)!;

		expect((await asked('qodex', operation, own, UNKNOWN, { status })).told).toContain(expected);
	},
);

test('a poll for a project that there is not names it', async () => {
	const service = await startService(() => undefined);
	const { activate } = polling({
		node: new TestRunPollingTrigger(),
		parameters: { platform: 'currents', projectId: { __rl: true, mode: 'id', value: 'project-4711' } },
		credentials: credentialsAt(service.url),
		credentialTypes,
	});

	await expect(activate()).rejects.toThrow("'Project' is project-4711, as it is set in this node.");
});
