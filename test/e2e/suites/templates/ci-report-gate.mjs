import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { ensureProgram } from '../../../../scripts/lib/services/programs.mjs';
import { runSnippet, services } from './ci-snippets.mjs';
import { importFilledIn } from './every-template.mjs';

// The credential `httpHeaderAuth` of this suite has another header; the lines in docs/reading.md name this one.
const HEADER = 'X-Report-Token';
const TOKEN = 'sandbox-report-placeholder';

const GREEN = '<testsuite name="cart"><testcase classname="cart" name="adds"/></testsuite>';
const RED = `<testsuite name="cart"><testcase classname="cart" name="adds"/><testcase classname="cart" name="pays">
	<failure message="expected 200, got 500"/></testcase></testsuite>`;
const CUT_OFF = RED.slice(0, -20);
const ALL_SKIPPED = '<testsuite name="cart"><testcase name="adds"><skipped/></testcase></testsuite>';

/** What curl ends with for a status that is an error, and for a file that is not there. */
const REFUSED = 22;
const NO_FILE = 26;

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const ciReportGate = [
	{ name: 'Report from CI: imported, filled in and active', run: importIt },
	...services.map((ci) => ({
		name: `Report from CI: the lines for ${ci.name} pass and fail the job as the Gate decides`,
		run: async (state) => await judge(state, ci),
	})),
	{ name: 'Report from CI: without the token nothing is started', run: withoutToken },
	{ name: 'Report from CI: a report that is cut off is answered with 400 and the place', run: cutOff },
	{ name: 'Report from CI: skipped tests alone do not pass', run: allSkipped },
	{ name: 'Report from CI: an exit code that the report does not explain does not pass', run: unexplained },
	{ name: 'Report from CI: when no report was written, that of an earlier build is not sent', run: noReport },
	{ name: 'Report from CI: a body that n8n takes apart is answered with how to send it', run: takenApart },
];

async function importIt(state) {
	const { client, n8n, standIn } = state;
	await ensureProgram('curl', { debianPackage: 'curl' });
	const type = 'httpHeaderAuth';
	const token = await client.createCredential({
		name: 'Report token',
		type,
		data: { name: HEADER, value: TOKEN },
	});
	const { id, nodes } = await importFilledIn(
		{ ...state, credentials: { ...state.credentials, [type]: token } },
		'ci-report-gate',
		{
			'Report from CI': { credentials: [type] },
			'Post to Slack': {
				credentials: ['slackApi'],
				parameters: { channelId: { __rl: true, mode: 'name', value: standIn.slack.channel.name } },
			},
		},
	);
	state.ciWorkflow = id;
	state.ciUrl = `${n8n.url}/webhook/${nodes.find(({ name }) => name === 'Report from CI').parameters.path}`;
}

async function judge(state, ci) {
	const green = await send(state, ci, { report: GREEN });
	assert.equal(green.exitCode, 0, green.output);
	assert.deepEqual(answerIn(green), { verdict: 'passed', reasons: ['The only test passed.'] });
	assert.deepEqual(green.messages, []);
	const { branch, commit, url } = green.run;
	assert.deepEqual({ branch, commit: commit.sha, url }, ci.told);

	const red = await send(state, ci, { report: RED, exitCode: 1 });
	assert.equal(red.exitCode, REFUSED, red.output);
	assert.deepEqual(answerIn(red), {
		verdict: 'failed',
		reasons: ['1 of 2 tests failed.', 'Failed: cart > pays'],
	});
	assert.equal(red.messages.length, 1);
	assert.match(JSON.stringify(red.messages[0].blocks), /pays/);
}

async function withoutToken({ client, ciUrl, ciWorkflow }) {
	const before = await client.listExecutions(ciWorkflow);
	const { exitCode, output } = await runSnippet(services[0], { url: ciUrl, token: 'wrong', report: GREEN });
	assert.equal(exitCode, REFUSED, output);
	assert.match(output, /403/);
	assert.equal((await client.listExecutions(ciWorkflow)).length, before.length);
}

async function cutOff(state) {
	const { exitCode, output, messages } = await send(state, services[0], { report: CUT_OFF });
	assert.equal(exitCode, REFUSED, output);
	assert.match(output, /400/);
	const { error, message } = answerIn({ output });
	assert.match(error, /report\.xml.*line 2/);
	assert.match(message, /cut off or damaged/);
	assert.deepEqual(messages, []);
}

async function allSkipped(state) {
	const { exitCode, output, messages } = await send(state, services[0], { report: ALL_SKIPPED });
	assert.equal(exitCode, REFUSED, output);
	assert.equal(answerIn({ output }).verdict, 'inconclusive');
	assert.equal(messages.length, 1);
}

async function unexplained(state) {
	const { exitCode, output, messages } = await send(state, services[0], { report: GREEN, exitCode: 7 });
	assert.equal(exitCode, REFUSED, output);
	const { verdict, reasons } = answerIn({ output });
	assert.equal(verdict, 'inconclusive');
	assert.match(reasons[0], /exit code 7/);
	assert.match(JSON.stringify(messages[0].blocks), /Inconclusive.*exit code 7/);
}

async function noReport({ client, ciUrl, ciWorkflow }) {
	const before = await client.listExecutions(ciWorkflow);
	for (const ci of services) {
		const { exitCode, output } = await runSnippet(ci, { url: ciUrl, token: TOKEN });
		assert.equal(exitCode, NO_FILE, output);
	}
	assert.equal((await client.listExecutions(ciWorkflow)).length, before.length);
}

async function takenApart(state) {
	for (const type of ['application/xml', 'text/xml', 'text/plain']) {
		const { client, ciUrl, ciWorkflow } = state;
		let response;
		await client.nextExecution(ciWorkflow, async () => {
			const headers = { 'content-type': type, [HEADER]: TOKEN };
			response = await fetch(ciUrl, { method: 'POST', headers, body: GREEN });
		});
		assert.equal(response.status, 400, type);
		assert.match(await response.text(), /curl -F/, type);
	}
}

/** Runs the lines of a CI service; returns how they ended, the run that was read, and the messages in Slack. */
async function send({ client, standIn, ciUrl, ciWorkflow }, ci, tests) {
	const { messages } = standIn.slack;
	const from = messages.length;
	let ended;
	const execution = await client.nextExecution(ciWorkflow, async () => {
		ended = await runSnippet(ci, { url: ciUrl, token: TOKEN, ...tests });
	});
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const [[run] = []] = outputsOf(execution, 'Reader');
	return { ...ended, run, messages: messages.slice(from) };
}

/** The JSON that n8n has answered, which `--fail-with-body` shows before the words of curl. */
function answerIn({ output }) {
	return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
}
