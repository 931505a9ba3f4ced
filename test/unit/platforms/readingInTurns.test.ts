/** Reading very many failures lets the rest of n8n have its turn, on every platform that lists some. */
import type { CurrentsApi, FullRun } from '../../../platforms/currents/api';
import { detailedFacts } from '../../../platforms/currents/details';
import type { PreclinicalApi } from '../../../platforms/preclinical/api';
import { failuresOf, type Survey } from '../../../platforms/preclinical/scenarios';
import type { PreclinicalRun, PreclinicalScenarioRun } from '../../../platforms/preclinical/wire';
import type { QaseApi } from '../../../platforms/qase/api';
import { readFailures } from '../../../platforms/qase/failures';
import type { QaseRun } from '../../../platforms/qase/wire';
import { factsWithFailures } from '../../../platforms/qodex/runs';
import type { RunFacts } from '../../../runs/buildRun';
import { turnsDuring } from '../../turns';

const MANY = 1_000;

const serials = Array.from({ length: MANY }, (_, serial) => String(serial));

type Reading = () => Promise<Pick<RunFacts, 'failures'>>;

/** One spec file, and all its tests as well. */
const currents: Reading = async () => {
	const tests = serials.map((testId) => ({ testId, title: [testId], _s: 'failed' }));
	const getInstance = async () => ({ spec: 'a.spec.ts', results: { tests } });
	const specs = [{ instanceId: 'i', spec: 'a.spec.ts', results: { stats: { failures: MANY } } }];
	const run = { runId: 'r', projectId: 'p', specs } as unknown as FullRun;
	const wanted = { maxFailures: MANY, tests: true };
	return await detailedFacts({ getInstance } as unknown as CurrentsApi, run, 'https://example.com', wanted);
};

const preclinical: Reading = async () => {
	const failed = serials.map((id) => ({ id, status: 'failed', criteria_results: [] }));
	const survey = { failed: failed as unknown as PreclinicalScenarioRun[], doubt: null } as Survey;
	const run = { id: 'r', agent_id: 'a' } as unknown as PreclinicalRun;
	return await failuresOf({ baseUrl: 'https://example.com' } as PreclinicalApi, run, survey, MANY);
};

const qase: Reading = async () => {
	const results = serials.map((hash) => ({ hash, case_id: null, status: 'failed' }));
	const listResults: QaseApi['listResults'] = async (_code, _max, { status }, keep) =>
		keep!((status === 'failed' ? results : []) as never);
	const run = { id: 1, stats: { total: MANY, failed: MANY, statuses: { failed: MANY } } };
	return await readFailures({ listResults } as QaseApi, run as unknown as QaseRun, 'DEMO', MANY);
};

const qodex: Reading = async () => {
	const scenarios = serials.map((name) => ({ name, status: 'failed' }));
	const json = { testRunId: 'r', passed: false, scenarios };
	return await factsWithFailures(json, 'r', { origin: 'https://example.com', slug: 'shop' }, MANY);
};

test.each<[string, Reading]>([
	['Currents', currents],
	['Preclinical', preclinical],
	['Qase', qase],
	['Qodex', qodex],
])('%s', async (_, read) => {
	let failures: unknown;
	const turns = await turnsDuring(async () => ({ failures } = await read()));

	expect(failures).toHaveLength(MANY);
	expect(turns).toBeGreaterThanOrEqual(MANY / 40);
});
