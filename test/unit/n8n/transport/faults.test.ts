import type { INode } from 'n8n-workflow';

import {
	askedToWaitMs,
	isPassing,
	isSurelyUndone,
	networkFault,
	nullOn,
	platformError,
	statusOf,
	wordsOf,
} from '../../../../n8n/transport/errors';
import type { Fault } from '../../../../n8n/transport/fault';

const node = { name: 'Test Run', type: 'testRun', typeVersion: 1, parameters: {} } as unknown as INode;
const service = {
	name: 'Example',
	credential: 'exampleApi',
	secretFields: [],
	baseUrl: () => '',
	errorText: () => null,
};
const call = { purpose: 'read the run', method: 'GET', path: '/', pick: (json: unknown) => json } as const;

const errorOf = (fault: Fault) => platformError(node, service, call, fault, {}, 0);
const refused = (status: number): Fault => ({ kind: 'refused', status, words: null, retryAfter: undefined });
const network = (code: string, neverOpened = false): Fault => ({ kind: 'network', code, neverOpened });

describe('what is told about an error', () => {
	test.each<[Fault, number | null, boolean]>([
		[refused(404), 404, false],
		[refused(429), 429, true],
		[refused(500), 500, true],
		[refused(503), 503, true],
		[network('ECONNRESET'), null, true],
		[network('ECONNREFUSED', true), null, true],
		[{ kind: 'unreadable', status: 200 }, 200, true],
		[{ kind: 'redirect', status: 302 }, 302, false],
		[{ kind: 'canceled' }, null, false],
		[{ kind: 'setup', words: 'x' }, null, false],
	])('%j has the status %j and passes by itself: %j', (fault, status, passes) => {
		expect(statusOf(errorOf(fault))).toBe(status);
		expect(isPassing(errorOf(fault))).toBe(passes);
	});

	test.each<[Fault, boolean]>([
		[refused(400), true],
		[refused(403), true],
		[refused(429), true],
		[refused(200), true],
		[refused(408), false],
		[refused(500), false],
		[refused(503), false],
		[network('ECONNREFUSED', true), true],
		[network('ECONNRESET'), false],
		[{ kind: 'unreadable', status: 200 }, false],
		[{ kind: 'redirect', status: 302 }, true],
		[{ kind: 'canceled' }, false],
		[{ kind: 'setup', words: 'x' }, true],
	])('after %j nothing was done, for sure: %j', (fault, isSure) => {
		expect(isSurelyUndone(errorOf(fault))).toBe(isSure);
	});

	test.each<[unknown, number | null]>([
		['90', 90_000],
		[undefined, null],
		['soon', null],
	])('Retry-After %j is told as %j milliseconds, however long', (retryAfter, ms) => {
		expect(askedToWaitMs(errorOf({ kind: 'refused', status: 429, words: null, retryAfter }))).toBe(ms);
		expect(askedToWaitMs(errorOf(network('ECONNRESET')))).toBeNull();
	});

	test('nullOn turns the named refusals into null and passes on all else', () => {
		expect(nullOn(404, 410)(errorOf(refused(404)))).toBeNull();
		for (const error of [errorOf(refused(403)), errorOf(network('ECONNRESET')), new Error('x'), null]) {
			expect(() => nullOn(404)(error)).toThrow();
		}
		expect(() => nullOn()(errorOf(refused(404)))).toThrow();
	});

	test.each([new Error('x'), 'x', null, undefined, { httpCode: '404' }])(
		'nothing is read into %j',
		(stranger) => {
			expect(statusOf(stranger)).toBeNull();
			expect(isPassing(stranger)).toBe(false);
			expect(isSurelyUndone(stranger)).toBe(false);
			expect(askedToWaitMs(stranger)).toBeNull();
			expect(wordsOf(stranger)).toBe('');
		},
	);
});

describe('what went wrong on the way', () => {
	const wrapped = (cause: object) => Object.assign(new Error('outer'), { cause });

	test.each<[unknown, string, boolean]>([
		[{ code: 'ECONNREFUSED' }, 'ECONNREFUSED', true],
		[{ code: 'ENOTFOUND' }, 'ENOTFOUND', true],
		[{ code: 'EAI_AGAIN' }, 'EAI_AGAIN', true],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'ETIMEDOUT', true],
		[{ code: 'ETIMEDOUT', syscall: 'read' }, 'ETIMEDOUT', false],
		[{ code: 'ETIMEDOUT' }, 'ETIMEDOUT', false],
		[{ code: 'ECONNABORTED' }, 'ECONNABORTED', false],
		[{ code: 'ECONNRESET' }, 'ECONNRESET', false],
		[wrapped({ code: 'ERR_NETWORK', cause: { code: 'ECONNREFUSED' } }), 'ECONNREFUSED', true],
		[new Error('no code'), 'UNKNOWN', false],
		['a text', 'UNKNOWN', false],
		[undefined, 'UNKNOWN', false],
	])('%j is %s, never opened: %j', (error, code, neverOpened) => {
		expect(networkFault(error)).toEqual({ kind: 'network', code, neverOpened });
	});

	test('a chain of causes without an end is not followed for ever', () => {
		const loop: { code: string; cause?: unknown } = { code: 'ELOOP' };
		loop.cause = loop;

		expect(networkFault(loop)).toMatchObject({ code: 'ELOOP' });
	});
});
