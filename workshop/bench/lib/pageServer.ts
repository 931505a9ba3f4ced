/**
 * The process behind `servePages`. It generates responses of Currents and caches each one after the first request for
 * it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Json, Templates } from './currentsPages';

interface Order {
	templates: Templates;
	runs: number;
}

/** Number of failed tests per spec file. */
const FAILURES_A_SPEC = 10;

process.once('message', serve);
// Exit together with the parent process.
process.once('disconnect', () => process.exit());

function serve({ templates: { run, spec, instance, test }, runs }: Order): void {
	const list = Array.from({ length: runs }, (_, serial) =>
		JSON.stringify({ ...run, runId: `run-${serial}`, cursor: String(serial) }),
	);
	const runOf = (failures: number) => {
		const specs = Array.from({ length: failures / FAILURES_A_SPEC }, (_, serial) => ({
			...spec,
			instanceId: String(serial),
		}));
		return JSON.stringify({ data: { ...run, runId: `failures-${failures}`, specs } });
	};
	const instanceOf = (serial: number) => {
		const tests = Array.from({ length: FAILURES_A_SPEC }, (_, i) => ({
			...test,
			testId: `${serial}-${i}`,
			title: ['Cart', `keeps item ${serial * FAILURES_A_SPEC + i}`],
		}));
		const results = { ...(instance.results as Json), tests };
		return JSON.stringify({ data: { ...instance, instanceId: String(serial), results } });
	};
	const kept = new Map<string, string>();
	const answer = (url: URL): string => {
		const [, kind, id] = url.pathname.split('/');
		if (kind !== 'projects')
			return kind === 'runs' ? runOf(Number(id.split('-')[1])) : instanceOf(Number(id));
		const after = url.searchParams.get('starting_after');
		const from = after === null ? 0 : Number(after) + 1;
		const to = Math.min(runs, from + Number(url.searchParams.get('limit')));
		return `{"status":"OK","has_more":${to < runs},"data":[${list.slice(from, to).join(',')}]}`;
	};
	const server = createServer(({ url = '' }, response) => {
		if (!kept.has(url)) kept.set(url, answer(new URL(url, 'http://127.0.0.1')));
		response.setHeader('content-type', 'application/json').end(kept.get(url));
	});
	server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}
