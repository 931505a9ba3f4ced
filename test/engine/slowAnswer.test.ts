import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { budgetOf } from '../../n8n/transport/budget';
import { send } from '../../n8n/transport/request';
import type { Service } from '../../n8n/transport/contract';
import { nodeRun } from './harness';
import { describeToy, toyApi } from './harness/toys';

const service: Service = {
	name: 'Toy',
	credential: 'toyApi',
	secretFields: ['apiKey'],
	baseUrl: ({ baseUrl }) => String(baseUrl),
	errorText: () => null,
};

/** Asks for something that it gives half a second to arrive. */
class Impatient implements INodeType {
	description = describeToy('Impatient', {});

	async execute(this: IExecuteFunctions) {
		await send(this, service, {
			purpose: 'read it',
			method: 'GET',
			path: '/',
			repeat: 'never',
			budget: budgetOf(500),
			pick: (json) => json,
		});
		return [[]];
	}
}

let server: Server;
afterEach(() => server.closeAllConnections());
afterEach(async () => await new Promise((resolve) => server.close(resolve)));

test('an answer that trickles in without an end is given up', async () => {
	server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const trickle = setInterval(() => response.write(' '), 50);
		response.on('close', () => clearInterval(trickle));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const { error } = await nodeRun({
		node: new Impatient(),
		credentials: { toyApi: { apiKey: 'a-placeholder-key', baseUrl } },
		credentialTypes: [toyApi],
	});

	expect(error?.message).toBe('Could not read it: Toy could not be reached, it did not answer in time');
});
