/** Which ids of a refused request the platform may not know. */
import type { INode } from 'n8n-workflow';

import type { Call, Service } from '../../../../n8n/transport/contract';
import { platformError, unknownIdsIn } from '../../../../n8n/transport/errors';

const node = { name: 'Test Run', type: 'testRun', typeVersion: 1, parameters: {} } as unknown as INode;
const KEY = 'a-placeholder-api-key';
const service: Service = {
	name: 'Example',
	credential: 'exampleApi',
	secretFields: ['apiKey'],
	baseUrl: () => 'http://127.0.0.1',
	errorText: () => null,
};
const path = '/run/a%2Fb/5';
const read: Call = { purpose: 'read the run', method: 'GET', path, pick: (json) => json };
const write: Call = { ...read, purpose: 'cancel the run', method: 'PUT' };
const unknown = (status: number, call: Call) => {
	const fault = { kind: 'refused', status, words: null, retryAfter: undefined } as const;
	return unknownIdsIn(platformError(node, service, call, fault, { apiKey: KEY }, 0));
};

test.each([400, 404, 410, 422])('those of a read that is refused with %i', (status) => {
	expect(unknown(status, read)).toEqual(['run', 'a/b', '5']);
});

test('those of a write only where it was not found: other refusals are about what was to be written', () => {
	expect(unknown(404, write)).toEqual(['run', 'a/b', '5']);
	expect(unknown(422, write)).toEqual([]);
});

test.each([401, 403, 429, 500])('none where the refusal with %i is not about an id', (status) => {
	expect(unknown(status, read)).toEqual([]);
});

test('those that are not in the path, but nothing else of query and body', () => {
	const call = { ...write, query: { projectId: 'P1', limit: 5 }, body: { agent_id: 'A1', title: 'Nightly' } };

	expect(unknown(404, call)).toEqual(['run', 'a/b', '5', 'P1', 'A1']);
});

test('never a secret that was entered as an id', () => {
	expect(unknown(404, { ...read, path: `/run/${KEY}` })).toEqual(['run']);
});

test('none of an error that is not from a platform', () => {
	expect(unknownIdsIn(new Error('Not found'))).toEqual([]);
});
