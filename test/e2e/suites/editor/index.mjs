import assert from 'node:assert/strict';
import { templates } from '../templates/index.mjs';
import { openEditor } from './browser.mjs';
import { credentials } from './credentials.mjs';
import { executions } from './executions.mjs';
import { nodeSearch } from './nodeSearch.mjs';
import { parameters } from './parameters.mjs';
import { pickers } from './pickers.mjs';
import { readRegistry } from './registry.mjs';
import { walks } from './walks.mjs';
import { PACKAGE } from './workflows.mjs';

/** Tests n8n's editor in a real Chromium: what users see and click. @type {import('../index.mjs').Suite} */
export const editor = {
	name: 'editor',
	lines: ['1', '2'],
	steps: [
		{ name: 'Chromium is signed in to n8n', run: open },
		...nodeSearch,
		...parameters,
		...credentials,
		...pickers,
		...executions,
		{ name: 'the editor called nobody outside this computer', run: assertNothingRefused },
	],
	close: async (state) => await state.editor?.close(),
};

/**
 * The second part of the suite, which `--suite editor` runs too: it needs an n8n whose Slack node is answered by the
 * stand-in, and clicks on what only n8n 2 has. @type {import('../index.mjs').Suite}
 */
export const editorWalks = {
	name: 'editor',
	lines: ['2'],
	ownPlayground: true,
	prepare: templates.prepare,
	steps: [
		{ name: 'Chromium is signed in to n8n', run: open },
		...walks,
		{ name: 'the editor called nobody outside this computer', run: assertNothingRefused },
	],
	close: async (state) => {
		await editor.close(state);
		await templates.close(state);
	},
};

async function open(state) {
	state.registry = await readRegistry();
	state.editor = await openEditor({ url: state.n8n.url });
}

/** Only one blocked request is expected: n8n looks up installed community packages in the registry. */
function assertNothingRefused({ editor: { refused } }) {
	const others = refused.filter((url) => new URL(url).pathname !== `/${PACKAGE}`);
	assert.deepEqual(others, []);
}
