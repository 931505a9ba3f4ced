import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		testTimeout: 1_000,
		reporters: [
			['json', { outputFile: 'vitest.json' }],
			['junit', { outputFile: 'junit.xml' }],
			['tap', { outputFile: 'vitest.tap' }],
			['@d2t/vitest-ctrf-json-reporter', {}],
		],
	},
});
