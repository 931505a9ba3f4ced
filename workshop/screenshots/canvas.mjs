import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/lib/paths.mjs';
import { heroWorkflow } from './hero.mjs';
import { pictureOf } from './picture.mjs';

const TEMPLATES = path.join(projectRoot, 'templates');
const HERO_SIZE = { width: 1280, height: 640 };
// As wide as it takes to read the notes.
const TEMPLATE_SIZE = { width: 1920, height: 1000 };

// n8n's own buttons around a workflow.
const HIDDEN = [
	'.tab-bar-container',
	'[data-test-id=canvas-controls]',
	'[data-test-id=node-creator-plus-button]',
	'[data-test-id=command-bar-button]',
	'[data-test-id=add-sticky-button]',
	'[data-test-id=toggle-focus-panel-button]',
	'[data-test-id=instance-ai-canvas-action-button]',
	'[data-test-id=execute-workflow-button]',
	// That a template has no credentials yet.
	'[data-test-id=node-issues]',
	'[data-test-id=clear-execution-data-button]',
].join(',');

/**
 * The picture for the README, and one of each template.
 *
 * @returns {import('../../scripts/screenshots.mjs').Shot[]}
 */
export function canvasShots() {
	const templates = fs.readdirSync(TEMPLATES).filter((file) => file.endsWith('.json'));
	return [
		{
			file: 'hero.png',
			chapter: 'Workflows',
			line: 'A run fails, the Gate decides, and the report goes out',
			take: pictureHero,
		},
		...templates.sort().map((file) => {
			const template = JSON.parse(fs.readFileSync(path.join(TEMPLATES, file), 'utf8'));
			return {
				file: `template-${path.basename(file, '.json')}.png`,
				chapter: 'Templates',
				line: template.name,
				take: async (state) => await pictureTemplate(state, template),
			};
		}),
	];
}

/**
 * All nodes of a workflow on the canvas, its notes around them.
 *
 * @param {any} state
 * @param {any} template a workflow as n8n exports it
 * @returns {Promise<Buffer>} a PNG
 */
export async function pictureTemplate({ editor, client }, { name, nodes, connections, settings }) {
	const { id } = await client.createWorkflow({ name, nodes, connections, settings });
	await openCanvas(editor, id, TEMPLATE_SIZE);
	await fitCanvas(editor);
	// The notes, which are nodes, too, frame the others.
	return await pictureOf(editor.page, ...(await editor.page.locator('.vue-flow__node').all()));
}

/** The trigger gets a delivery, and a stand-in answers Slack's node: what shows has really been executed. */
async function pictureHero(state) {
	const { editor, client, sandbox, standIn } = state;
	const { projectId } = sandbox.currents;
	const credential = await client.createCredential({
		name: 'Slack',
		type: 'slackApi',
		data: { accessToken: standIn.slack.token },
	});
	const { channel } = standIn.slack;
	const { id } = await client.createWorkflow(heroWorkflow(state, { channel, credential }));
	await openCanvas(editor, id, HERO_SIZE);
	await editor.page.click('[data-test-id=execute-workflow-button]');
	await editor.page.locator('[data-test-id=stop-execution-waiting-for-webhook-button]').waitFor();
	const { run } = await sandbox.control.currents.createRun({ projectId });
	await sandbox.control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 3 });
	// All but the one for a run that has passed.
	await editor.page.locator('[data-test-id=canvas-node-status-success]').nth(3).waitFor();
	await fitCanvas(editor);
	return await pictureOf(editor.page, editor.page.locator('[data-test-id=canvas]'));
}

async function openCanvas({ page, url }, id, size) {
	await page.setViewportSize(size);
	await page.goto(`${url}/workflow/${id}`);
	await page.locator('[data-test-id=canvas-node]').first().waitFor();
}

async function fitCanvas({ page }) {
	await page.click('[data-test-id=zoom-to-fit]');
	// It moves there.
	await page.waitForTimeout(500);
	await page.addStyleTag({ content: `${HIDDEN} { display: none !important }` });
}
