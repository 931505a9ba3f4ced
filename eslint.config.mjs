import path from 'node:path';

import n8nCommunityNodes from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

import layers from './layers.js';

const shipped = layers.SHIPPED;

/** Forbids imports, of types too, that `layers.js` does not allow. */
const layersOnly = {
	meta: {
		type: 'problem',
		schema: [],
		messages: { crossed: '{{file}} may not import {{specifier}}: see layers.js' },
	},
	create(context) {
		const file = path.relative(import.meta.dirname, context.filename).replaceAll('\\', '/');
		const check = (node, source) => {
			const specifier = source?.value;
			if (typeof specifier !== 'string' || layers.mayImport(file, specifier)) return;
			context.report({ node, messageId: 'crossed', data: { file, specifier } });
		};
		return {
			ImportDeclaration: (node) => check(node, node.source),
			ExportNamedDeclaration: (node) => check(node, node.source),
			ExportAllDeclaration: (node) => check(node, node.source),
			ImportExpression: (node) => check(node, node.source),
			TSImportType: (node) => check(node, node.argument.literal),
		};
	},
};

export default [
	{ ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'dist-editions/**', 'test/e2e/n8n-*/**'] },
	{
		files: ['**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		plugins: { '@typescript-eslint': tseslint.plugin },
		rules: {
			...tseslint.configs.eslintRecommended.rules,
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'no-console': 'error',
		},
	},
	{
		// The one file that talks on the command line.
		files: ['workshop/sandbox/cli.ts'],
		rules: { 'no-console': 'off' },
	},
	// n8n's own rules, as its scanner applies them: to nodes, credentials and package.json, without inline exceptions.
	{
		...n8nCommunityNodes.configs.recommended,
		files: [...shipped, 'editions'].map((folder) => `${folder}/**/*.ts`),
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
	},
	{
		files: ['package.json', 'editions/*/package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		plugins: { ...n8nCommunityNodes.configs.recommended.plugins, 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nCommunityNodes.configs.recommended.rules,
			...n8nNodesBase.configs.community.rules,
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// Wants the name of a page of n8n's own docs; a community package links to a full address.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['credentials/TestRunQodexScheduleApi.credentials.ts'],
		rules: {
			// This URL is the secret.
			'@n8n/community-nodes/credential-unnecessary-password': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts', 'platforms/**/*.ts', 'n8n/**/*.ts', 'editions/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// Older rules that want `['main']`; the community plugin wants NodeConnectionTypes.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: [...shipped, 'editions', 'workshop/sandbox'].map((folder) => `${folder}/**/*.ts`),
		plugins: { layers: { rules: { imports: layersOnly } } },
		rules: { 'layers/imports': 'error' },
	},
];
