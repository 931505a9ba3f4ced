/** Starting, changing, completing, publishing and deleting runs of Qase. */
import type { IDataObject } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { shown } from '../parameters';
import { byId, complaint, NO_RUN, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const bodies = async (method: string) =>
	(await qase.calls()).filter((call) => call.method === method).map(({ body }) => body as IDataObject);

describe('Start Run', () => {
	const additionalFields = {
		authorId: '4',
		cloudBrowser: 'firefox',
		configurations: { rows: [{ id: byId(1) }, { id: byId(3) }] },
		customFields: { rows: [{ id: '7', value: 42 }] },
		description: 'Every night',
		endTime: '2026-05-01T03:00:00Z',
		environmentId: byId(2),
		isAutotest: true,
		milestoneId: byId(1),
		startTime: '2026-05-01T02:00:00+02:00',
		tags: 'nightly, smoke',
	};

	describe('what is sent', () => {
		test('makes a run from a plan with all that can be set', async () => {
			const { json } = await qase.run('startRun', { title: 'Nightly', planId: byId(1), additionalFields });

			expect(await bodies('POST')).toEqual([
				{
					title: 'Nightly',
					plan_id: 1,
					author_id: 4,
					is_cloud: true,
					cloud_run_config: { browser: 'firefox' },
					configurations: [1, 3],
					custom_field: { 7: '42' },
					description: 'Every night',
					end_time: '2026-05-01 03:00:00',
					environment_id: 2,
					is_autotest: true,
					milestone_id: 1,
					start_time: '2026-05-01 00:00:00',
					tags: ['nightly', 'smoke'],
				},
			]);
			const [run] = runsOf({ json });
			expect(run).toMatchObject({
				key: `qase:SHOP:${run.id}`,
				name: 'Nightly',
				status: 'running',
				verdict: 'pending',
				tags: ['nightly', 'smoke'],
			});
			expect(runsOf(await qase.run('getRun', { runId: byId(run.id) }))[0]).toMatchObject({
				environment: 'production',
				counts: { total: 12, pending: 12 },
			});
		});

		test.each([
			['all', {}, { include_all_cases: true }],
			['none', {}, {}],
			['cases', { cases: { rows: [{ id: byId(3) }, { id: byId('5, 8') }] } }, { cases: [3, 5, 8] }],
		])('takes cases from "%s"', async (casesFrom, parameters, sent) => {
			const { error } = await qase.run('startRun', { title: 'Checkout', casesFrom, ...parameters });
			expect(error).toBeNull();
			expect(await bodies('POST')).toEqual([{ title: 'Checkout', ...sent }]);
		});

		test('takes an environment by its slug', async () => {
			const parameters = {
				title: 'Checkout',
				casesFrom: 'all',
				additionalFields: { environmentSlug: 'staging' },
			};
			const { json } = await qase.run('startRun', parameters);
			expect(await bodies('POST')).toEqual([
				{ title: 'Checkout', include_all_cases: true, environment_slug: 'staging' },
			]);
			expect(runsOf(await qase.run('getRun', { runId: byId(String(json[0].id)) }))[0].environment).toBe(
				'staging',
			);
		});

		test('gives what Qase tells when Simplify is off', async () => {
			const { json } = await qase.run('startRun', { title: 'Checkout', casesFrom: 'all', simplify: false });
			expect(json).toEqual([{ id: 6 }]);
		});
	});

	describe('what is refused, and never repeated', () => {
		test.each([
			['no title', { title: ' ', casesFrom: 'all' }, "'Title' is empty"],
			['an empty plan', { title: 'Checkout', planId: byId('={{ "" }}') }, "'Plan' is empty"],
			['no cases', { title: 'Checkout', casesFrom: 'cases' }, "'Cases' is empty"],
			[
				'a title that is too long',
				{ title: 'a'.repeat(256), casesFrom: 'all' },
				"'Title' has 256 characters, and Qase takes 255 at most",
			],
			[
				'a description that is too long',
				{ title: 'a', casesFrom: 'all', additionalFields: { description: 'a'.repeat(10_001) } },
				"'Description' has 10001 characters, and Qase takes 10000 at most",
			],
			[
				'an environment in two ways',
				{
					title: 'a',
					casesFrom: 'all',
					additionalFields: { environmentSlug: 'staging', environmentId: byId(1) },
				},
				"'Environment Slug' is given beside an environment",
			],
			['a plan that is no number', { title: 'Checkout', planId: byId('x') }, "'Plan' is not a number"],
			[
				'a custom field without an ID',
				{
					title: 'A',
					casesFrom: 'all',
					additionalFields: { customFields: { rows: [{ id: '', value: '1' }] } },
				},
				"'Custom Fields' has a row without a field",
			],
		])('refuses %s before anything is sent', async (_, parameters, message) => {
			expect(complaint(await qase.run('startRun', parameters))).toContain(message);
			expect(await qase.calls()).toEqual([]);
		});

		test('tells what Qase refuses, field by field', async () => {
			const result = await qase.run('startRun', { title: 'Checkout', planId: byId(99) });
			expect(complaint(result)).toContain(
				'Could not start a run: Qase did not accept the request (HTTP 422)',
			);
			expect(complaint(result)).toContain('Qase says: "Plan not found plan_id: Plan not found"');
		});

		test.each([
			['the answer is lost', { fault: { kind: 'closeSocket' }, afterEffect: true }],
			['too many requests were made', { fault: { kind: 'status', status: 429 } }],
			['Qase is down', { fault: { kind: 'status', status: 503 } }],
		] as const)('is never repeated, even when %s', async (_, rule) => {
			await qase.fault({ match: { method: 'POST' }, times: 5, ...rule });
			const result = await qase.run('startRun', { title: 'Checkout', casesFrom: 'all' });
			expect(complaint(result)).toContain('Could not start a run');
			expect(await bodies('POST')).toHaveLength(1);
		});
	});
});

describe('Update Run', () => {
	test('changes the given fields and empties others', async () => {
		const { id } = await qase.openRun({ environmentId: 1, milestoneId: 1, tags: ['old'] });
		const updateFields = {
			title: 'Checkout, again',
			environmentId: byId(2),
			tags: 'new',
			configurations: { rows: [{ id: byId(2) }] },
			customFields: { rows: [{ id: '7', value: '1' }] },
			clear: ['milestone_id', 'description'],
		};

		const { json } = await qase.run('updateRun', { runId: byId(id), updateFields });

		expect(await bodies('PATCH')).toEqual([
			{
				title: 'Checkout, again',
				environment_id: 2,
				tags: ['new'],
				configurations: [2],
				custom_field: { 7: '1' },
				milestone_id: null,
				description: null,
			},
		]);
		expect(json).toMatchObject([{ name: 'Checkout, again', environment: 'production', tags: ['new'] }]);
	});

	test('takes an environment by its slug', async () => {
		const { id } = await qase.openRun();
		const { json } = await qase.run('updateRun', {
			runId: byId(id),
			updateFields: { environmentSlug: 'production' },
		});
		expect(await bodies('PATCH')).toEqual([{ environment_slug: 'production' }]);
		expect(json).toMatchObject([{ environment: 'production' }]);
	});

	test('refuses to change nothing', async () => {
		expect(complaint(await qase.run('updateRun', { runId: byId(1) }))).toContain("'Update Fields' is empty");
		expect(await qase.calls()).toEqual([]);
	});

	test('tells what Qase refuses', async () => {
		const updateFields = { environmentId: byId(99) };
		expect(complaint(await qase.run('updateRun', { runId: byId(1), updateFields }))).toContain(
			'Could not update the run: Qase did not accept the request (HTTP 422)',
		);
	});
});

describe('Complete Run', () => {
	test('completes the run and gives its verdict', async () => {
		const { id: runId } = await qase.openRun({ planId: 2 });
		for (const caseId of [1, 5, 8]) {
			await qase.control().addResult({ project: PROJECT, runId, caseId, status: 'passed' });
		}
		const { json } = await qase.run('completeRun', { runId: byId(runId) });
		expect(json).toMatchObject([{ status: 'finished', verdict: 'passed', alreadyEnded: false }]);
	});

	test.each([
		['passed', { outcome: 'passed' }, 'finished'],
		['failed', { outcome: 'failed' }, 'finished'],
		['aborted', { outcome: 'aborted' }, 'canceled'],
	] as const)('a run that is %s already is fine, and it says so', async (_, end, status) => {
		const { id } = await qase.endedRun(end);
		const { json } = await qase.run('completeRun', { runId: byId(id) });
		expect(json).toMatchObject([{ status, alreadyEnded: true }]);
		expect(await bodies('POST')).toEqual([]);
	});

	test.each(qaseVariants.completeTwice.values)(
		'so is one that ends by itself at the last moment, told with HTTP %s',
		async (completeTwice) => {
			await qase.setVariants({ completeTwice });
			const { id } = await qase.openRun();
			await qase.control().planFinish({ project: PROJECT, runId: id, outcome: 'failed', afterReads: 1 });

			const { json } = await qase.run('completeRun', { runId: byId(id), simplify: false });

			expect(json).toMatchObject([{ status_text: 'failed', alreadyEnded: completeTwice !== '200' }]);
		},
	);

	test('a run whose completion was not answered was completed by it', async () => {
		const { id } = await qase.openRun();
		await qase.fault({ match: { method: 'POST' }, fault: { kind: 'closeSocket' }, afterEffect: true });
		const { json } = await qase.run('completeRun', { runId: byId(id) });
		expect(json).toMatchObject([{ status: 'finished', alreadyEnded: false }]);
	});

	test('a run that had ended is refused when the user wants to know', async () => {
		const { id } = await qase.endedRun();
		const options = { acceptAlreadyEnded: false };
		expect(complaint(await qase.run('completeRun', { runId: byId(id), options }))).toBe(
			"'Run' names a run that has ended already",
		);
	});

	test('tells what Qase refuses while the run goes on', async () => {
		const { id } = await qase.openRun();
		const { readOnlyToken } = qase.sandbox().qase;
		const result = await qase.run('completeRun', { runId: byId(id) }, { token: readOnlyToken });
		expect(complaint(result)).toContain('Could not complete the run: Qase does not allow it with this key');
		expect(complaint(result)).toContain('The role of the user who made the token does not allow it');
		expect(complaint(await qase.run('completeRun', { runId: byId(NO_RUN) }))).toContain('HTTP 404');
	});
});

describe('Link Issue', () => {
	test('links the run, replaces the link, and takes it off', async () => {
		const { id } = await qase.endedRun({ outcome: 'failed' });
		const link = async (parameters: object) =>
			(await qase.run('linkIssue', { runId: byId(id), ...parameters })).json[0];

		expect(await link({ issue: 'SHOP-1' })).toMatchObject({
			key: `qase:SHOP:${id}`,
			verdict: 'failed',
			externalIssue: { id: 'SHOP-1', type: 'jira-cloud', link: 'https://jira.example.com/browse/SHOP-1' },
		});
		expect(await link({ issue: 'SHOP-2', tracker: 'jira-server' })).toMatchObject({
			externalIssue: { id: 'SHOP-2', type: 'jira-server' },
		});
		expect(await link({ removeLink: true })).toMatchObject({ externalIssue: null });
		expect(await bodies('POST')).toEqual([
			{ type: 'jira-cloud', links: [{ run_id: id, external_issue: 'SHOP-1' }] },
			{ type: 'jira-server', links: [{ run_id: id, external_issue: 'SHOP-2' }] },
			{ type: 'jira-cloud', links: [{ run_id: id, external_issue: null }] },
		]);
	});

	test('asks for the issue before it offers to remove the link', () => {
		const panel = shown(new TestRun(), { resource: 'qase', operation: 'linkIssue' }).map(({ name }) => name);

		expect(panel.indexOf('issue')).toBeGreaterThan(panel.indexOf('runId'));
		expect(panel.indexOf('removeLink')).toBeGreaterThan(panel.indexOf('issue'));
	});

	test('refuses an empty issue, and tells what Qase refuses', async () => {
		expect(complaint(await qase.run('linkIssue', { runId: byId(1), issue: ' ' }))).toContain(
			"'Issue' is empty",
		);
		expect(await qase.calls()).toEqual([]);
		expect(complaint(await qase.run('linkIssue', { runId: byId(NO_RUN), issue: 'SHOP-1' }))).toContain(
			'Could not link the run to an issue: Qase did not find it',
		);
	});
});

describe('Publish Run', () => {
	const project = { id: 'SHOP', name: null };
	test.each(qaseVariants.publishOff.values)(
		'turns the public report on, and off with %s',
		async (publishOff) => {
			await qase.setVariants({ publishOff });
			const on = await qase.run('publishRun', { runId: byId(1) });
			expect(on.json).toEqual([
				{ id: '1', project, public: true, url: 'https://app.qase.io/public/report/shop-1' },
			]);
			const off = await qase.run('publishRun', { runId: byId(1), public: false });
			expect(off.json).toEqual([{ id: '1', project, public: false, url: null }]);
		},
	);

	test('tells what Qase refuses', async () => {
		expect(complaint(await qase.run('publishRun', { runId: byId(NO_RUN) }))).toContain(
			'Could not publish the run: Qase did not find it',
		);
	});
});

describe('Delete Run', () => {
	test('deletes the run', async () => {
		expect((await qase.run('deleteRun', { runId: byId(1) })).json).toEqual([{ deleted: true, runId: '1' }]);
		expect((await qase.control().runs({ project: PROJECT })).map(({ id }) => id)).not.toContain(1);
	});

	test('tells what Qase refuses', async () => {
		expect(complaint(await qase.run('deleteRun', { runId: byId(NO_RUN) }))).toContain(
			'Could not delete the run: Qase did not find it',
		);
	});
});
