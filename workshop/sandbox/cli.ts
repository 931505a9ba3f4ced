import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox } from './index';

const DEFAULT_PORT = 4010;

/** Runs the sandbox until the process is told to end. */
async function main() {
	const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
	const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`--port ${values.port} is no port`);
	const host = values.host ?? '127.0.0.1';
	if (host !== '127.0.0.1' && host !== '::1') throw new Error('--host takes 127.0.0.1 or ::1');
	const sandbox = await startSandbox({ port, host });
	console.log(introduction(sandbox));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}

function introduction({ url, currents, qodex, testclix, preclinical, preclinicalOss }: Sandbox): string {
	const json = "-H 'content-type: application/json' -d";
	return `Sandbox listening on ${url}

Currents   base URL      ${currents.baseUrl}
           read & write  ${currents.apiKey}
           read only     ${currents.readOnlyApiKey}
           project       ${currents.projectId} (Web shop)
Qodex      origin        ${qodex.origin}
           project slug  ${qodex.slug}
           key           ${qodex.apiKey}
           schedule URL  ${qodex.scheduleUrl}
TestCLIX   base URL      ${testclix.baseUrl}
           key           ${testclix.apiKey}
           test          ${testclix.testId}
Preclinical base URL     ${preclinical.baseUrl}
           key           ${preclinical.apiKey}
           self-hosted   ${preclinicalOss.baseUrl}, no key

Try:
  curl -s ${currents.baseUrl}/projects -H 'authorization: Bearer ${currents.apiKey}'
  curl -s ${url}/control/currents/runs ${json} '{"projectId":"${currents.projectId}","groups":["chromium","firefox"]}'
  curl -s ${url}/control/currents/runs/RUN_ID/finish ${json} '{"outcome":"failed","failures":2}'
  curl -s -X PUT ${url}/control/qodex/nextRuns ${json} '{"outcome":"failed","afterMs":5000}'
  curl -s ${url}/control/faults ${json} '{"platform":"qodex","times":2,"fault":{"kind":"status","status":503}}'
  curl -s ${url}/control/violations

All commands: workshop/sandbox/README.md. Ctrl-C ends the sandbox.`;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
