/** What the README and the notes of a template tell users to do, done in the editor as they would do it. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';
import { credentialsOf } from '../../../../scripts/lib/playground.mjs';
import {
	addNode,
	chooseByLabel,
	clickFirstStep,
	clickPlus,
	closePanel,
	importFromFile,
	makeCredential,
	newWorkflow,
	openPanel,
	pasteByLabel,
	pickByLabel,
	publish,
} from './canvas.mjs';
import { readmeSteps } from './writtenSteps.mjs';

const PROJECT = 'Web shop';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const walks = [
	{ name: "the README's Five minutes, without an account", run: withoutAccount, standsAlone: true },
	{ name: "the README's Five minutes, with a platform, up to Slack", run: withPlatform, standsAlone: true },
	{
		name: 'the template Run failed, imported from its file and filled in as its notes say, up to Slack',
		run: runFailed,
		standsAlone: true,
	},
];

async function withoutAccount({ editor, client }) {
	const { page } = editor;
	const [[importIt, execute]] = await readmeSteps('Five minutes');
	await newWorkflow(editor);
	await importFromFile(page, importIt.em[0], path.join(projectRoot, importIt.links[0]));
	const [button, output] = execute.em;
	const [maker, gate] = execute.strong;
	await page.getByRole('button', { name: button, exact: true }).last().click();
	for (const node of [maker, gate, output])
		await page
			.locator(
				`[data-test-id=canvas-node][data-node-name="${node}"] [data-test-id=canvas-node-status-success]`,
			)
			.waitFor();
	const [execution] = await client.listEveryExecution();
	assert.equal(execution.status, 'success');
}

async function withPlatform(state) {
	const { page } = state.editor;
	const [, steps] = await readmeSteps('Five minutes');
	assert.equal(steps.length, 6);
	const [trigger, panel, gate, report, slack, last] = steps;
	await newWorkflow(state.editor);
	await clickFirstStep(page, trigger.em[0]);
	await addNode(page, { words: trigger.code[0], node: trigger.strong[0], action: trigger.em[1] });
	await chooseByLabel(page, panel.em[0], 'Currents');
	await makeCredential(page, credentialsOf(state.sandbox).testRunCurrentsApi.data);
	await pickByLabel(page, 'Project', PROJECT);
	await closePanel(page);
	await clickPlus(page, 'Test Run Trigger');
	await addNode(page, { words: gate.strong[0], node: gate.strong[0] });
	await closePanel(page);
	await clickPlus(page, gate.strong[0], report.em[0]);
	await addNode(page, { words: report.strong[0], node: report.strong[0] });
	await closePanel(page);
	await clickPlus(page, report.strong[0]);
	const [action, to, channel, messageType, blocks, field] = slack.em;
	await addNode(page, { words: slack.strong[0], node: slack.strong[0], action });
	// Nothing has run yet: the fields of the Report are those of its schema.
	await page.locator('[data-test-id=ndv-input-panel]').getByText('runKeys', { exact: true }).waitFor();
	await makeCredential(page, { accessToken: state.standIn.slack.token });
	await chooseByLabel(page, to, channel);
	await pickChannel(state);
	await chooseByLabel(page, messageType, blocks);
	await pasteByLabel(page, field, slack.code[0]);
	await closePanel(page);
	await assertMessageOnRed(state, await publish(page, last.em[0]));
}

async function runFailed(state) {
	const { page } = state.editor;
	const [[importIt], steps] = await readmeSteps('Five minutes');
	await newWorkflow(state.editor);
	const file = path.join(projectRoot, 'templates', 'run-failed-to-slack.json');
	await importFromFile(page, importIt.em[0], file);
	await openPanel(page, 'Run Finished');
	await makeCredential(page, credentialsOf(state.sandbox).testRunCurrentsApi.data);
	await pickByLabel(page, 'Project', PROJECT);
	await closePanel(page);
	await openPanel(page, 'Post to Slack');
	await makeCredential(page, { accessToken: state.standIn.slack.token });
	await pickChannel(state);
	await closePanel(page);
	await assertMessageOnRed(state, await publish(page, steps.at(-1).em[0]));
}

async function pickChannel({ editor, standIn }) {
	await pickByLabel(editor.page, 'Channel', standIn.slack.channel.name.slice(1));
}

/** A failed run makes the published workflow post one message that names its tests; nobody refused any of its calls. */
async function assertMessageOnRed({ client, sandbox, standIn }, id) {
	const { control, currents } = sandbox;
	const before = standIn.slack.messages.length;
	const execution = await client.nextExecution(id, async () => {
		const { run } = await control.currents.createRun({ projectId: currents.projectId });
		await control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 2 });
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const { verdict, platform } = execution.data.resultData.metadata;
	assert.deepEqual({ verdict, platform }, { verdict: 'failed', platform: 'currents' });
	const [trigger] = execution.workflowData.nodes.filter(({ type }) => type.endsWith('.testRunTrigger'));
	const [[{ run }]] = outputsOf(execution, trigger.name);
	const [message, ...more] = standIn.slack.messages.slice(before);
	assert.deepEqual(more, []);
	assert.equal(run.failures.length, 2);
	for (const { title } of run.failures) assert.ok(JSON.stringify(message.blocks).includes(title), title);
	assert.match(message.text, /^Failed/);
	assert.deepEqual(standIn.violations, []);
	await client.deactivate(id);
	await client.deleteWorkflow(id);
}
