/** Filters and changes of Qase whose expressions give nothing. */
import type { INodeParameters } from 'n8n-workflow';

import { byId, complaint, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

describe('a filter that was added and gives nothing', () => {
	const NOTHING = '={{ null }}';

	test.each<[string, INodeParameters, string]>([
		['getManyCases', { severities: NOTHING }, "'Severity Names or IDs' is empty"],
		['getManyCases', { severities: '={{ [null] }}' }, "'Severity Names or IDs' has an entry without a value"],
		['getManyCases', { caseStatus: '={{ ["done"] }}' }, "'Status' has no choice 'done'"],
		['getManyCases', { suiteId: byId(NOTHING) }, "'Suite' is empty"],
		['getManyCases', { suiteId: byId('') }, "'Suite' is empty"],
		['getManyCases', { suiteId: { mode: 'list', value: '' } }, "'Suite' is empty"],
		['getManyCases', { search: NOTHING }, "'Search' is empty"],
		['getManyCases', { issueTracker: 'linear', issueIds: ',' }, "'External Issue IDs' has no entry"],
		['getManyCases', { issueIds: 'SHOP-1' }, "'External Issue IDs' needs a tracker"],
		['getManyDefects', { status: NOTHING }, "'Status' is empty"],
		['getManyEnvironments', { slug: '={{ $json.slug }}' }, "'Slug' is empty"],
		['getManyMilestones', { search: "={{ '' }}" }, "'Search' is empty"],
		['getManyResults', { caseIds: NOTHING }, "'Case IDs' is empty"],
		['getManyResults', { api: NOTHING }, "'Made by API' is empty"],
		['getManyResults', { status: NOTHING }, "'Status' is empty"],
		['getManyRuns', { milestoneId: byId('={{ $json.milestone }}') }, "'Milestone' is empty"],
		['getManyRuns', { fromStartTime: NOTHING }, "'Started After' is empty"],
		['getManyRuns', { status: '={{ [null] }}' }, "'Status' has an entry without a value"],
	])('%s %j is refused before anything is read', async (operation, filters, message) => {
		expect(complaint(await qase.run(operation, { filters }))).toContain(message);
		expect(await qase.calls()).toEqual([]);
	});

	test.each([NOTHING, ','])('and so are Run IDs of %j', async (runIds) => {
		expect(complaint(await qase.run('getManyResults', { runIds }))).toContain("'Run IDs' has");
		expect(await qase.calls()).toEqual([]);
	});
});

describe('Update Run', () => {
	const patches = async () =>
		(await qase.calls()).filter(({ method }) => method === 'PATCH').map(({ body }) => body);

	test.each<[INodeParameters, string]>([
		[{ title: '={{ null }}' }, "'Title' is empty"],
		[{ milestoneId: byId('={{ $json.milestone }}') }, "'Milestone' is empty"],
		[{ tags: '={{ [null] }}' }, "'Tags' has an entry without a value"],
		[{ tags: ',' }, "'Tags' has no entry"],
		[{ clear: ['plan'] }, "'Clear' has no choice 'plan'"],
		[
			{ customFields: { rows: [{ id: '7', value: '={{ $json.build }}' }] } },
			"'Custom Fields' has a row without",
		],
	])('refuses %j beside a description, and changes nothing', async (wrong, message) => {
		const { id } = await qase.openRun();
		const updateFields = { description: 'Nightly', ...wrong };
		expect(complaint(await qase.run('updateRun', { runId: byId(id), updateFields }))).toContain(message);
		expect(await patches()).toEqual([]);
	});

	test('removes all tags where an expression gives an empty list', async () => {
		const { id } = await qase.openRun();
		await qase.run('updateRun', { runId: byId(id), updateFields: { tags: '={{ [] }}' } });
		expect(await patches()).toEqual([{ tags: null }]);
	});

	test('leaves configurations alone that were added without a row', async () => {
		const { id } = await qase.openRun();
		const updateFields = { description: 'Nightly', configurations: {} };
		await qase.run('updateRun', { runId: byId(id), updateFields });
		expect(await patches()).toEqual([{ description: 'Nightly' }]);
	});
});
