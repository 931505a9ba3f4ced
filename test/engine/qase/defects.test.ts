/** Defects of Qase. */
import { byId, complaint, PROJECT, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const made = { title: 'No invoice', actualResult: 'Nothing comes', severity: byId(2) };
const create = async (parameters: object = {}) =>
	(await qase.run('createDefect', { ...made, ...parameters })).json[0];
const sent = async () =>
	(await qase.calls()).filter(({ method }) => method !== 'GET').map(({ path, body }) => [path, body]);

test('a defect is created with all that can be set, and returned', async () => {
	const additionalFields = {
		attachments: '6f8d, 7a9e',
		customFields: { rows: [{ id: '7', value: 1 }] },
		milestoneId: byId(1),
		tags: 'pay, invoice',
	};
	expect(await create({ additionalFields })).toMatchObject({
		id: 1,
		title: 'No invoice',
		actual_result: 'Nothing comes',
		severity: 'critical',
		status: 'open',
		milestone_id: 1,
		tags: [{ title: 'pay' }, { title: 'invoice' }],
	});
	expect(await sent()).toEqual([
		[
			'/v1/defect/SHOP',
			{
				title: 'No invoice',
				actual_result: 'Nothing comes',
				severity: 2,
				milestone_id: 1,
				attachments: ['6f8d', '7a9e'],
				custom_field: { 7: '1' },
				tags: ['pay', 'invoice'],
			},
		],
	]);
	expect(await create({ severity: byId(0) })).toMatchObject({ id: 2 });
});

test.each([
	['no title', { title: ' ' }, "'Title' is empty"],
	['a title that is too long', { title: 'a'.repeat(256) }, "'Title' has 256 characters"],
	['no result', { actualResult: ' ' }, "'Actual Result' is empty"],
	['a severity that is a word', { severity: byId('major') }, "'Severity' is not a number from 0 on: major"],
])('%s is refused before anything is sent', async (_, parameters, message) => {
	const result = await qase.run('createDefect', { ...made, ...parameters });
	expect(complaint(result)).toContain(message);
	expect(await qase.calls()).toEqual([]);
});

test('what Qase refuses is told', async () => {
	const result = await qase.run('createDefect', { ...made, severity: byId(99) });
	expect(complaint(result)).toContain(
		'Could not create a defect: Qase did not accept the request (HTTP 422)',
	);
	expect(complaint(await qase.run('getDefect', { defectId: '99' }))).toContain('HTTP 404');
	expect(complaint(await qase.run('getDefect', { defectId: 'x' }))).toContain("'Defect' is not a number");
});

test('a defect is resolved, and one that is resolved already is fine', async () => {
	const defectId = Number((await create()).id);
	const resolve = async () => (await qase.run('resolveDefect', { defectId })).json[0];
	const resolved = { id: defectId, status: 'resolved', resolved_at: expect.any(String) };

	expect(await resolve()).toMatchObject(resolved);
	expect(await resolve()).toMatchObject(resolved);
	expect((await sent()).map(([path]) => path)).toEqual(['/v1/defect/SHOP', '/v1/defect/SHOP/resolve/1']);
	expect((await qase.run('getDefect', { defectId })).json).toMatchObject([resolved]);
});

test('defects are listed by status, those of failed results included', async () => {
	await create();
	await qase.run('resolveDefect', { defectId: 1 });
	const { id: runId } = await qase.openRun();
	const result = { title: 'pays', testops_id: 1, defect: true, execution: { status: 'failed' } };
	await qase.run('createResults', {
		runId: byId(runId),
		resultsFrom: 'json',
		resultsJson: JSON.stringify([result]),
	});
	const list = async (parameters: object) =>
		(await qase.run('getManyDefects', { ...parameters })).json.map(({ id, runs }) => [id, runs]);

	expect(await list({ returnAll: true })).toEqual([
		[1, []],
		[2, [runId]],
	]);
	expect(await list({ filters: { status: 'open' } })).toEqual([[2, [runId]]]);
	expect(await list({ limit: 1 })).toEqual([[1, []]]);
	expect(complaint(await qase.run('getManyDefects', { projectCode: byId('NOPE') }))).toContain(
		'Could not list the defects',
	);
	expect(await qase.control().defects({ project: PROJECT })).toHaveLength(2);
});

test('a defect comes out lean, or as Qase sends it, with the names of Qase either way', async () => {
	await create();
	for (const operation of ['getDefect', 'getManyDefects', 'resolveDefect']) {
		const run = async (more: object) => (await qase.run(operation, { defectId: byId(1), ...more })).json[0];
		const [lean, raw] = [await run({}), await run({ simplify: false })];
		expect(lean).toMatchObject({ id: 1, actual_result: 'Nothing comes', project: { id: PROJECT } });
		expect(Object.keys(lean)).not.toContain('external_data');
		expect(raw).toMatchObject(lean);
		expect(raw).toMatchObject({ external_data: '{}', attachments: [] });
	}
});
