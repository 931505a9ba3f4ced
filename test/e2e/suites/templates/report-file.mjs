import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { importFilledIn } from './every-template.mjs';

const BUCKET = 'sandbox-reports';
const ACCESS_KEY = 'sandbox-access-key-placeholder';

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const reportFile = [
	{ name: 'Report file into Qase: imported, filled in and active', run: importIt },
	{ name: 'Report file into Qase: a red report becomes a red run, and the Gate says so', run: redReport },
	{ name: 'Report file into Qase: a green report becomes a green run', run: greenReport },
];

async function importIt(state) {
	state.storage = await startStorage();
	state.credentials.s3 = await state.client.createCredential({
		name: 's3 (stand-in)',
		type: 's3',
		data: {
			endpoint: state.storage.url,
			region: 'eu-central-1',
			accessKeyId: ACCESS_KEY,
			secretAccessKey: 'sandbox-secret-placeholder',
			forcePathStyle: true,
		},
	});
	const qase = {
		credentials: ['testRunQaseApi'],
		parameters: { projectCode: { __rl: true, mode: 'code', value: state.sandbox.qase.projectCode } },
	};
	const { id } = await importFilledIn(state, 'report-file-to-qase', {
		'Download Report': { credentials: ['s3'], parameters: { bucketName: BUCKET } },
		'Start Run': qase,
		'Add Results': qase,
		'Until Qase Has Them': { parameters: { amount: 1 } },
		'Complete Run': qase,
	});
	state.reportFileWorkflow = id;
}

async function redReport(state) {
	const failure = '<failure message="No invoice">at PayTest:7</failure>';
	const { execution, results } = await readReport(state, failure);
	assert.deepEqual(
		results.map(({ title, testops_id: caseId, message, execution: { status } }) => [
			title,
			status,
			caseId,
			message,
		]),
		[
			['by card', 'passed', undefined, null],
			['by invoice', 'failed', 2, 'No invoice'],
			['by points', 'skipped', undefined, null],
		],
	);
	const [[completed]] = outputsOf(execution, 'Complete Run');
	assert.equal(completed.verdict, 'failed');
	assertDecision(execution, 'Something Failed', completed.url);
}

async function greenReport(state) {
	const { execution } = await readReport(state, '');
	const [[completed]] = outputsOf(execution, 'Complete Run');
	assert.equal(completed.verdict, 'passed');
	assertDecision(execution, 'All Passed', completed.url);
}

/** Executes the workflow on a report in which the second test has this content. */
async function readReport({ client, reportFileWorkflow, sandbox, storage }, content) {
	storage.report = `<testsuite name="shop.PayTest" timestamp="2026-05-01T10:00:00Z">
		<testcase classname="shop.PayTest" name="by card" time="1.5"/>
		<testcase classname="shop.PayTest" name="by invoice (Qase ID: 2)" time="0.2">${content}</testcase>
		<testcase classname="shop.PayTest" name="by points"><skipped/></testcase>
	</testsuite>`;
	const before = (await resultCalls(sandbox)).length;
	const execution = await client.nextExecution(
		reportFileWorkflow,
		async () => await client.runWorkflow(reportFileWorkflow, 'Every Morning'),
	);
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	const [call, ...others] = (await resultCalls(sandbox)).slice(before);
	assert.deepEqual(others, []);
	assert.deepEqual(storage.violations, []);
	return { execution, results: call.body.results };
}

async function resultCalls({ control }) {
	return (await control.calls({ platform: 'qase' })).filter(({ path }) => path.endsWith('/results'));
}

/** The run that follows the Gate is the one of the report, and links to Qase. */
function assertDecision(execution, reached, url) {
	const ends = ['All Passed', 'Something Failed', 'Ask a Person'];
	const found = ends
		.map((name) => [name, outputsOf(execution, name).flat()])
		.filter(([, items]) => items.length > 0);
	assert.deepEqual(
		found.map(([name]) => name),
		[reached],
	);
	const [[, [run]]] = found;
	assert.equal(run.platform, 'report');
	assert.equal(run.url, url);
}

/** An S3 service that has one file, at the path of today. Closes with the process. */
async function startStorage() {
	const storage = { url: '', report: '', violations: [] };
	const server = http.createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url, 'http://localhost');
		const isSigned = request.headers.authorization?.startsWith(`AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/`);
		const isLocation = pathname === `/${BUCKET}` && searchParams.has('location');
		const isReport = /^\/sandbox-reports\/reports\/\d{4}-\d{2}-\d{2}\/junit\.xml$/.test(pathname);
		if (!isSigned || !(isLocation || isReport)) storage.violations.push(`${request.method} ${request.url}`);
		response.writeHead(200, { 'content-type': 'application/xml' });
		response.end(
			isLocation ? '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>' : storage.report,
		);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	server.unref();
	storage.url = `http://127.0.0.1:${server.address().port}`;
	return storage;
}
