'use strict';

/**
 * Runs before every test file. n8n-core reads its settings from the environment when it is first loaded and
 * writes a settings file into its user folder, so both are pointed at a throw-away place before anything can
 * require it. The folder is created by n8n-core itself, and removed by the engine harness; a test that never
 * loads n8n-core leaves nothing behind.
 */
const { randomBytes } = require('node:crypto');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

require('reflect-metadata');

const userFolder = join(tmpdir(), `n8n-nodes-test-runs-${process.pid}-${randomBytes(6).toString('hex')}`);

Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'engine-tests-only',
	N8N_LOG_LEVEL: 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_RUNNERS_ENABLED: 'false',
	GENERIC_TIMEZONE: 'UTC',
});
