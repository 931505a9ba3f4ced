/** One result of Qase: reading, changing and deleting it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, complaint, failuresOf, PROJECT, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const NOWHERE = 'f'.repeat(40);

/** A run with one failed result. */
async function failedResult() {
	const { id: runId } = await qase.endedRun({ outcome: 'failed', failures: 1 });
	const [result] = await qase.control().results({ project: PROJECT, runId });
	return { runId, resultHash: result!.hash };
}

const writes = async () =>
	(await qase.calls())
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => [method, path, body]);

describe('Get Result', () => {
	test('reads one result without its steps, with its project', async () => {
		const { runId, resultHash } = await failedResult();

		expect((await qase.run('getResult', { resultHash })).json).toEqual([
			{
				hash: resultHash,
				run_id: runId,
				case_id: 1,
				status: 'failed',
				comment: expect.stringContaining('TimeoutError'),
				stacktrace: expect.stringContaining('shop.spec.ts:1:7'),
				time_spent_ms: 437,
				end_time: expect.stringMatching(/^20\d\d-.*\+00:00$/),
				is_api_result: true,
				attachments: [],
				project: { id: PROJECT, name: null },
			},
		]);
	});

	test('and as Qase sent it without Simplify', async () => {
		const { runId, resultHash } = await failedResult();
		const { json } = await qase.run('getResult', { resultHash, simplify: false });
		expect(json).toMatchObject([{ hash: resultHash, run_id: runId, is_api_result: true, steps: null }]);
	});

	test('names a hash that Qase does not know, and the field that holds it', async () => {
		const told = complaint(await qase.run('getResult', { resultHash: NOWHERE }));
		expect(told).toContain('Could not read the result: Qase did not find it');
		expect(told).toContain(`'Result Hash' is ${NOWHERE}`);
		expect(complaint(await qase.run('getResult', { resultHash: ' ' }))).toContain("'Result Hash' is empty");
	});

	test('takes the hash from an item of Get Many Failures, and the case too', async () => {
		const { runId, resultHash } = await failedResult();
		const items = failuresOf(
			await qase.run('getManyFailures', { runId: byId(runId) }),
		) as unknown as IDataObject[];
		const read = async (operation: string, parameters: INodeParameters) =>
			(await qase.run(operation, parameters, { items })).json;

		expect(items).toMatchObject([{ resultHash, caseId: 1 }]);
		expect(await read('getResult', { resultHash: '={{ $json.resultHash }}' })).toMatchObject([
			{ run_id: runId },
		]);
		expect(await read('getCase', { caseId: byId('={{ $json.caseId }}') })).toMatchObject([{ id: 1 }]);
	});
});

describe('Get Many Results', () => {
	test('is as Qase sent it unless Simplify is turned on', async () => {
		const { runId, resultHash } = await failedResult();
		const list = async (parameters: INodeParameters) =>
			(await qase.run('getManyResults', { runIds: String(runId), limit: 1, ...parameters })).json;

		expect(await list({})).toMatchObject([{ hash: resultHash, run_id: runId, steps: null }]);
		const [simple] = await list({ simplify: true });
		expect([simple]).toEqual((await qase.run('getResult', { resultHash })).json);
	});
});

describe('Update Result', () => {
	const STEPS = [{ status: 'blocked', action: 'pays', attachments: ['6f8d'], steps: [{ status: 'failed' }] }];

	test('changes what is given, and returns the result', async () => {
		const { runId, resultHash } = await failedResult();
		const updateFields = {
			attachments: '6f8d, 7a9e',
			defect: true,
			durationMs: 1200,
			message: 'Known: SHOP-12',
			stacktrace: 'at pay',
			status: 'blocked',
			steps: JSON.stringify(STEPS),
		};
		const { json, error } = await qase.run('updateResult', { resultHash, updateFields });

		expect(error).toBeNull();
		expect(json).toMatchObject([
			{
				hash: resultHash,
				status: 'blocked',
				comment: 'Known: SHOP-12',
				stacktrace: 'at pay',
				time_spent_ms: 1200,
			},
		]);
		expect(await writes()).toEqual([
			[
				'PATCH',
				`/v1/result/SHOP/${runId}/${resultHash}`,
				{
					status: 'blocked',
					time_ms: 1200,
					defect: true,
					attachments: ['6f8d', '7a9e'],
					stacktrace: 'at pay',
					comment: 'Known: SHOP-12',
					steps: STEPS,
				},
			],
		]);
		expect(await qase.control().defects({ project: PROJECT })).toHaveLength(1);
	});

	test('leaves alone what is not given', async () => {
		const { resultHash } = await failedResult();
		await qase.run('updateResult', { resultHash, updateFields: { status: 'skipped' } });
		expect((await writes()).map(([, , body]) => body)).toEqual([{ status: 'skipped' }]);
	});

	test('sends a duration in whole milliseconds', async () => {
		const { resultHash } = await failedResult();
		await qase.run('updateResult', { resultHash, updateFields: { durationMs: '={{ 1.1 * 3 }}' } });
		expect((await writes()).map(([, , body]) => body)).toEqual([{ time_ms: 3 }]);
	});

	test.each<[string, INodeParameters, string]>([
		['nothing to change', {}, "'Update Fields' is empty"],
		['a status of no list', { status: 'invalid' }, "'Status' has no choice 'invalid'"],
		['a duration of more than a year', { durationMs: 31_536_000_001 }, "'Duration (Milliseconds)' must be"],
		['steps that are no JSON', { steps: '[' }, "'Steps (JSON)' is not valid JSON"],
		[
			'a step with a field that Qase would ignore',
			{ steps: '[{ "status": "failed", "steps": [{ "status": "failed", "note": "x" }] }]' },
			"'Steps (JSON)' cannot be used: steps[0].steps[0].note is no field that Qase knows",
		],
		...['status', 'message', 'attachments', 'durationMs', 'defect', 'steps'].map(
			(name): [string, INodeParameters, string] => [
				`${name} whose expression gives nothing, beside a message`,
				{ message: 'Known', [name]: '={{ null }}' },
				'is empty',
			],
		),
		['a duration left empty', { durationMs: '' }, "'Duration (Milliseconds)' is empty"],
		['an attachment missing', { attachments: '={{ [null] }}' }, "'Attachments' has an entry without"],
		['a step without a status', { steps: '[{ "action": "x" }]' }, 'steps[0].status is missing'],
	])('%s is refused before anything is sent', async (_, updateFields, message) => {
		const result = await qase.run('updateResult', { resultHash: NOWHERE, updateFields });
		expect(complaint(result)).toContain(message);
		expect(await qase.calls()).toEqual([]);
	});

	test('tells what Qase refuses', async () => {
		const { resultHash } = await failedResult();
		const updateFields = { status: 'passed' };
		await qase.fault({ match: { method: 'PATCH' }, fault: { kind: 'status', status: 422 } });
		expect(complaint(await qase.run('updateResult', { resultHash, updateFields }))).toContain(
			'Could not update the result: Qase did not accept the request (HTTP 422)',
		);
		expect(complaint(await qase.run('updateResult', { resultHash: NOWHERE, updateFields }))).toContain(
			'Could not read the result: Qase did not find it',
		);
	});
});

describe('Delete Result', () => {
	test('deletes it', async () => {
		const { runId, resultHash } = await failedResult();

		expect((await qase.run('deleteResult', { resultHash })).json).toEqual([
			{ deleted: true, hash: resultHash, run_id: runId, project: { id: PROJECT, name: null } },
		]);
		const left = await qase.control().results({ project: PROJECT, runId });
		expect(left.map(({ hash }) => hash)).not.toContain(resultHash);
	});

	test('tells what Qase refuses', async () => {
		const { resultHash } = await failedResult();
		await qase.fault({ match: { method: 'DELETE' }, fault: { kind: 'status', status: 403 } });
		expect(complaint(await qase.run('deleteResult', { resultHash }))).toContain(
			'Could not delete the result: Qase does not allow it with this key (HTTP 403)',
		);
	});

	test('says where to look when the answer is lost', async () => {
		const { resultHash } = await failedResult();
		const match = { method: 'DELETE' } as const;
		await qase.fault({ match, fault: { kind: 'closeSocket' }, afterEffect: true });
		expect(complaint(await qase.run('deleteResult', { resultHash }))).toContain(
			'Get Result shows whether it is still there.',
		);
		expect(await writes()).toHaveLength(1);
	});
});
