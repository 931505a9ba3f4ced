/** A run of Currents that a poll has read by its id is not read again for its failures; one of a list is. */
import type { IPollFunctions } from 'n8n-workflow';

import { budgetOf } from '../../../../n8n/transport/budget';
import { openPoller } from '../../../../platforms/currents/polling';

const RUN = { runId: 'run-1', projectId: 'shop', completionState: 'COMPLETE', status: 'FAILED', groups: [] };
const SPECS = [
	{ spec: 'pay.spec.ts', instanceId: 'file-1', results: { stats: { failures: 1 }, exception: null } },
];
const INSTANCE = {
	instanceId: 'file-1',
	spec: 'pay.spec.ts',
	results: { stats: { failures: 0 }, tests: [] },
};

/** A trigger for Currents, and the paths that it has requested. */
function asked() {
	const paths: string[] = [];
	const bodyOf = (path: string) => {
		if (path.endsWith('/projects/shop/runs')) return { status: 'OK', has_more: false, data: [RUN] };
		return { data: path.includes('/instances/') ? INSTANCE : { ...RUN, specs: SPECS } };
	};
	const ctx = {
		getNode: () => ({ name: 'Poll', parameters: {} }),
		getNodeParameter: (name: string, fallback: unknown) => (name === 'projectId' ? 'shop' : fallback),
		getCredentials: async () =>
			await Promise.resolve({ apiKey: 'placeholder-key', baseUrl: 'https://currents.example.com' }),
		logger: { warn: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_: string, { url }: { url: string }) => {
				const { pathname } = new URL(url);
				paths.push(pathname);
				return await Promise.resolve({ statusCode: 200, body: bodyOf(pathname), headers: {} });
			},
		},
	} as unknown as IPollFunctions;
	return { paths, poller: openPoller(ctx, budgetOf(10_000), { maxFailures: 5 }) };
}

test('read by its id: once', async () => {
	const { paths, poller } = asked();
	const { follow, detailed } = await poller;
	const run = (await follow(['run-1'], 0)).get('run-1');
	if (!run) throw new Error('no run');
	await detailed(run);

	expect(paths).toEqual(['/runs/run-1', '/instances/file-1']);
});

test('seen in a list: read for its spec files', async () => {
	const { paths, poller } = asked();
	const { newest, detailed } = await poller;
	const { runs } = await newest();
	await detailed(runs[0]);

	expect(paths).toEqual(['/projects/shop/runs', '/runs/run-1', '/instances/file-1']);
});
