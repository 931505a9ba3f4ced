import type { RunFacts } from '../../../../core/model/buildRun';
import { eventPasses, runPasses, type DeliveryFilters } from '../../../../n8n/webhooks/filters';
import { sampleRun } from '../../core/sampleRun';

const none: DeliveryFilters = {
	verdicts: [],
	branches: [],
	tags: [],
	environments: [],
	projects: [],
	testIds: [],
};

const run = (facts: Partial<RunFacts> = {}) => sampleRun({ platformVerdict: 'failed', ...facts });

const doubt: Partial<RunFacts> = { doubt: 'It could not be read.' };

describe('a run passes', () => {
	test('when nothing is filtered', () => {
		expect(runPasses(run(), none)).toBe(true);
	});

	test.each<[string, Partial<DeliveryFilters>, Partial<RunFacts>, boolean]>([
		['its verdict', { verdicts: ['failed'] }, {}, true],
		['one of two verdicts', { verdicts: ['passed', 'failed'] }, {}, true],
		['another verdict', { verdicts: ['passed'] }, {}, false],
		['a run in progress', { verdicts: ['failed'] }, { status: 'running' }, false],
		['its branch', { branches: ['main'] }, { branch: 'main' }, true],
		['a part of its branch', { branches: ['main'] }, { branch: 'main-2' }, false],
		['a glob', { branches: ['release/*'] }, { branch: 'release/7/fix' }, true],
		['one of two globs', { branches: ['x', 'rel*'] }, { branch: 'release' }, true],
		['another case', { branches: ['Main'] }, { branch: 'main' }, false],
		['any branch at all', { branches: ['*'] }, { branch: 'main' }, true],
		['a run without a branch', { branches: ['main'] }, { branch: null }, false],
		['a run without a branch, for any branch', { branches: ['*'] }, { branch: null }, false],
		['a tag', { tags: ['smoke'] }, { tags: ['nightly', 'smoke'] }, true],
		['one of two tags', { tags: ['smoke', 'x'] }, { tags: ['smoke'] }, true],
		['no such tag', { tags: ['smoke'] }, { tags: ['smoke-2'] }, false],
		['a run without tags', { tags: ['smoke'] }, {}, false],
		['its environment', { environments: ['staging'] }, { environment: 'staging' }, true],
		['another environment', { environments: ['staging'] }, { environment: 'production' }, false],
		['a run without an environment', { environments: ['staging'] }, {}, false],
		['two filters that fit', { verdicts: ['failed'], branches: ['main'] }, { branch: 'main' }, true],
		[
			'two filters of which one fits',
			{ verdicts: ['passed'], branches: ['main'] },
			{ branch: 'main' },
			false,
		],
		['a run in doubt, whatever its verdict', { verdicts: ['failed'] }, { ...doubt, status: 'running' }, true],
		['a run in doubt whose branch is not known', { branches: ['main'] }, doubt, true],
		['a run in doubt whose tags are not known', { tags: ['smoke'] }, doubt, true],
		['a run in doubt whose environment is not known', { environments: ['staging'] }, doubt, true],
		['a run in doubt of another branch', { branches: ['main'] }, { ...doubt, branch: 'x' }, false],
		['a run in doubt with other tags', { tags: ['smoke'] }, { ...doubt, tags: ['x'] }, false],
		['a run in doubt elsewhere', { environments: ['staging'] }, { ...doubt, environment: 'x' }, false],
	])('by %s', (_, filters, facts, expected) => {
		expect(runPasses(run(facts), { ...none, ...filters })).toBe(expected);
	});
});

describe('an event passes', () => {
	test.each<[Partial<DeliveryFilters>, { projectId?: string | null; testId?: string | null }, boolean]>([
		[{}, {}, true],
		[{ projects: ['SHOP'] }, { projectId: 'SHOP' }, true],
		[{ projects: ['SHOP'] }, { projectId: 'shop' }, false],
		[{ projects: ['SHOP'] }, { projectId: null }, false],
		[{ projects: ['SHOP'] }, {}, false],
		[{ testIds: ['7', '8'] }, { testId: '8' }, true],
		[{ testIds: ['7', '8'] }, { testId: '78' }, false],
		[{ projects: ['SHOP'], testIds: ['7'] }, { projectId: 'SHOP', testId: '9' }, false],
	])('with %j for %j: %j', (filters, event, expected) => {
		expect(eventPasses(event, { ...none, ...filters })).toBe(expected);
	});
});
