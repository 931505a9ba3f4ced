/** A shop on this machine, which a collection is run against. */
import { createServer } from 'node:http';
import newman from 'newman';

const server = createServer((request, response) => {
	if (request.url === '/slow') return;
	response.setHeader('content-type', 'application/json').end('{"total":3}');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const { port } = server.address();
newman.run(
	{
		collection: './shop.collection.json',
		envVar: [{ key: 'shop', value: `http://127.0.0.1:${port}` }],
		iterationCount: 2,
		timeoutRequest: 300,
		reporters: ['json', 'junit'],
		reporter: { json: { export: 'newman.json' }, junit: { export: 'newman.xml' } },
	},
	() => {
		server.closeAllConnections();
		server.close();
	},
);
