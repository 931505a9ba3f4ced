/** A service, calls, and an n8n context that answers them. */
import type { IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';

import type { Call, Service } from '../../../../n8n/transport/contract';

/** One answer of n8n's request helper: a response, or an error that it throws. */
export type Step =
	{ statusCode: number; body?: unknown; headers?: Record<string, string> } | { throws: object };

export const service: Service = {
	name: 'Example',
	credential: 'exampleApi',
	secretFields: ['apiKey'],
	baseUrl: ({ baseUrl }) => String(baseUrl),
	errorText: (body) => (body as { error?: string } | null)?.error ?? null,
};
export const read: Call = { purpose: 'read it', method: 'GET', path: '/things', pick: (json) => json };
export const write: Call = { ...read, purpose: 'make it', method: 'POST', body: { a: 1 } };
export const down = { throws: { code: 'ECONNREFUSED' } };

/** An n8n context whose request helper gives these answers, one after the other, the last one for ever. */
export function contextWith(...steps: Step[]) {
	const sent: IHttpRequestOptions[] = [];
	const stop = new AbortController();
	const httpRequestWithAuthentication = async (_type: string, options: IHttpRequestOptions) => {
		const step = steps[Math.min(sent.length, steps.length - 1)]!;
		sent.push(options);
		if ('throws' in step) throw step.throws;
		return { headers: {}, ...step };
	};
	const ctx = {
		getCredentials: async () => ({ baseUrl: 'http://127.0.0.1:1/v1', apiKey: 'a-placeholder-key' }),
		getNode: () => ({ name: 'Test Run', type: 'testRun', typeVersion: 1 }) as unknown as INode,
		getExecutionCancelSignal: () => stop.signal,
		helpers: { httpRequestWithAuthentication },
	} as unknown as IExecuteFunctions;
	return { ctx, sent, stop };
}
