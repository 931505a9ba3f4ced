/**
 * The rules of `n8n-node lint` with its strict configuration, without its package of 480 MB: all of its rule sets but
 * `eslint-plugin-import-x`, of which it takes warnings alone.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { ESLint } from 'eslint';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const { community, credentials, nodes } = n8nNodesBase.configs;

const config = tseslint.config(
	{ ignores: ['dist/**', 'eslint.config.mjs'] },
	{
		files: ['**/*.ts'],
		extends: [
			js.configs.recommended,
			tseslint.configs.recommended,
			n8nCommunityNodesPlugin.configs.recommended,
		],
		rules: { 'prefer-spread': 'off', 'no-console': 'error' },
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: community.rules,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);

/**
 * @param {string} folder of a package
 * @returns {Promise<string[]>} errors, with file and line
 */
export async function lintStrictly(folder) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: config,
	});
	const results = await eslint.lintFiles(['**/*.ts', 'package.json']);
	return results.flatMap(({ filePath, messages }) =>
		messages
			.filter(({ severity }) => severity === 2)
			.map(
				({ line, message, ruleId }) => `${filePath.slice(folder.length + 1)}:${line}: ${message} (${ruleId})`,
			),
	);
}

/**
 * Runs `n8n-node lint` on a copy of the sources that finds the modules of that installation.
 *
 * @param {string} folder of a package
 * @param {string} nodeCli folder that `@n8n/node-cli`, `typescript` and `n8n-workflow` are installed in
 * @returns {Promise<string[]>} what it printed, unless it found nothing
 */
export async function lintByNodeCli(folder, nodeCli) {
	const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-lint-'));
	try {
		fs.cpSync(folder, copy, { recursive: true });
		fs.symlinkSync(path.resolve(nodeCli, 'node_modules'), path.join(copy, 'node_modules'));
		const program = path.join(copy, 'node_modules/.bin/n8n-node');
		return await new Promise((resolve) => {
			execFile(program, ['lint'], { cwd: copy }, (error, stdout, stderr) =>
				resolve(error ? [`n8n-node lint: ${stdout}${stderr}` || error.message] : []),
			);
		});
	} finally {
		fs.rmSync(copy, { recursive: true, force: true });
	}
}
