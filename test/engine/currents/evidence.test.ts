/** Failures with links to what was recorded of them. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { INSTANCES, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const EVIDENCE = { options: { includeEvidence: true } };

const failuresOf = async (runId: string, parameters: INodeParameters = EVIDENCE) =>
	(await currents.run('getManyFailures', { runId, ...parameters })).json;
const evidenceOf = (failure?: IDataObject) => failure!.evidence as IDataObject[];
const kinds = (failure?: IDataObject) =>
	evidenceOf(failure).map(({ kind, attemptIndex }) => [kind, attemptIndex]);

/** Answers the next read of a spec file with this one. */
const answer = async (data: IDataObject) =>
	await currents.fault({
		match: { path: '/instances/' },
		fault: { kind: 'status', status: 200, body: { status: 'OK', data } },
	});

describe.each(INSTANCES)('a run with spec files of version %s', (instances) => {
	beforeEach(async () => await currents.sandbox().control.setVariants({ currents: { instances } }));

	test('has the evidence of each failure by attempt, the same as Get Instance', async () => {
		const { runId } = await currents.endedRun({}, { outcome: 'failed', failures: 3 });

		const failures = await failuresOf(runId);

		expect(failures).toHaveLength(3);
		const each = ['attachment', 'screenshot', 'trace', 'video'];
		for (const failure of failures) {
			expect(kinds(failure)).toEqual(each.flatMap((kind) => [0, 1].map((index) => [kind, index])));
		}
		const [instance] = (await currents.run('getInstance', { instanceId: failures[1]!.url as string })).json;
		expect(evidenceOf((instance!.tests as IDataObject[])[0])).toEqual(evidenceOf(failures[1]));
	});
});

test('takes no further request, and is left out without the option', async () => {
	const { runId } = await currents.endedRun({}, { outcome: 'failed', failures: 2 });
	const requests = async (parameters: INodeParameters) => {
		await currents.sandbox().control.clearCalls();
		const failures = await failuresOf(runId, parameters);
		return { failures, calls: await currents.calls() };
	};

	const without = await requests({});
	const off = await requests({ options: { includeEvidence: false } });
	const on = await requests(EVIDENCE);

	expect(on.calls).toEqual(without.calls);
	expect(without.failures.filter((failure) => 'evidence' in failure)).toEqual([]);
	expect(off.failures).toEqual(without.failures);
	expect(on.failures.map(({ evidence: _evidence, ...failure }) => failure)).toEqual(without.failures);
});

test('the video of a whole spec file is evidence of each of its failures, and of its crash', async () => {
	const { runId } = await currents.endedRun({ projectId: 'mobl02' }, { outcome: 'failed', failures: 1 });
	const [{ instanceId }] = (
		await currents.run('getInstance', {
			instanceId: (await failuresOf(runId))[0]!.url as string,
		})
	).json as [IDataObject];
	const video = { kind: 'video', name: null, url: 'https://v.example', attemptIndex: null };
	const tests = [{ testId: 't1', title: ['a'], state: 'failed', attempts: [] }];
	const screenshots = [{ testId: 't1', testAttemptIndex: 0, screenshotURL: 'https://s.example' }];

	await answer({ instanceId, results: { tests, screenshots, videoUrl: video.url } });
	expect(evidenceOf((await failuresOf(runId))[0])).toEqual([
		{ kind: 'screenshot', name: null, url: 'https://s.example', attemptIndex: 0 },
		video,
	]);
	await answer({ instanceId, results: { tests: [], exception: 'Out of memory', videoUrl: video.url } });
	expect((await failuresOf(runId))[0]).toMatchObject({ status: 'error', evidence: [video] });
});
