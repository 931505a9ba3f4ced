/** An unusable Simplify is an error before anything is sent: after a write it would lose what was made. */
import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { platforms } from '../../platforms';
import { nodeRun } from './harness';
import { parameterSets } from './requestList/parameters';
import { places, type PlatformName } from './requestList/places';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

const FLAVOURS: Record<string, PlatformName[]> = { preclinical: ['preclinical', 'preclinicalOss'] };

const OPERATIONS = platforms.flatMap(({ id, operations }) =>
	operations
		.filter(({ fields }) => fields.some(({ name }) => name === 'simplify'))
		.flatMap((operation) =>
			(FLAVOURS[id] ?? [id as PlatformName]).map((name) => [name, operation.value, id, operation] as const),
		),
);

const credentialsOf = (name: PlatformName) => ({
	...credentialsFor(sandbox()),
	...(name === 'preclinicalOss' && {
		testRunPreclinicalApi: { flavour: 'selfHosted', baseUrl: sandbox().preclinicalOss.baseUrl },
	}),
});

test.each(OPERATIONS)('%s %s', async (platform, operation, resource, { fields }) => {
	const values = await places[platform](sandbox(), operation);
	const [[, parameters]] = parameterSets(fields, values);
	const before = (await sandbox().control.calls({ platform })).length;
	const done = await nodeRun({
		node: new TestRun(),
		parameters: { ...parameters, resource, operation, simplify: '={{ $json.unknown }}' },
		credentials: credentialsOf(platform),
		credentialTypes,
	});

	expect(done.error?.message).toBe("'Simplify' is neither true nor false");
	expect(await sandbox().control.calls({ platform })).toHaveLength(before);
});

test('a bad choice of what a completed run counts as completes none', async () => {
	const { run } = await sandbox().control.qase.createRun({
		project: 'SHOP',
		title: 'Nightly',
		deliver: false,
	});
	const done = await nodeRun({
		node: new TestRun(),
		parameters: {
			...{ resource: 'qase', operation: 'completeRun', runId: String(run.id) },
			projectCode: { __rl: true, mode: 'code', value: 'SHOP' },
			options: { acceptAlreadyEnded: '={{ $json.unknown }}' },
		},
		credentials: credentialsFor(sandbox()),
		credentialTypes,
	});

	expect(done.error?.message).toBe("'Accept Already Ended' is neither true nor false");
	expect(await sandbox().control.calls({ platform: 'qase' })).toEqual([]);
});
