export const config = {
	hostname: '127.0.0.1',
	port: Number(process.env.WEBDRIVER_PORT),
	path: '/',
	specs: ['./*.spec.mjs'],
	capabilities: [{ browserName: 'chrome', 'wdio:enforceWebDriverClassic': true }],
	framework: 'mocha',
	mochaOpts: { timeout: 1_000 },
	logLevel: 'error',
	reporters: [
		['junit', { outputDir: './junit' }],
		['ctrf-json', { outputDir: './ctrf' }],
	],
};
