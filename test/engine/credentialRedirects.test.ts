/** The Test button does not carry a key along a redirect either. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { credentialTest } from './harness';
import type { PlatformName } from './requestList/places';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

let elsewhere: Server;
const arrived: string[] = [];
beforeAll(async () => {
	elsewhere = createServer((request, response) => {
		arrived.push(request.url ?? '');
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	elsewhere.closeAllConnections();
	await new Promise((resolve) => elsewhere.close(resolve));
});

/** Where the sandbox answers a credential's test. That of a Qodex schedule asks for its origin alone, with no key. */
const testedAt: Record<string, PlatformName | null> = {
	testRunCurrentsApi: 'currents',
	testRunPreclinicalApi: 'preclinical',
	testRunQaseApi: 'qase',
	testRunQodexApi: 'qodex',
	testRunQodexScheduleApi: null,
	testRunTestClixApi: 'testclix',
};

test('every credential is here', () => {
	expect(credentialTypes.map(({ name }) => name).sort()).toEqual(Object.keys(testedAt));
});

const withTest = Object.entries(testedAt).flatMap(([name, platform]) =>
	platform === null ? [] : [[name, platform] as const],
);

test.each(withTest)('%s', async (name, platform) => {
	const credentialType = credentialTypes.find((type) => type.name === name)!;
	const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
	for (const status of [301, 302, 307, 308]) {
		await sandbox().control.addFault({ platform, fault: { kind: 'redirect', location, status } });
		const data = credentialsFor(sandbox())[name]!;

		expect(await credentialTest({ credentialType, data })).toMatchObject({ status: 'Error' });
	}
	expect(arrived).toEqual([]);
	expect(await sandbox().control.calls({ platform })).toHaveLength(4);
});
