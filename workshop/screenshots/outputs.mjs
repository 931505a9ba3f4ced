import { executeNode, outputTable } from '../../test/e2e/suites/editor/nodePanel.mjs';
import { openNode } from '../../test/e2e/suites/editor/workflows.mjs';
import { pictureOf } from './picture.mjs';

/** @type {import('../../scripts/screenshots.mjs').Shot[]} */
export const outputShots = [
	{
		file: 'trigger-listening.png',
		chapter: 'Output',
		line: 'Test Run Trigger waits for a run, to build the workflow with real data',
		take: async (state) => {
			await listen(state);
			return await pictureNode(state);
		},
	},
	{
		file: 'output-event.png',
		chapter: 'Output',
		line: 'What Test Run Trigger gives out',
		take: async (state) => {
			await listen(state);
			await endRun(state);
			await outputTable(state.editor.page);
			return await pictureOutput(state);
		},
	},
	{
		file: 'output-run.png',
		chapter: 'Output',
		line: 'The run that Test Run gives out: the same fields for all platforms',
		take: async (state) => {
			const runId = await endRun(state);
			await openTestRun(state, { operation: 'getRun', runId }, state.credentials.testRunCurrentsApi);
			await executeNode(state.editor.page);
			await outputTable(state.editor.page);
			return await pictureOutput(state);
		},
	},
	{
		file: 'error-key.png',
		chapter: 'Errors',
		line: 'A key that the platform does not accept',
		take: async (state) => {
			const { client, sandbox, editor } = state;
			const wrong = await client.createCredential({
				name: 'Currents (wrong key)',
				type: 'testRunCurrentsApi',
				data: { apiKey: 'a-wrong-key', baseUrl: sandbox.currents.baseUrl },
			});
			await openTestRun(state, { operation: 'getRun', runId: 'any' }, wrong);
			await executeNode(editor.page);
			await nodeError(editor.page);
			return await pictureNode(state);
		},
	},
];

async function listen({ editor, client, sandbox, credentials }) {
	await openNode({ ...editor, client }, 'testRunTrigger', {
		name: 'Test Run Trigger',
		parameters: {
			platform: 'currents',
			projectId: {
				__rl: true,
				mode: 'list',
				value: sandbox.currents.projectId,
				cachedResultName: 'Web shop',
			},
			options: { includeFailures: 20 },
		},
		credentials,
	});
	await executeNode(editor.page);
	await editor.page.locator('[data-test-id=trigger-listening]').waitFor();
}

async function endRun({ sandbox }) {
	const { run } = await sandbox.control.currents.createRun({ projectId: sandbox.currents.projectId });
	const { runId } = run;
	await sandbox.control.currents.finishRun({ runId, outcome: 'failed', failures: 2 });
	return runId;
}

async function openTestRun({ editor, client }, parameters, credential) {
	await openNode({ ...editor, client }, 'testRun', {
		name: 'Test Run',
		parameters: { resource: 'currents', ...parameters },
		credentials: { testRunCurrentsApi: credential },
	});
}

/** Waits for the error of a node that has been executed. */
export async function nodeError(page) {
	await page.locator('[data-test-id=output-panel] [data-test-id=node-error-message]').waitFor();
	await page.locator('[data-test-id=node-execute-button]', { hasText: 'Execute step' }).first().waitFor();
}

/** The output panel, as JSON. */
export async function pictureOutput({ editor: { page } }) {
	const output = page.locator('[data-test-id=output-panel]');
	await output.locator('[data-test-id=radio-button-json]').click();
	await output.locator('.json-data').waitFor();
	return await pictureOf(page, output);
}

/** The whole panel of a node: input, parameters, output. */
export async function pictureNode({ editor: { page } }) {
	await page.setViewportSize({ width: 1280, height: 720 });
	return await pictureOf(page, page.locator('[data-test-id=ndv]'));
}
