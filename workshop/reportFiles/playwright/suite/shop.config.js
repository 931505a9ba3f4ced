const out = process.env.OUT || 'out';

module.exports = {
	testMatch: 'cart.spec.js',
	retries: 1,
	timeout: 1_000,
	workers: 1,
	reporter: [
		['json', { outputFile: `${out}.json` }],
		['junit', { outputFile: `${out}.xml`, includeRetries: out === 'retries' }],
		['playwright-ctrf-json-reporter', { outputFile: `${out}-ctrf.json` }],
		['allure-playwright', { resultsDir: `${out}-allure`, environmentInfo: {} }],
	],
	projects: [{ name: 'desktop' }, { name: 'phone' }],
};
