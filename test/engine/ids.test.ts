/** An ID stands in the address of a request, where some texts lead to another place. */
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { actionGroups } from '../../platforms';
import { nodeRun } from './harness';
import { credentialsAt, plainServices } from './plainService';
import { parameterSets } from './requestList/parameters';
import { credentialTypes } from './support';

const startService = plainServices();

/** Parameters that may stand in an address. */
const ID_NAMES = ['runId', 'previousRunId', 'webhookId', 'projectId', 'projectCode', 'testId'];
const MARKER = 'zz-marker-zz';

/** What else an operation needs to get as far as its request. */
const OTHERS = {
	agentId: 'agent-1',
	buildId: 'build-1',
	githubRunId: '4711',
	url: 'http://127.0.0.1:1/hook',
	headers: '{ "x-token": "placeholder" }',
	tags: 'smoke',
	tagOperator: 'OR',
	resultsJson: '[{"title":"pays","execution":{"status":"passed"}}]',
	options: {},
	updateFields: { title: 'x', url: 'http://127.0.0.1:1/hook' },
	waitMode: 'poll',
	timeoutMinutes: 0,
};

const operations = actionGroups.flatMap((group) =>
	group.operations.map(({ value, fields }) => [group.id, value, fields] as const),
);

/** What an operation asks of the platform, and what becomes of it, with one of its IDs set to `id`. */
async function asked(
	resource: string,
	operation: string,
	fields: INodeProperties[],
	name: string,
	id: string,
) {
	const service = await startService(() => undefined);
	const ids = Object.fromEntries(ID_NAMES.map((other) => [other, other === name ? id : '5']));
	const [[, parameters]] = parameterSets(fields, { ...OTHERS, ...ids }) as [[string, INodeParameters]];
	const { error } = await nodeRun({
		node: new TestRun(),
		parameters: { resource, operation, ...parameters },
		credentials: credentialsAt(service.url),
		credentialTypes,
	});
	return { error, log: service.log };
}

/** Parameters of an operation whose value stands in the path of its first request. */
async function namesInPath(resource: string, operation: string, fields: INodeProperties[]) {
	const inPath: string[] = [];
	for (const name of ID_NAMES.filter((wanted) => fields.some((field) => field.name === wanted))) {
		const { log } = await asked(resource, operation, fields, name, MARKER);
		if (log.some((line) => line.split('?')[0]!.includes(MARKER))) inPath.push(name);
	}
	return inPath;
}

test.each(operations)(
	'%s %s asks nothing for an ID that is a step in a path',
	async (resource, operation, fields) => {
		for (const name of await namesInPath(resource, operation, fields)) {
			for (const id of ['..', '.', '%2e%2E', '%252e.']) {
				const { error, log } = await asked(resource, operation, fields, name, id);

				expect(error?.message).toMatch(/cannot be an ID|is not the ID of a test/);
				expect(log).toEqual([]);
			}
		}
	},
);

test('an ID with half a character is none, and nothing is asked', async () => {
	for (const [resource, name] of [
		['qodex', 'runId'],
		['currents', 'runId'],
		['preclinical', 'runId'],
	] as const) {
		const { fields } = actionGroups
			.find(({ id }) => id === resource)!
			.operations.find(({ value }) => value === 'getRun')!;
		const { error, log } = await asked(resource, 'getRun', fields, name, '\ud800');

		expect(error?.message).toContain("'\uFFFD' cannot be an ID");
		expect(log).toEqual([]);
	}
});

test('the IDs that are looked at above are those of nearly all operations', async () => {
	const looked: string[] = [];
	for (const [resource, operation, fields] of operations) {
		const names = await namesInPath(resource, operation, fields);
		if (names.length > 0) looked.push(`${resource} ${operation}: ${names.join(', ')}`);
	}

	expect(looked.length).toBeGreaterThan(30);
	expect(looked).toEqual(
		expect.arrayContaining([
			'currents deleteWebhook: webhookId',
			'preclinical cancelRun: runId',
			'qase deleteRun: projectCode',
			'qodex getRun: runId',
			'testclix startRun: testId',
		]),
	);
});

test('the slug of a Qodex project is no step in a path either', async () => {
	const service = await startService(() => undefined);
	const credentials = credentialsAt(service.url);
	credentials.testRunQodexApi.projectSlug = '..';

	const { error } = await nodeRun({
		node: new TestRun(),
		parameters: { resource: 'qodex', operation: 'getRun', runId: 'run_1' },
		credentials,
		credentialTypes,
	});

	expect(error?.message).toContain("'Project Slug' cannot be '..'");
	expect(service.log).toEqual([]);
});
