'use strict';

const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test/unit', '<rootDir>/test/engine', '<rootDir>/test/fuzz'],
	// Packages are loaded once per worker.
	runtime: '<rootDir>/test/runner/runtime.js',
	testEnvironment: '<rootDir>/test/runner/environment.js',
	testMatch: ['**/*.test.ts'],
	transform: {
		// Types are checked once by `tsc -p tsconfig.dev.json` in `npm test`, not again in each worker.
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }],
	},
	setupFiles: ['<rootDir>/test/setup.js'],
	// Two more than cores: many tests wait for a pause before a retry, or for a time limit.
	maxWorkers: availableParallelism() + 2,
	// A safety net: after a hundred test files a worker holds about half of it.
	workerIdleMemoryLimit: '1GB',
	// The engine, a sandbox and retries over real HTTP: seconds on a busy machine, never minutes.
	testTimeout: 60_000,
};
