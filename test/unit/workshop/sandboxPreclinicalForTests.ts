/** A sandbox for the tests of a file, and calls of its Preclinical in both flavours. */
import { startSandbox, type Sandbox } from '../../../workshop/sandbox';

/** An ID that nothing has. */
export const MISSING = '11111111-2222-4333-8444-555555555555';

/** Starts the sandbox before the tests of the file, resets it before each, and ends it after them. */
export function sandboxPreclinicalForTests() {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(async () => await sandbox.control.reset());
	afterAll(async () => await sandbox.close());

	return {
		sandbox: () => sandbox,
		hosted: async (method: string, path: string, body?: object, key = sandbox.preclinical.apiKey) =>
			await ask(sandbox.preclinical.baseUrl + path, method, key, body),
		selfHosted: async (method: string, path: string, body?: object) =>
			await ask(sandbox.preclinicalOss.baseUrl + path, method, sandbox.preclinical.apiKey, body),
	};
}

async function ask(url: string, method: string, key: string, body?: object) {
	const headers: Record<string, string> = { authorization: `Bearer ${key}` };
	if (body) headers['content-type'] = 'application/json';
	const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
	const content = await answer.text();
	const isJson = /json/.test(answer.headers.get('content-type') ?? '');
	return { status: answer.status, body: isJson ? JSON.parse(content) : content };
}
