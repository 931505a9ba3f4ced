/** Answers shaped after the vendor's published examples, and the run that comes of each, field by field. */
import type { CurrentsApi } from '../../../../platforms/currents/api';
import { detailedFacts } from '../../../../platforms/currents/details';
import { buildRun } from '../../../../core/model/buildRun';
import { asWire, type PublishedAnswer } from './answers/answer';
import { canceled, failed } from './answers/cypress';
import { complete, going } from './answers/playwright';

const answers = [complete, going, failed, canceled].map((answer) => [answer.about, answer] as const);

/** What reads the spec files; an answer that is not in the table is not there. */
function apiOf({ instances }: ReturnType<typeof asWire>): CurrentsApi {
	const getInstance = async (instanceId: string) => {
		const instance = instances.get(instanceId);
		if (!instance) throw new Error(`There is no answer about the spec file ${instanceId}`);
		return instance;
	};
	return { getInstance } as CurrentsApi;
}

async function read(answer: PublishedAnswer) {
	const wire = asWire(answer);
	const dashboard = 'https://app.currents.dev';
	return buildRun(await detailedFacts(apiOf(wire), wire.run, dashboard, answer.details));
}

function withoutKeys(entries: object[] | null) {
	const isKey = (name: string) => name === 'testKey' || name === 'fingerprint';
	return (
		entries?.map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => !isKey(name)))) ??
		null
	);
}

test.each(answers)('%s', async (_, answer) => {
	const run = await read(answer);

	expect({ ...run, failures: withoutKeys(run.failures), tests: withoutKeys(run.tests) }).toEqual(
		answer.expected,
	);
});

test('a test is another one in each browser, with one key for its failure and itself', async () => {
	const { failures, tests } = await read(complete);

	expect(new Set(tests?.map(({ testKey }) => testKey)).size).toBe(6);
	expect(failures?.map(({ testKey }) => testKey)).toEqual([tests?.[0]?.testKey, tests?.[4]?.testKey]);
});
