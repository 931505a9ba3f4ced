import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { platformError, wordsOf } from '../../../../n8n/transport/errors';
import type { Fault } from '../../../../n8n/transport/fault';
import type { Call, Service } from '../../../../n8n/transport/contract';

const node = { name: 'Test Run', type: 'testRun', typeVersion: 1, parameters: {} } as unknown as INode;
const KEY = 'a-placeholder-api-key';
const service: Service = {
	name: 'Example',
	credential: 'exampleApi',
	secretFields: ['apiKey'],
	baseUrl: () => 'http://127.0.0.1',
	errorText: () => null,
};
const read: Call = { purpose: 'read the run', method: 'GET', path: '/', pick: (json) => json };
const write: Call = { purpose: 'cancel the run', method: 'PUT', path: '/', pick: (json) => json };

const errorOf = (fault: Fault, call = read, changes: Partial<Service> = {}) =>
	platformError(node, { ...service, ...changes }, call, fault, { apiKey: KEY }, 3);
const refused = (status: number, words: string | null = null, retryAfter?: unknown): Fault => ({
	kind: 'refused',
	status,
	words,
	retryAfter,
});
const network = (code: string, neverOpened = false): Fault => ({ kind: 'network', code, neverOpened });

const lookFirst = 'Whether Example carried it out is not known: look there before you try again.';

/** A fault of a call, and what the error says: its message and its description. */
const FAULTS: Array<[string, Fault, Call, string, string]> = [
	[
		'400',
		refused(400),
		read,
		'Example did not accept the request (HTTP 400)',
		'Check the parameters of this node.',
	],
	[
		'401',
		refused(401),
		read,
		'Example did not accept the key (HTTP 401)',
		'Check the key in the credential.',
	],
	[
		'402',
		refused(402),
		read,
		'Example did not carry it out (HTTP 402)',
		'The parameters are fine: check what the plan of the account includes.',
	],
	[
		'403',
		refused(403),
		read,
		'Example does not allow it with this key (HTTP 403)',
		'Check what the key is allowed to do.',
	],
	[
		'404',
		refused(404),
		read,
		'Example did not find it (HTTP 404)',
		'Check the id, and that the key belongs to the same organization or project.',
	],
	[
		'422',
		refused(422),
		write,
		'Example did not accept the request (HTTP 422)',
		'Check the parameters of this node.',
	],
	['429', refused(429), read, 'Example asks for fewer requests (HTTP 429)', 'Try again later.'],
	[
		'429 with a time',
		refused(429, null, '90'),
		write,
		'Example asks for fewer requests (HTTP 429)',
		'Try again in 90 seconds.',
	],
	[
		'500 on a read',
		refused(500),
		read,
		'Example could not carry it out (HTTP 500)',
		'Try again later, or look at the status page of Example.',
	],
	['500 on a write', refused(500), write, 'Example could not carry it out (HTTP 500)', lookFirst],
	['504 on a write', refused(504), write, 'Example could not carry it out (HTTP 504)', lookFirst],
	[
		'a redirect',
		{ kind: 'redirect', status: 301 },
		read,
		'Example answered with a redirect (HTTP 301)',
		'Enter the final address in the credential: keys are not sent along a redirect.',
	],
	[
		'an unreadable read',
		{ kind: 'unreadable', status: 200 },
		read,
		'the answer of Example could not be read (HTTP 200)',
		'Check the address of Example in the credential.',
	],
	[
		'an unreadable write',
		{ kind: 'unreadable', status: 200 },
		write,
		'the answer of Example could not be read (HTTP 200)',
		`Check the address of Example in the credential. ${lookFirst}`,
	],
	['a stop on a read', { kind: 'canceled' }, read, 'the execution was stopped', ''],
	['a stop on a write', { kind: 'canceled' }, write, 'the execution was stopped', lookFirst],
	[
		'a bad credential',
		{ kind: 'setup', words: "'Base URL' is odd" },
		read,
		"'Base URL' is odd",
		'Correct it in the credential of Example.',
	],
	[
		'a closed port',
		network('ECONNREFUSED', true),
		write,
		'Example could not be reached, the connection was refused',
		'Check the address in the credential, and that n8n can reach Example.',
	],
	[
		'an unknown host',
		network('ENOTFOUND', true),
		read,
		'Example could not be reached, its host name is not known',
		'Check the address in the credential, and that n8n can reach Example.',
	],
	[
		'silence on a read',
		network('ECONNABORTED'),
		read,
		'Example could not be reached, it did not answer in time',
		'Try again later.',
	],
	[
		'a broken connection on a write',
		network('ECONNRESET'),
		write,
		'Example could not be reached, it closed the connection',
		lookFirst,
	],
	[
		'anything else',
		network('EWHATEVER'),
		read,
		'Example could not be reached, the connection broke off',
		'Try again later.',
	],
];

describe('the error a person sees', () => {
	test('says where to look for what a write may have done, beside what the platform makes of the status', () => {
		const inDoubt = 'The list shows it.';
		const error = errorOf(refused(500), { ...write, inDoubt }, { advice: () => 'Check the IDs.' });

		expect(error.description).toBe(`Check the IDs. ${lookFirst} ${inDoubt}`);
		expect(errorOf(refused(422), { ...write, inDoubt }).description).not.toContain(inDoubt);
	});

	test.each(FAULTS)('for %s says what happened and what to do', (_, fault, call, reason, description) => {
		const error = errorOf(fault, call);

		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(`Could not ${call.purpose}: ${reason}`);
		expect(error.description ?? '').toBe(description);
		expect(error.context.itemIndex).toBe(3);
	});

	test("quotes the platform's own words before the advice", () => {
		const error = errorOf(refused(400, 'name is required'));

		expect(error.description).toBe('Example says: "name is required". Check the parameters of this node.');
		expect(wordsOf(error)).toBe('name is required');
	});

	test('cuts words that are long, but keeps their end, where codes stand', () => {
		const error = errorOf(refused(400, `${'x'.repeat(5_000_000)} [RATE_LIMITED]`));

		expect(wordsOf(error)).toMatch(/^x+ … x+ \[RATE_LIMITED\]$/);
		expect(wordsOf(error).length).toBeLessThanOrEqual(2_000);
		expect(JSON.stringify([error, error.context, error.description, error.stack]).length).toBeLessThan(
			20_000,
		);
	});

	test('leaves no part of a secret where it cuts', () => {
		for (let at = 980; at < 1_010; at++) {
			const words = `${'x'.repeat(at)}${KEY}${'y'.repeat(5_000)}`;

			expect(wordsOf(errorOf(refused(400, words)))).not.toMatch(/x+a-place|placeholder|api-key/);
		}
	});

	test("prefers the platform's own advice", () => {
		const advice = (status: number, words: string | null) => (status === 422 ? `About ${words}.` : undefined);

		expect(errorOf(refused(422, 'x'), write, { advice }).description).toBe('Example says: "x". About x.');
		expect(errorOf(refused(400), write, { advice }).description).toBe('Check the parameters of this node.');
	});

	test('holds no secret, wherever it may come from', () => {
		const leaks = [
			errorOf(refused(400, `Key ${KEY} is unknown`)),
			errorOf({ kind: 'setup', words: `no such key ${KEY}` }),
			errorOf(refused(401), read, { advice: () => `Replace ${encodeURIComponent(KEY)}` }),
			errorOf(refused(500), { ...read, purpose: `read ${KEY}` }),
		];

		for (const error of leaks) {
			const seen = JSON.stringify([
				error,
				error.message,
				error.description,
				error.stack,
				error.context,
				error.messages,
			]);
			expect(seen).not.toContain(KEY);
			expect(seen).toContain('***');
		}
	});
});
