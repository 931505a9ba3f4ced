/** Reading very many failures lets the rest of n8n have its turn, on every platform that lists some. */
import type { CurrentsApi, FullRun } from '../../../platforms/currents/api';
import { detailedFacts, type Details } from '../../../platforms/currents/details';
import type { PreclinicalApi } from '../../../platforms/preclinical/contract';
import { failuresOf, type Survey } from '../../../platforms/preclinical/details';
import type { PreclinicalRun, PreclinicalScenarioRun } from '../../../platforms/preclinical/wire';
import type { QaseApi } from '../../../platforms/qase/api';
import { readFailures } from '../../../platforms/qase/failures';
import type { QaseRun } from '../../../platforms/qase/wire';
import { factsWithFailures } from '../../../platforms/qodex/runs';
import { turnsDuring } from '../../turns';

const MANY = 1_000;

const serials = Array.from({ length: MANY }, (_, serial) => String(serial));

type Reading = () => Promise<unknown[] | null | undefined>;

/** Of one spec file. */
const currents = async (details: Details, state: string) => {
	const tests = serials.map((testId) => ({ testId, title: [testId], _s: state }));
	const getInstance = async () => ({ spec: 'a.spec.ts', results: { tests } });
	const specs = [{ instanceId: 'i', spec: 'a.spec.ts', results: { stats: { failures: MANY } } }];
	const run = { runId: 'r', projectId: 'p', specs } as unknown as FullRun;
	const api = { getInstance } as unknown as CurrentsApi;
	return await detailedFacts(api, run, 'https://example.com', details);
};

const preclinical: Reading = async () => {
	const failed = serials.map((id) => ({ id, status: 'failed', criteria_results: [] }));
	const survey = { failed: failed as unknown as PreclinicalScenarioRun[], doubt: null } as Survey;
	const run = { id: 'r', agent_id: 'a' } as unknown as PreclinicalRun;
	const api = { baseUrl: 'https://example.com' } as PreclinicalApi;
	return (await failuresOf(api, run, survey, MANY)).failures;
};

const qase: Reading = async () => {
	const results = serials.map((hash) => ({ hash, case_id: null, status: 'failed' }));
	const listResults: QaseApi['listResults'] = async (_code, _max, { status }, keep) =>
		keep!((status === 'failed' ? results : []) as never);
	const run = { id: 1, stats: { total: MANY, failed: MANY, statuses: { failed: MANY } } };
	const api = { listResults } as QaseApi;
	return (await readFailures(api, run as unknown as QaseRun, 'DEMO', MANY)).failures;
};

const qodex: Reading = async () => {
	const scenarios = serials.map((name) => ({ name, status: 'failed' }));
	const json = { testRunId: 'r', passed: false, scenarios };
	const project = { origin: 'https://example.com', slug: 'shop' };
	return (await factsWithFailures(json, 'r', project, MANY)).failures;
};

test.each<[string, Reading]>([
	['Currents', async () => (await currents({ maxFailures: MANY }, 'failed')).failures],
	['Currents, all tests', async () => (await currents({ maxFailures: 0, tests: true }, 'passed')).tests],
	['Preclinical', preclinical],
	['Qase', qase],
	['Qodex', qodex],
])('%s', async (_, read) => {
	let found: unknown;
	const turns = await turnsDuring(async () => (found = await read()));

	expect(found).toHaveLength(MANY);
	expect(turns).toBeGreaterThanOrEqual(MANY / 40);
});
