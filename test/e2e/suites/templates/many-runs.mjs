import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { hasEnded, outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { until } from '../faults/fault.mjs';
import { MANUAL_TRIGGER, oneAfterTheOther, other, PACKAGE } from '../../workflows.mjs';
import { createFilledIn, currentsTrigger, importFilledIn, slackNode } from './every-template.mjs';
import { startMailServer } from './stand-in/smtp.mjs';

/** A poll is at most a minute away. */
const LONGEST_MS = 200_000;

const COLUMNS = {
	runKey: 'string',
	testKey: 'string',
	title: 'string',
	suite: 'string',
	group: 'string',
	status: 'string',
	flaky: 'boolean',
	durationMs: 'number',
	fingerprint: 'string',
	branch: 'string',
	finishedAt: 'date',
	commit: 'string',
	environment: 'string',
	complete: 'boolean',
};

/** Templates that look at many runs, or ask for them. @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const manyRuns = [
	{ name: 'Many runs: a data table with the rows of ten runs', run: fillTable },
	{ name: 'Flaky digest: one message names what fails, what is flaky, and what is slow', run: flakyDigest },
	{ name: 'Weekly report: one mail with the page', run: weeklyReport },
	{ name: 'Alert after three: silent about the first and the second failure in a row', run: alertAfterThree },
	{ name: 'Polling: a run that has ended is reported, and once', run: pollingInstead },
	{ name: 'Quarantines: those that are new, end soon or have ended are told of once', run: quarantineWatch },
];

async function fillTable(state) {
	const { client } = state;
	const id = await client.createDataTable('Test runs of a week', COLUMNS);
	state.filledTable = tableOf(id);
	const runs = Array.from({ length: 10 }, (_, index) => runOf(10 - index));
	const { id: workflow } = await client.createWorkflow(
		oneAfterTheOther('Runs become rows', [
			other('Runs', 'n8n-nodes-base.code', 2, {
				jsCode: `return ${JSON.stringify(runs.map((json) => ({ json })))};`,
			}),
			other('Rows', `${PACKAGE}.testRunHistory`, 1, { operation: 'makeRows' }),
			other('Insert', 'n8n-nodes-base.dataTable', 1, {
				operation: 'insert',
				...state.filledTable.parameters,
				columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
			}),
		]),
	);
	assertSuccess(await client.nextExecution(workflow, () => client.runWorkflow(workflow, MANUAL_TRIGGER)));
	await client.deleteWorkflow(workflow);
}

/** By its id, as when it is chosen from the list: n8n 1 finds none by name. */
function tableOf(id) {
	return { parameters: { dataTableId: { __rl: true, mode: 'list', value: id } } };
}

/** A run that ended so many times ten hours ago: `pays` fails in the last two, `wobbles` passes every third only again. */
function runOf(ago) {
	const status = (hasFailed) => (hasFailed ? 'failed' : 'passed');
	const test = (title, more) => ({
		...{
			testKey: `${title}-0123456789`,
			title,
			suite: 'cart',
			file: null,
			group: null,
			attempts: 1,
			tags: [],
		},
		...{ flaky: false, durationMs: 1_200, status: 'passed' },
		...more,
	});
	const tests = [
		test('pays', { status: status(ago <= 2) }),
		test('wobbles', { flaky: ago % 3 === 0, attempts: 2 }),
		test('crawls', { durationMs: 42_000 }),
	];
	const failures = tests
		.filter((one) => one.status === 'failed')
		.map((one) => ({ ...one, fingerprint: '0123456789abcdef', error: { message: 'no', stack: null } }));
	return {
		platform: 'report',
		platformName: 'JUnit',
		key: `report:ago-${ago}`,
		id: `ago-${ago}`,
		status: 'finished',
		verdict: status(failures.length > 0),
		counts: { total: 3, passed: 3 - failures.length, failed: failures.length, skipped: 0, pending: 0 },
		branch: 'main',
		finishedAt: new Date(Date.now() - ago * 10 * 3_600_000).toISOString(),
		tests,
		failures,
	};
}

async function flakyDigest(state) {
	const { client, standIn } = state;
	const { id } = await importFilledIn(state, 'flaky-digest', {
		'Get Rows': state.filledTable,
		'Post to Slack': slackNode(state),
	});
	const before = standIn.slack.messages.length;
	assertSuccess(await client.nextExecution(id, () => client.runWorkflow(id, 'Every Monday')));
	const [message, ...more] = standIn.slack.messages.slice(before);
	assert.deepEqual(more, []);
	assertDigest(JSON.stringify(message.blocks));
	await client.deactivate(id);
	await client.deleteWorkflow(id);
}

async function weeklyReport(state) {
	const { client, install } = state;
	const { port, mails } = await startMailServer();
	state.credentials.smtp = await client.createCredential({
		name: 'smtp (stand-in)',
		type: 'smtp',
		data: {
			user: '',
			password: '',
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
			hostName: '',
		},
	});
	const { id } = await importFilledIn(state, 'weekly-report-by-email', {
		'Get Rows': state.filledTable,
		'Send Email': {
			credentials: ['smtp'],
			parameters: { fromEmail: 'tests@example.com', toEmail: 'team@example.com' },
		},
	});
	assertSuccess(await client.nextExecution(id, () => client.runWorkflow(id, 'Every Monday')));
	const [{ to, content }, ...more] = mails;
	assert.deepEqual(more, []);
	assert.deepEqual(to, ['team@example.com']);
	const { simpleParser } = createRequire(path.join(install.dir, 'package.json'))('mailparser');
	const { subject, html } = await simpleParser(content);
	assert.match(subject, /^Tests of the last week: 1 test fails/);
	assert.match(html, /^<!DOCTYPE html>/);
	assert.doesNotMatch(html, /<script|src=/);
	assertDigest(html.replace(/<[^>]+>/g, ' '));
	await client.deactivate(id);
	await client.deleteWorkflow(id);
}

function assertDigest(words) {
	for (const said of [
		/3 tests of main/,
		/1 test fails/,
		/pays.*failing since 2 runs/,
		/wobbles.*3 of 10 runs \(30%\)/,
		/crawls.*42 s/,
	])
		assert.match(words, said);
}

async function alertAfterThree(state) {
	const { client } = state;
	const table = tableOf(await client.createDataTable('Test runs to alert of', COLUMNS));
	const { id } = await importFilledIn(state, 'alert-after-three-in-a-row', {
		'Run Finished': currentsTrigger(state),
		'Read Run': { credentials: ['testRunCurrentsApi'] },
		'Get Rows': table,
		'Insert Rows': table,
		'Post to Slack': slackNode(state),
	});
	// Other workflows that are active tell Slack of these runs, too.
	const said = [];
	for (const outcome of ['passed', 'passed', 'failed', 'failed', 'failed']) {
		const execution = await client.nextExecution(id, () => endRun(state, outcome));
		assertSuccess(execution);
		assert.notEqual(outputsOf(execution, 'Make Rows').flat().length, 0);
		assert.equal(
			outputsOf(execution, 'Post to Slack').flat().length,
			outputsOf(execution, 'Report').flat().length,
		);
		said.push(outputsOf(execution, 'Report').flat());
	}
	assert.deepEqual(
		said.map(({ length }) => length),
		[0, 0, 0, 0, 1],
	);
	assert.match(said[4][0].text, /failing since 3 runs/);
	await client.deactivate(id);
	await client.deleteWorkflow(id);
}

async function endRun({ sandbox }, outcome) {
	const { control, currents } = sandbox;
	const { run } = await control.currents.createRun({ projectId: currents.projectId });
	const failures = outcome === 'failed' ? { failures: 1 } : {};
	await control.currents.finishRun({ runId: run.runId, outcome, ...failures });
	return run.runId;
}

async function pollingInstead(state) {
	const { client } = state;
	const trigger = currentsTrigger(state);
	const { id } = await importFilledIn(state, 'polling-instead-of-webhooks', {
		'Run Ended': {
			...trigger,
			parameters: { ...trigger.parameters, pollTimes: { item: [{ mode: 'everyMinute' }] } },
		},
		'Post to Slack': slackNode(state),
	});
	await endRun(state, 'passed');
	const runId = await endRun(state, 'failed');
	const ended = async () => (await client.listEveryExecution(id)).some(hasEnded);
	await until(ended, 'a poll that finds the runs', LONGEST_MS);
	const [{ id: executionId }] = await client.listEveryExecution(id);
	const execution = await client.getExecution(executionId);
	assertSuccess(execution);
	const keys = outputsOf(execution, 'Once')
		.flat()
		.map(({ run }) => run.id);
	assert.deepEqual([keys.length, keys.includes(runId)], [2, true]);
	const [report, ...more] = outputsOf(execution, 'Report').flat();
	assert.deepEqual(more, []);
	assert.equal(report.verdict, 'failed');
	assert.equal(outputsOf(execution, 'Post to Slack').flat().length, 1);
	await client.deactivate(id);
	await client.deleteWorkflow(id);
}

async function quarantineWatch(state) {
	const { client, sandbox, standIn } = state;
	const { id } = await createFilledIn(state, 'quarantine-watch', {
		'Get Many Actions': currentsTrigger(state),
		'Post to Slack': slackNode(state),
	});
	const newMessages = async () => {
		const before = standIn.slack.messages.length;
		assertSuccess(await client.nextExecution(id, () => client.runWorkflow(id, 'Every Hour')));
		return standIn.slack.messages.slice(before).map(({ text }) => text.split('\n').sort());
	};
	const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
	await addAction(sandbox, 'Pays <!channel>', inHours(24));
	await addAction(sandbox, 'Searches', inHours(-1));
	const [lines, ...more] = await newMessages();
	assert.deepEqual(more, []);
	assert.deepEqual(
		lines.map((line) => line.replace(/, ends .*/, '')),
		[
			'• ends soon: Pays &lt;!channel&gt; (quarantine)',
			'• has ended: Searches (quarantine)',
			'• new: Pays &lt;!channel&gt; (quarantine)',
			'• new: Searches (quarantine)',
		],
	);
	assert.deepEqual(await newMessages(), []);
	await addAction(sandbox, 'Wobbles', inHours(24 * 30));
	assert.match((await newMessages()).flat().join(), /^• new: Wobbles \(quarantine\), ends \d/);
	await client.deleteWorkflow(id);
}

async function addAction({ control, currents: { projectId } }, name, expiresAfter) {
	const cond = [{ type: 'title', op: 'eq', value: name }];
	await control.currents.addTestAction({
		...{ projectId, name, action: [{ op: 'quarantine' }], matcher: { op: 'AND', cond }, expiresAfter },
	});
}

function assertSuccess(execution) {
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
}
