/** The Test button of the TestCLIX credential. */
import { TestRunTestClixApi } from '../../../credentials/TestRunTestClixApi.credentials';
import { credentialTest } from '../harness';
import { testclixForTests } from './support';

const { sandbox, calls, withCredential } = testclixForTests();

const pressTest = async (changes: Record<string, string> = {}) =>
	await credentialTest({
		credentialType: new TestRunTestClixApi(),
		data: withCredential(changes).testRunTestClixApi,
	});

test('accepts a good key, whatever stands around the address', async () => {
	const { baseUrl } = sandbox().testclix;
	for (const url of [baseUrl, `${baseUrl}/`, ` ${baseUrl} `]) {
		expect(await pressTest({ baseUrl: url })).toMatchObject({ status: 'OK' });
	}
	expect(new Set((await calls()).map(({ method, path }) => `${method} ${path}`))).toEqual(
		new Set(['GET /v1/api/status']),
	);
});

test('says that a key is not accepted', async () => {
	expect(await pressTest({ apiKey: 'wrong-testclix-key' })).toEqual({
		status: 'Error',
		message: 'TestCLIX did not accept the API key',
	});
});

test('says when there is no answer', async () => {
	expect(await pressTest({ baseUrl: 'http://127.0.0.1:1' })).toMatchObject({ status: 'Error' });
});
