/**
 * What this package asks of each platform: every operation with as little and as much as it can send, the life of a
 * trigger with its deliveries, the pickers and the Test buttons. The list is printed, and holds nothing undocumented.
 * No request of an operation passes through more than six files below the node.
 */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunTrigger } from '../../../nodes/TestRunTrigger/TestRunTrigger.node';
import { actionGroups, platforms } from '../../../platforms';
import type { ActionGroup, Platform } from '../../../platforms/platform';
import type { Sandbox } from '../../../workshop/sandbox';
import { allSenders } from '../../fuzz/senders';
import { clearDuplicates, credentialTest, deliver, hooks, listSearch, nodeRun } from '../harness';
import { credentialsFor, credentialTypes, sandboxForTests } from '../support';
import { departures, documentedAs, fieldsOf, type MadeCall } from './departures';
import { documentedCalls } from './documented';
import { noting, type Way } from './filesOnTheWay';
import { parameterSets } from './parameters';
import { places, type PlatformName } from './places';

const sandbox = sandboxForTests();

/** The front page of Qodex, which the Test button of a schedule looks at since no call tests one. */
const FRONT_PAGE = 'GET /';

/** The most files below the node that a request may pass through. */
const MOST_FILES = 6;

/** The longest way of each operation. */
const longestWays = new Map<string, Way>();

const byLength = ([, a]: [string, Way], [, b]: [string, Way]) => b.length - a.length;

/** Operations that send something other than a read although an AI agent needs no permission for them. */
const openWrites = new Set<string>();

/** What items bring along. */
const FILES = { data: { data: 'bG9n', mimeType: 'text/plain', fileName: 'run.log' } };

/** Ways in which an operation sends nothing, with its words. */
const SENDS_NOTHING: Partial<Record<PlatformName, string[]>> = {
	currents: ["updateAction, bare: 'Update Fields' is empty", "updateWebhook, bare: 'Update Fields' is empty"],
	qase: ['updateMilestone', 'updateResult', 'updateRun'].map(
		(operation) => `${operation}, bare: 'Update Fields' is empty`,
	),
	preclinical: [
		...['updateAgent', 'updateTestSuite', 'updateWebhook'].map(
			(operation) => `${operation}, bare: 'Update Fields' is empty`,
		),
	],
	preclinicalOss: [
		"updateAgent, bare: 'Update Fields' is empty",
		"updateScenario, bare: 'Update Fields' is empty",
	],
};

/** Operations and pickers that only the other flavour of Preclinical has. */
const MISSING: Partial<Record<PlatformName, string[]>> = {
	preclinical: [
		...['deleteRun', 'deleteScenario', 'exportRun', 'generateScenarios', 'getHealth'],
		...['getManyScenarios', 'getScenario', 'preclinicalScenarioSearch', 'updateScenario'],
	],
	preclinicalOss: [
		...[
			...['createWebhook', 'deleteWebhook', 'getManyWebhooks', 'getWebhook', 'updateWebhook'],
			...['createTestSuite', 'getManyTestSuites', 'getTestSuite', 'updateTestSuite'],
			...['sendTestDelivery', 'preclinicalTestSuites', 'preclinicalWebhooks', 'validateAgent'],
		],
	],
};

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

/** The sandbox's credentials, and those of a self-hosted Preclinical. */
function settings(name: PlatformName) {
	const credentials = credentialsFor(sandbox());
	const selfHosted = { flavour: 'selfHosted', baseUrl: sandbox().preclinicalOss.baseUrl };
	return {
		credentialTypes,
		credentials:
			name === 'preclinicalOss' ? { ...credentials, testRunPreclinicalApi: selfHosted } : credentials,
	};
}

const groupOf = (name: PlatformName): ActionGroup & Platform =>
	platforms.find(({ id }) => id === (name === 'preclinicalOss' ? 'preclinical' : name))!;

const operationsOf = (name: PlatformName) =>
	groupOf(name).operations.filter(({ value }) => !MISSING[name]?.includes(value));

/** The node, which notes the way of its requests when it is the longest one of the operation. */
function notingNode(operation: string) {
	return noting(new TestRun(), (way) => {
		if (way.length > (longestWays.get(operation)?.length ?? 0)) longestWays.set(operation, way);
	});
}

const callsTo = async (platform: PlatformName) => await sandbox().control.calls({ platform });

/** Runs every operation in every way; gives what went wrong, by operation and way. */
async function runOperations(name: PlatformName): Promise<string[]> {
	const refused: string[] = [];
	for (const { value: operation, fields, needsAllowance } of operationsOf(name)) {
		const before = (await callsTo(name)).length;
		const ways = parameterSets(fields, await places[name](sandbox(), operation));
		for (const [index, [way]] of ways.entries()) {
			// What one way cancels or deletes is not there for the next one.
			const [, parameters] = parameterSets(fields, await places[name](sandbox(), operation))[index]!;
			clearDuplicates();
			const run = await nodeRun({
				node: notingNode(`${name} ${operation}`),
				parameters: { resource: groupOf(name).id, operation, ...parameters },
				files: FILES,
				...settings(name),
			});
			if (run.error) refused.push(`${operation}, ${way}: ${run.error.message}`);
		}
		const writes = (await callsTo(name)).slice(before).some(({ method }) => method !== 'GET');
		if (writes && !needsAllowance) openWrites.add(`${name} ${operation}`);
	}
	return refused;
}

/** Activates, restarts and deactivates the trigger, and hands it what the sandbox delivers. */
async function runTrigger(name: PlatformName): Promise<void> {
	const { id, trigger } = groupOf(name);
	const sender = allSenders.find(({ platform }) => platform.id === id)!;
	const parameters = {
		...{ platform: id, projectId: byId('shop01'), events: trigger.events.map(({ value }) => value) },
		options: { allowUnverified: true, includeFailures: 5, maxAgeMinutes: 0 },
	};
	const options = { node: new TestRunTrigger(), parameters, ...settings(name) };
	const lifecycle = hooks(options);
	await lifecycle.activate();
	for (const body of await sender.bodies(sandbox())) {
		await deliver({ ...options, staticData: lifecycle.staticData, body: JSON.stringify(body) });
	}
	const moved = {
		...options,
		parameters: { ...parameters, events: trigger.events.slice(0, 1).map(({ value }) => value) },
	};
	await hooks({ ...moved, staticData: lifecycle.staticData }).restart();
	expect(await lifecycle.deactivate()).toBeNull();
}

/** The operation and the custom field that a list of values is for. */
const ROWS: Partial<Record<string, [string, string]>> = {
	qaseDefectFieldValues: ['createDefect', '6'],
	qaseRunFieldValues: ['startRun', '4'],
};
const ROW_PATH = 'parameters.additionalFields.customFields.rows[0].value';

function rowOf(method: string): INodeParameters | undefined {
	if (ROWS[method] === undefined) return undefined;
	const [operation, id] = ROWS[method];
	return { operation, additionalFields: { customFields: { rows: [{ id: byId(id) }] } } };
}

async function searchPickers(name: PlatformName): Promise<void> {
	const values = await places[name](sandbox(), 'getRun');
	const parameters = { resource: groupOf(name).id, projectCode: byId(String(values.projectCode)) };
	const pickers = Object.keys(groupOf(name).listSearch ?? {});
	for (const method of pickers.filter((picker) => !MISSING[name]?.includes(picker))) {
		const row = rowOf(method);
		for (const filter of [undefined, 'a']) {
			const options = { parameters: { ...parameters, ...row }, path: row && ROW_PATH };
			await listSearch({ node: new TestRun(), method, filter, ...options, ...settings(name) });
		}
	}
}

async function pressTestButtons(name: PlatformName): Promise<void> {
	const own = new Set(
		groupOf(name).operations.map(({ credential }) => credential ?? groupOf(name).credential),
	);
	for (const type of own) {
		const credentialType = credentialTypes.find((candidate) => candidate.name === type)!;
		const data = (settings(name).credentials as ReturnType<typeof credentialsFor>)[type]!;
		expect(await credentialTest({ credentialType, data })).toMatchObject({ status: 'OK' });
	}
}

/** A line for each documented call that was made, with all names and fields that it was made with. */
function listOf(name: PlatformName, calls: MadeCall[]): string[] {
	const made = new Map<string, Set<string>>();
	for (const call of calls) {
		const place = documentedAs(documentedCalls[name], call)?.call ?? `${call.method} ${call.path}`;
		const parts = made.get(place) ?? new Set();
		for (const query of Object.keys(call.query)) parts.add(`?${query}`);
		for (const field of fieldsOf(call.body)) parts.add(`{${field}}`);
		made.set(place, parts);
	}
	return [...made].map(([place, parts]) => [place, ...[...parts].sort()].join(' ')).sort();
}

const names = Object.keys(documentedCalls) as PlatformName[];

test.each(names)(
	'every request to %s is documented',
	async (name) => {
		expect(await runOperations(name)).toEqual(SENDS_NOTHING[name] ?? []);
		if (name !== 'preclinicalOss') await runTrigger(name);
		await searchPickers(name);
		await pressTestButtons(name);

		const calls: MadeCall[] = await callsTo(name);
		const list = listOf(name, calls);
		process.stdout.write(`\n${name}\n${list.map((line) => `  ${line}`).join('\n')}\n`);

		expect([...new Set(calls.flatMap((call) => departures(documentedCalls[name], call)))]).toEqual([]);
		expect(list.map((line) => line.split(' ', 2).join(' '))).toEqual(
			documentedCalls[name].map(({ call }) => call).sort(),
		);
		const elsewhere = await sandbox().control.calls({ platform: 'none' });
		expect(elsewhere.map(({ method, path }) => `${method} ${path}`)).toEqual(
			name === 'qodex' ? [FRONT_PAGE] : [],
		);
		if (name === 'qodex') await sandbox().control.clearViolations();
	},
	120_000,
);

test('no request of an operation passes through more than six files', () => {
	const ways = [...longestWays].sort(byLength);
	const lines = ways
		.slice(0, 3)
		.map(([operation, way]) => `  ${way.length} ${operation}: ${way.join(' < ')}`);
	process.stdout.write(`\nthe longest ways of ${ways.length}\n${lines.join('\n')}\n`);

	expect(ways.map(([operation]) => operation).sort()).toEqual(
		names.flatMap((name) => operationsOf(name).map(({ value }) => `${name} ${value}`)).sort(),
	);
	expect(ways.filter(([, way]) => way.length > MOST_FILES)).toEqual([]);
	expect(ways.filter(([, [sender]]) => sender !== 'n8n/transport/request.ts')).toEqual([]);
});

test('an AI agent needs permission for whatever changes something', () => {
	expect([...openWrites].sort()).toEqual([
		// The signature of a test is asked for by POST, and nothing changes.
		'currents getManyTestResults',
		'currents getTestSignature',
		// It sends an example to a webhook that is there already.
		'preclinical sendTestDelivery',
		// It asks whether Preclinical can call an agent.
		'preclinical validateAgent',
	]);
});

test('Any Platform asks nothing of anybody', async () => {
	const any = actionGroups.find(({ id }) => id === 'any')!;
	for (const { value: operation, fields } of any.operations) {
		const [, [, parameters]] = parameterSets(fields, {
			platform: 'qodex',
			delivery: '{ "testRunId": "run_1" }',
			previousRun: '',
		});
		const run = { platform: 'report', key: 'report:1', status: 'finished', verdict: 'passed', counts: {} };
		const items = [{ ...run, deliveryKey: 'one' }];
		expect(
			(
				await nodeRun({
					node: new TestRun(),
					parameters: { resource: 'any', operation, ...parameters },
					items,
				})
			).error,
		).toBeNull();
	}
	expect(await (sandbox() as Sandbox).control.calls()).toEqual([]);
});

describe('a request that departs from the documentation is found', () => {
	const made = (changes: Partial<MadeCall>): MadeCall => ({
		...{
			method: 'POST',
			path: '/webhooks',
			query: { projectId: ['shop01'] },
			body: { url: 'x', hookEvents: ['A'] },
		},
		...changes,
	});

	test.each<[string, Partial<MadeCall>, string[]]>([
		['nothing', {}, []],
		['no body', { method: 'GET', body: null }, []],
		['a list that is empty', { body: { hookEvents: [] } }, []],
		['its path', { path: '/hooks' }, ['POST /hooks']],
		['a longer path', { path: '/webhooks/1/test' }, ['POST /webhooks/1/test']],
		['its method', { method: 'PATCH' }, ['PATCH /webhooks']],
		['a name in the query', { query: { project: ['shop01'] } }, ['POST /webhooks ?project']],
		['a field', { body: { url: 'x', secret: 'x' } }, ['POST /webhooks {secret}']],
		['a field in a list', { body: { hookEvents: [{ name: 'A' }] } }, ['POST /webhooks {hookEvents[].name}']],
		['a body where none is', { method: 'GET', body: { a: 1 } }, ['GET /webhooks {a}']],
		['a body that is a text', { body: 'x' }, ['POST /webhooks {}']],
	])('%s', (_, changes, expected) => {
		expect(departures(documentedCalls.currents, made(changes))).toEqual(expected);
	});

	test('a fixed path is not taken for a variable one', () => {
		const find = { method: 'GET', path: '/runs/find', query: { branch: ['main'] }, body: null };

		expect(documentedAs(documentedCalls.currents, find)?.call).toBe('GET /runs/find');
		expect(departures(documentedCalls.currents, { ...find, path: '/runs/1' })).toEqual([
			'GET /runs/:runId ?branch',
		]);
	});
});
