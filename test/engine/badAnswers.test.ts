/** Answers that are not what the platform documents: a page of a proxy, an error of many megabytes. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { actionGroups, platforms } from '../../platforms';
import { nodeRun } from './harness';
import { credentialsAt, plainServices } from './plainService';
import { documentedCalls } from './requestList/documented';
import { parameterSets } from './requestList/parameters';
import type { PlatformName } from './requestList/places';
import { credentialTypes } from './support';

const startService = plainServices();

// Retries come at once.
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const IDS = {
	runId: '5',
	previousRunId: '5',
	webhookId: '5',
	projectId: '5',
	projectCode: 'SHOP',
	testId: '5',
};
const MORE = {
	agentId: 'agent-1',
	buildId: 'build-1',
	githubRunId: '4711',
	url: 'http://127.0.0.1:1/hook',
	headers: '{ "x-token": "placeholder" }',
	tags: 'smoke',
	tagOperator: 'OR',
	environment: 'staging',
	scope: 'all',
	resultsJson: '[{"title":"pays","execution":{"status":"passed"}}]',
	options: {},
	conditions: '[]',
	specFile: 'a.spec.ts',
	title: 'pays',
	actionId: '5',
	updateFields: { title: 'x', name: 'x', url: 'http://127.0.0.1:1/hook' },
	waitMode: 'poll',
	timeoutMinutes: 0,
};

/** An answer to any read: a run that is going on, with a failed spec file. */
const ANYTHING = {
	status: true,
	id: '5',
	data: {
		runId: '5',
		projectId: '5',
		hookId: '5',
		actionId: '5',
		completionState: 'IN_PROGRESS',
		groups: [],
	},
	result: { id: 5, status_text: 'in_progress', stats: {} },
};
const MACHINES = { specs: [{ machineId: 'm1', results: { stats: { failures: 1 } } }] };
Object.assign(ANYTHING.data, MACHINES);

const PAGE = '<!doctype html><title>Sign in</title>';

const operations = actionGroups.flatMap((group) =>
	group.operations.map(({ value, fields }) => [group.id, value, fields] as const),
);

const runOn = async (url: string, resource: string, operation: string, parameters: INodeParameters) =>
	await nodeRun({
		node: new TestRun(),
		parameters: { resource, operation, ...parameters },
		credentials: credentialsAt(url),
		credentialTypes,
	});

describe('a write that is answered by a page', () => {
	const written = new Set<string>();

	test.each(operations)('is an error: %s %s', async (resource, operation, fields) => {
		const service = await startService(({ method }) => ({ body: method === 'GET' ? ANYTHING : PAGE }));
		const [[, parameters]] = parameterSets(fields, { ...MORE, ...IDS }) as [[string, INodeParameters]];
		const { error } = await runOn(service.url, resource, operation, parameters);
		if (service.log.every((line) => line.startsWith('GET '))) return;

		written.add(resource);
		expect(error?.message).toMatch(/the answer of \w+ could not be read \(HTTP 200\)$/);
		expect((error as { description?: string }).description).toContain('carried it out is not known');
	});

	test('was tried on every platform that documents a write', () => {
		expect([...written].sort()).toEqual(
			platforms
				.map(({ id }) => id)
				.filter((id) => documentedCalls[id as PlatformName].some(({ call }) => !call.startsWith('GET ')))
				.sort(),
		);
	});
});

const readable = platforms.filter(({ operations }) => operations.some(({ value }) => value === 'getRun'));

test.each(readable.map(({ id }) => id))(
	'an error of five megabytes leaves two thousand characters: %s',
	async (id) => {
		const words = 'x'.repeat(5_000_000);
		// The name of the field is the platform's own: see `errorText` of its service.
		const refusal = { error: words, errorMessage: words, message: words };
		const service = await startService(() => ({ status: 400, body: refusal }));

		const { error, stored } = await runOn(service.url, id, 'getRun', IDS);

		expect((error as { description?: string }).description ?? 'without the words').toMatch(/x{900} … x{900}/);
		expect(stored.length).toBeLessThan(30_000);
	},
);
