/**
 * Every operation has a schema, by which n8n shows its fields before it has run, or a reason why it has none; and what it
 * outputs fits. Reads `dist`, which `npm run build` makes.
 */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { actionGroups, platforms } from '../../platforms';
import { builtSchema, misfits } from '../outputSchemas';
import { nodeRun } from './harness';
import { parameterSets } from './requestList/parameters';
import { places, type PlatformName } from './requestList/places';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

/** Operations that have no schema, and why. */
const WITHOUT: Record<string, string> = {
	'any dropDuplicates': 'it passes the items of the input on',
	'currents cancelRunByGithub': 'two sources alone name its fields, and not the same ones',
};

/** What these put out is not there in the sandbox: TestCLIX has no test in error. */
const NOTHING_TO_SEE = ['testclix getManyFailures'];

/** Operations that only a self-hosted Preclinical has. */
const SELF_HOSTED = /^(deleteRun|exportRun|getHealth|\w+Scenarios?)$/;

/** What the sandbox needs to have something to put out. */
const GIVEN: Record<string, INodeParameters> = {
	'currents getManyTestResults': { suite: 'checkout' },
	'preclinical generateScenarios': { text: 'If a caller reports pain, ask where.' },
};

const FILES = { data: { data: 'bG9n', mimeType: 'text/plain', fileName: 'run.log' } };

const operations = platforms.flatMap(({ id, operations: all }) =>
	all.filter(({ value }) => !(`${id} ${value}` in WITHOUT)).map((operation) => ({ id, ...operation })),
);

/** What the operation outputs with no more than it needs; an update also needs something to change. */
async function output({ id, value: operation, fields }: (typeof operations)[number]) {
	const isSelfHosted = id === 'preclinical' && SELF_HOSTED.test(operation);
	const place = (isSelfHosted ? 'preclinicalOss' : id) as PlatformName;
	const sets = parameterSets(fields, await places[place](sandbox(), operation));
	const [, parameters] = sets[operation.startsWith('update') ? 1 : 0]!;
	const simplify = fields.find(({ name }) => name === 'simplify')?.default;
	const { baseUrl } = sandbox().preclinicalOss;
	const { error, json } = await nodeRun({
		node: new TestRun(),
		parameters: {
			...{ resource: id, operation, ...parameters, ...GIVEN[`${id} ${operation}`] },
			...(simplify === undefined ? {} : { simplify: Boolean(simplify) }),
		},
		files: FILES,
		credentials: {
			...credentialsFor(sandbox()),
			...(isSelfHosted && { testRunPreclinicalApi: { flavour: 'selfHosted', baseUrl } }),
		},
		credentialTypes,
	});
	expect(error).toBeNull();
	return json;
}

test('each operation has a schema, or a reason why it has none', () => {
	const all = actionGroups.flatMap(({ id, operations: own }) => own.map(({ value }) => `${id} ${value}`));
	const without = all.filter((name) => builtSchema(`TestRun/v1.0.0/${name.replace(' ', '/')}`) === null);

	expect(without.sort()).toEqual(Object.keys(WITHOUT).sort());
});

test.each(operations.map((operation) => [operation.id, operation.value, operation] as const))(
	'%s %s outputs what its schema says',
	async (id, value, operation) => {
		const schema = builtSchema(`TestRun/v1.0.0/${id}/${value}`)!;
		const items = await output(operation);

		expect(items.length > 0).toBe(!NOTHING_TO_SEE.includes(`${id} ${value}`));
		expect(items.flatMap((item) => misfits(item, schema))).toEqual([]);
	},
);
