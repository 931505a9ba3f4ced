/** The README's Five minutes as an animated picture: from an empty workflow to the message of a failed run. */
import {
	addNode,
	chooseByLabel,
	clickFirstStep,
	clickPlus,
	closePanel,
	makeCredential,
	newWorkflow,
	pasteByLabel,
	pickByLabel,
} from '../../test/e2e/suites/editor/canvas.mjs';
import { animated } from './apng.mjs';

const SIZE = { width: 1000, height: 620 };
const GLANCE_MS = 1_200;
const LOOK_MS = 2_000;

/** @type {import('../../scripts/screenshots.mjs').Shot} */
export const fiveMinutesShot = {
	file: 'five-minutes.png',
	chapter: 'Workflows',
	line: 'Five minutes: from an empty workflow to a message that names the failed tests',
	take: pictureFiveMinutes,
	maxBytes: 1_000_000,
};

async function pictureFiveMinutes(state) {
	const { editor, sandbox, standIn } = state;
	const { page } = editor;
	const frames = [];
	const keep = async (ms) => frames.push({ png: await page.screenshot(), ms });

	await page.setViewportSize(SIZE);
	await newWorkflow(editor);
	await keep(GLANCE_MS);
	await clickFirstStep(page, 'Add first step');
	await page.fill('[data-test-id=node-creator-search-bar]', 'Test Run');
	await page.locator('[data-test-id=node-creator-item-name]').getByText('Test Run Gate').waitFor();
	await keep(GLANCE_MS);
	await addNode(page, { words: 'Test Run', node: 'Test Run', action: 'On run finished' });
	await pickByLabel(page, 'Project', 'Web shop');
	await keep(LOOK_MS);
	await closePanel(page);
	await clickPlus(page, 'Test Run Trigger');
	await addNode(page, { words: 'Test Run Gate', node: 'Test Run Gate' });
	await keep(LOOK_MS);
	await closePanel(page);
	await keep(GLANCE_MS);
	await clickPlus(page, 'Test Run Gate', 'Failed');
	await addNode(page, { words: 'Test Run Report', node: 'Test Run Report' });
	await keep(LOOK_MS);
	await closePanel(page);
	await clickPlus(page, 'Test Run Report');
	await addNode(page, { words: 'Slack', node: 'Slack', action: 'Send a message' });
	await makeCredential(page, { accessToken: standIn.slack.token });
	await chooseByLabel(page, 'Send Message To', 'Channel');
	await pickByLabel(page, 'Channel', standIn.slack.channel.name.slice(1));
	await chooseByLabel(page, 'Message Type', 'Blocks');
	await pasteByLabel(page, 'Blocks', '{{ $json.message }}');
	await keep(LOOK_MS);
	await closePanel(page);
	await page.click('[data-test-id=zoom-to-fit]');
	await page.click('[data-test-id=execute-workflow-button]');
	await page.locator('[data-test-id=stop-execution-waiting-for-webhook-button]').waitFor();
	await keep(GLANCE_MS);
	const { run } = await sandbox.control.currents.createRun({ projectId: sandbox.currents.projectId });
	await sandbox.control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 3 });
	await page.locator('[data-test-id=canvas-node-status-success]').nth(3).waitFor();
	await keep(2 * LOOK_MS);
	return animated(frames);
}
