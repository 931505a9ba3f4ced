/**
 * A filter that was added and is blank is an error before anything is read: without it, the list would hold everything,
 * and what follows would cancel, report or delete it. Holds every filter of every operation, and of both triggers.
 */
import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import { filterFields } from '../../n8n/webhooks/fields';
import { platforms } from '../../platforms';
import { hooks, nodeRun, polling } from './harness';
import { places, type PlatformName } from './requestList/places';
import { parameterSets } from './requestList/parameters';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

/** Operations that only a self-hosted Preclinical has. */
const SELF_HOSTED = ['getManyScenarios'];

const filterOf = (fields: INodeProperties[]) =>
	(fields.find(({ name }) => name === 'filters')?.options ?? []) as INodeProperties[];

const operations = platforms.flatMap(({ id, operations: all }) =>
	all
		.filter(({ fields }) => filterOf(fields).length > 0)
		.map((operation) => ({ resource: id, operation: operation.value, fields: operation.fields })),
);

const located = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

/** What a filter holds when nothing was entered or chosen in it, and when its expression gives nothing. */
function blanks({ type, description = '' }: INodeProperties): NodeParameterValueType[] {
	const left = type === 'multiOptions' ? [[]] : ['', '  '];
	const given = ['null', 'undefined', "''", "' '", '$json.missing'].map((code) => `={{ ${code} }}`);
	if (type === 'resourceLocator') return [...left, ...given].map((value) => located(value as string));
	if (type === 'number') return [...given, '={{ NaN }}'];
	if (type === 'boolean') return given;
	const isList = type === 'multiOptions' || description.includes('separated by commas');
	return [
		...left,
		...given,
		...(isList ? ['={{ [] }}', "={{ [''] }}", '={{ [null] }}', ',', "={{ ',' }}"] : []),
	];
}

const placeOf = (resource: string, operation: string): PlatformName =>
	SELF_HOSTED.includes(operation) ? 'preclinicalOss' : (resource as PlatformName);

const credentials = (name: PlatformName) => ({
	...credentialsFor(sandbox()),
	...(name === 'preclinicalOss' && {
		testRunPreclinicalApi: { flavour: 'selfHosted', baseUrl: sandbox().preclinicalOss.baseUrl },
	}),
});

describe.each(operations)('$resource $operation', ({ resource, operation, fields }) => {
	test.each(filterOf(fields).map((field) => [field.name, field] as const))('%s', async (name, field) => {
		const place = placeOf(resource, operation);
		const [[, bare]] = parameterSets(fields, await places[place](sandbox(), operation));
		await sandbox().control.clearCalls();

		for (const blank of blanks(field)) {
			const { error, json } = await nodeRun({
				node: new TestRun(),
				parameters: { ...bare, resource, operation, filters: { [name]: blank } },
				credentials: credentials(place),
				credentialTypes,
			});

			expect({ blank, json, message: error?.message }).toEqual({
				blank,
				json: [],
				message: expect.stringContaining(`'${field.displayName}' `),
			});
			expect(error).toMatchObject({ context: { itemIndex: 0 } });
		}
		expect(await sandbox().control.calls()).toEqual([]);
	});
});

// A trigger has no item before it.
const blanksOf = (field: INodeProperties) =>
	blanks(field).filter((blank) => !String(blank).includes('$json'));

const triggers = platforms.flatMap(({ id, trigger, polling: polled }) => [
	{ id, kind: 'webhook', events: trigger.defaultEvents, filters: trigger.filters },
	...(polled ? [{ id, kind: 'polling', events: polled.defaultEvents, filters: polled.filters }] : []),
]);

describe.each(triggers)('the $kind trigger of $id', ({ id, kind, events, filters }) => {
	const activate = async (name: string, blank: NodeParameterValueType) => {
		const chosen = { platform: id, projectId: located('shop01'), projectCode: located('SHOP'), events };
		const options = {
			parameters: { ...chosen, filters: { [name]: blank } },
			credentials: credentials(id as PlatformName),
			credentialTypes,
		};
		if (kind === 'webhook') return await hooks({ node: new TestRunTrigger(), ...options }).activate();
		return await polling({ node: new TestRunPollingTrigger(), ...options }).activate();
	};

	test.each(filters)('%s', async (name) => {
		const field = filterFields.find((candidate) => candidate.name === name)!;
		for (const blank of blanksOf(field)) {
			await expect(activate(name, blank)).rejects.toThrow(`'${field.displayName}' `);
		}
		expect(await sandbox().control.calls()).toEqual([]);
	});
});

test('a blank filter that was left from another platform does not show, and keeps no trigger from its work', async () => {
	const trigger = hooks({
		node: new TestRunTrigger(),
		parameters: {
			platform: 'testclix',
			events: ['RUN_FINISH'],
			filters: { branches: '', verdicts: ['failed'] },
		},
		credentials: credentials('testclix'),
		credentialTypes,
	});

	await expect(trigger.activate()).resolves.toBeUndefined();
});

test.each(['', '={{ null }}', '={{ [] }}'])(
	'a trigger whose filter %j is blank outlives a restart of n8n',
	async (branches) => {
		const trigger = hooks({
			node: new TestRunTrigger(),
			parameters: {
				platform: 'currents',
				projectId: located(sandbox().currents.projectId),
				events: ['RUN_FINISH'],
				filters: { branches },
			},
			credentials: credentials('currents'),
			credentialTypes,
		});

		await expect(trigger.activate()).rejects.toThrow("'Branches' ");
		await expect(trigger.restart()).resolves.toBeUndefined();
	},
);
