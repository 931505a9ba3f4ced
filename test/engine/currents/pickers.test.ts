/** The lists from which an action and a webhook are chosen. */
import type { Control } from '../../../workshop/sandbox/control';
import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { listSearch } from '../harness';
import { PROJECT, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const added = async (changes: Partial<Parameters<Control['currents']['addTestAction']>[0]> = {}) =>
	await currents.control().addTestAction({
		...{ projectId: PROJECT, name: 'Quarantine', action: [{ op: 'quarantine' }] },
		...{ matcher: { op: 'AND', cond: [{ type: 'title', op: 'eq', value: 'pays on invoice' }] }, ...changes },
	});

describe('the action picker', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await listSearch({
			...{ node: new TestRun(), method: 'currentsActions', filter, paginationToken },
			...{ parameters: { resource: 'currents', operation: 'getAction' }, ...currents.settings() },
		});

	test('lists the actions of all projects with their project, and the status of those not in force', async () => {
		const { actionId } = await added({ name: 'Skip on Fridays', projectId: 'docs03' });
		const { actionId: disabled } = await added();
		await currents.run('disableAction', { actionId: disabled });
		await currents.run('archiveAction', { actionId: (await added({ name: 'Over' })).actionId });

		expect((await search()).results).toEqual([
			{ name: 'Quarantine (disabled) [Web shop]', value: disabled },
			{ name: 'Skip on Fridays [Docs site]', value: actionId },
		]);
		expect((await search('fridays')).results).toEqual([expect.objectContaining({ value: actionId })]);
	});

	test('reads some projects per page, and goes on until there is something to list', async () => {
		for (let index = 0; index < 9; index++) await currents.control().createProject({ name: `P${index}` });
		const projects = (await currents.control().projects()).map(({ projectId }) => projectId);
		// Currents lists the newest project first.
		await added({ name: 'Late', projectId: projects[0]! });
		await added({ name: 'Early', projectId: projects[4]! });

		const first = await search();
		expect(first.results).toEqual([expect.objectContaining({ name: expect.stringMatching(/^Early/) })]);
		const last = await search('', first.paginationToken as string);
		expect(last.results).toEqual([expect.objectContaining({ name: expect.stringMatching(/^Late/) })]);
		expect(last.paginationToken).toBeUndefined();
	});

	test('what it puts into the field is read as the ID', async () => {
		const { actionId } = await added();
		const chosen = { __rl: true, mode: 'list', value: actionId, cachedResultName: 'Quarantine' };

		expect((await currents.run('getAction', { actionId: chosen })).json).toMatchObject([{ actionId }]);
	});
});

describe('the webhook picker', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await listSearch({
			...{ node: new TestRun(), method: 'currentsWebhooks', filter, paginationToken },
			...{ parameters: { resource: 'currents', operation: 'getWebhook' }, ...currents.settings() },
		});
	const added = async (projectId: string, url: string, label?: string) => {
		const hook = { projectId, url, label, hookEvents: ['RUN_FINISH' as const] };
		return (await currents.control().addWebhook(hook)).hookId;
	};

	test('lists the webhooks of all projects by label, or by host and ID, since the path may be secret', async () => {
		const labelled = await added(PROJECT, 'https://n8n.example.com/webhook/a', 'Nightly report');
		const bare = await added('docs03', 'https://robin:placeholder@n8n.example.com/hook?token=placeholder');

		expect((await search()).results).toEqual([
			{ name: `https://n8n.example.com (${bare}) [Docs site]`, value: bare },
			{ name: 'Nightly report [Web shop]', value: labelled },
		]);
		expect((await search('nightly')).results).toEqual([expect.objectContaining({ value: labelled })]);
	});

	test('what it puts into the field is read as the ID', async () => {
		const hookId = await added(PROJECT, 'https://n8n.example.com/webhook/a');
		const chosen = { __rl: true, mode: 'list', value: hookId, cachedResultName: 'Nightly' };

		expect((await currents.run('getWebhook', { webhookId: chosen })).json).toMatchObject([{ hookId }]);
	});
});
