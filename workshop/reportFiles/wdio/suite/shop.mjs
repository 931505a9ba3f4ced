/** A WebDriver server that opens sessions and nothing else: the tests below need no browser. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const server = createServer((request, response) => {
	const capabilities = { browserName: 'chrome', browserVersion: '123.0.1', platformName: 'linux' };
	const value = request.method === 'POST' ? { sessionId: 'session', capabilities } : null;
	response.setHeader('content-type', 'application/json').end(JSON.stringify({ value }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const env = { ...process.env, WEBDRIVER_PORT: String(server.address().port) };
const child = spawn('npx', ['wdio', 'run', 'wdio.conf.mjs'], { env, stdio: 'inherit' });
child.on('exit', () => server.close());
