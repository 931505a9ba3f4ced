import * as n8n from 'n8n-workflow';

import type { Fault } from '../../../workshop/sandbox/kernel/faults';
import { startSandbox } from '../../../workshop/sandbox';
import { deliver, logs, startDelivery } from '../harness';
import { useCurrents, withoutRetryDelays } from './setup';
import { eventOf, listening, SECRET, trigger } from './trigger';

const currents = useCurrents();
withoutRetryDelays();

async function failedRun() {
	const { runId } = await currents.endedRun({ branch: 'main' }, { outcome: 'failed', failures: 2 });
	const [body] = await currents.control().deliveryBodies({ runId, event: 'RUN_FINISH' });
	return { runId, body: JSON.stringify(body) };
}

const reads = async () => (await currents.calls()).filter((call) => call.startsWith('GET /runs/')).length;

describe('when the run behind a delivery cannot be read, the event comes with what the delivery told', () => {
	const gone = 'Currents no longer has this run, so this is what the delivery reported.';
	const only = (reason: string) =>
		`Could not read the run: ${reason}. Only what the delivery reported is known.`;

	describe('no part of the run', () => {
		test.each<[string, Fault, number, string]>([
			['is gone', { kind: 'status', status: 404 }, 1, gone],
			['fails', { kind: 'status', status: 500 }, 1, only('Currents could not carry it out (HTTP 500)')],
			['is down', { kind: 'status', status: 503 }, 4, only('Currents could not carry it out (HTTP 503)')],
			[
				'has too many calls',
				{ kind: 'status', status: 429 },
				4,
				only('Currents asks for fewer requests (HTTP 429)'),
			],
			[
				'breaks off',
				{ kind: 'closeSocket' },
				4,
				only('Currents could not be reached, it closed the connection'),
			],
			[
				'sends half an answer',
				{ kind: 'halfBody' },
				4,
				only('Currents could not be reached, the connection broke off'),
			],
			[
				'sends no JSON',
				{ kind: 'invalidJson' },
				4,
				only('the answer of Currents could not be read (HTTP 200)'),
			],
			[
				'sends a page',
				{ kind: 'html', status: 200 },
				4,
				only('the answer of Currents could not be read (HTTP 200)'),
			],
			[
				'sends an empty object',
				{ kind: 'status', status: 200, body: { status: 'OK', data: {} } },
				4,
				only('the answer of Currents could not be read (HTTP 200)'),
			],
			[
				'points elsewhere',
				{ kind: 'redirect', location: '/currents/v1/projects' },
				1,
				only('Currents answered with a redirect (HTTP 302)'),
			],
		])('because it %s', async (_, fault, times, doubt) => {
			const { runId, body } = await failedRun();
			await currents.fault({ match: { path: '/runs/' }, times: 99, fault });

			const delivery = await deliver({ ...listening(currents), body });

			expect(delivery).toMatchObject({
				status: 200,
				body: { accepted: true },
				answeredBeforeReturn: false,
				error: null,
			});
			expect(eventOf(delivery)?.run).toMatchObject({
				id: runId,
				status: 'finished',
				verdict: 'failed',
				verdictReason: '2 of 12 tests failed.',
				doubt,
				counts: { total: 12, failed: 2 },
				branch: 'main',
			});
			expect(await reads()).toBe(times);
		});

		// A workflow of its own: in that of the tests before, their credential is still remembered.
		test('also with a key that is not accepted any more', async () => {
			const { body } = await failedRun();
			const { credentials } = currents.settings({ apiKey: 'a-revoked-placeholder-key' });

			const delivery = await deliver({ ...listening(currents, {}, 'revoked key'), credentials, body });

			expect(eventOf(delivery)?.run?.doubt).toContain('Currents did not accept the key (HTTP 401).');
			expect(logs.text('node')).toMatch(/the run \w+ behind a delivery is in doubt. Could not read the run/);
			expect(logs.text()).not.toContain('a-revoked-placeholder-key');
		});
	});

	describe('a part of the run', () => {
		test('but for the failures alone, when only these cannot be read', async () => {
			const { body } = await failedRun();
			await currents.fault({
				match: { path: '/instances' },
				times: 99,
				fault: { kind: 'status', status: 400 },
			});

			const delivery = await deliver({ ...listening(currents, { options: { includeFailures: 5 } }), body });

			expect(eventOf(delivery)?.run).toMatchObject({
				verdict: 'failed',
				verdictReason: '2 of 12 tests failed.',
				doubt: null,
				failures: null,
				failuresNote: expect.stringMatching(
					/^The failed tests could not be read\. Could not read the results/,
				),
			});
		});

		test.each<[string, 'passed' | 'failed', boolean, string]>([
			['that passed does not make the run pass', 'passed', false, 'inconclusive'],
			['that passed does not make a merged run pass', 'passed', true, 'inconclusive'],
			['that failed makes the run fail', 'failed', false, 'failed'],
		])('a group %s', async (_, outcome, mergeGroups, verdict) => {
			const plan = { projectId: 'shop01', groups: ['chromium', 'firefox'], deliver: false };
			const { runId } = (await currents.control().createRun(plan)).run;
			await currents.control().finishRun({ runId, group: 'chromium', outcome, deliver: false });
			const [body] = await currents.control().deliveryBodies({ runId, event: 'RUN_FINISH' });
			await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'status', status: 500 } });

			const options = { mergeGroups };
			const delivery = await deliver({ ...listening(currents, { options }), body: JSON.stringify(body) });

			expect(eventOf(delivery)?.run?.verdict).toBe(verdict);
		});

		test('a canceled run stays inconclusive then', async () => {
			const { runId } = await currents.endedRun({}, { outcome: 'canceled' });
			const [body] = await currents.control().deliveryBodies({ runId, event: 'RUN_CANCELED' });
			await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'status', status: 404 } });

			const events = { events: ['RUN_CANCELED'] };
			const delivery = await deliver({ ...listening(currents, events), body: JSON.stringify(body) });

			expect(eventOf(delivery)?.run).toMatchObject({ status: 'canceled', verdict: 'inconclusive' });
		});
	});
});

describe('the sender has its answer before the run is read', () => {
	// The five seconds are over at once.
	beforeEach(() => void jest.spyOn(n8n, 'sleep').mockResolvedValue());

	test('when Currents is slow', async () => {
		const { body } = await failedRun();
		await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'delay', ms: 300 } });
		let isSettled = false;

		const { answer, finished } = await startDelivery({ ...listening(currents), body });
		void finished.then(() => (isSettled = true));

		expect(await answer).toMatchObject({ status: 200, body: { accepted: true } });
		expect(isSettled).toBe(false);
		expect(eventOf(await finished)?.run).toMatchObject({
			verdict: 'failed',
			verdictReason: '2 of 12 tests failed.',
		});
	});

	test('when Currents never answers and then goes away', async () => {
		const hanging = await startSandbox();
		const { body } = await failedRun();
		await hanging.control.addFault({ platform: 'currents', times: 9, fault: { kind: 'hang' } });
		const { credentials } = currents.settings({ baseUrl: hanging.currents.baseUrl });

		const { answer, finished } = await startDelivery({
			...listening(currents, {}, 'another server'),
			credentials,
			body,
		});

		expect(await answer).toMatchObject({ status: 200, body: { accepted: true } });
		while ((await hanging.control.calls()).length === 0);
		await hanging.close();
		expect(await finished).toMatchObject({ answeredBeforeReturn: true });
		expect(eventOf(await finished)?.run).toMatchObject({
			verdictReason: '2 of 12 tests failed.',
			doubt: expect.stringMatching(/Only what the delivery reported is known\.$/),
		});
	});
});

describe('what is read back', () => {
	test('wins over the delivery', async () => {
		const { body } = await failedRun();
		const told = {
			...(JSON.parse(body) as object),
			failures: 0,
			passes: 12,
			commit: { branch: 'elsewhere' },
		};

		const run = eventOf(await deliver({ ...listening(currents), body: JSON.stringify(told) }))?.run;

		expect(run).toMatchObject({ verdict: 'failed', counts: { failed: 2 }, branch: 'main' });
		expect(run?.doubt).toBe(
			'The delivery reported that the run passed, while Currents shows that it failed.',
		);
	});

	test('cannot undo the end of a run that has one group, when Currents shows it much later', async () => {
		jest.spyOn(n8n, 'sleep').mockResolvedValue();
		const { run } = await currents.control().createRun({ projectId: 'shop01', deliver: false });
		const body = {
			event: 'RUN_FINISH',
			runUrl: `https://app.currents.dev/run/${run.runId}`,
			overall: 2,
			passes: 2,
		};

		const delivery = await deliver({ ...listening(currents), body: JSON.stringify(body) });

		expect(eventOf(delivery)?.run).toMatchObject({
			status: 'finished',
			verdict: 'passed',
			counts: { total: 2, passed: 2 },
			doubt:
				'Currents still showed the run as running, although its end had been reported: the result is what the delivery reported.',
		});
	});
});

describe('secrets', () => {
	test('appear in no output, no log and no error, from activation to deactivation', async () => {
		const { apiKey } = currents.sandbox().currents;
		const hook = trigger(currents, { workflowId: 'wf1' });
		await hook.activate();
		const secret = String(hook.staticData.secret);
		const { body } = await failedRun();
		const outputs: unknown[] = [];
		for (const given of [secret, 'wrong', SECRET]) {
			for (const path of ['/none', '/runs/', '/instances']) {
				const fault = { kind: 'status' as const, status: 500, body: { error: `no ${apiKey} ${secret}` } };
				await currents.fault({ match: { path }, fault });
				const options = { includeFailures: 5, dropDuplicates: false };
				const base = listening(currents, { options });
				const headers = { 'x-test-runs-secret': given };
				outputs.push(await deliver({ ...base, staticData: hook.staticData, headers, body }));
				await currents.sandbox().control.clearFaults();
			}
		}
		await currents.fault({ match: { method: 'DELETE' }, fault: { kind: 'status', status: 500 } });
		outputs.push(await hook.deactivate());

		const seen = JSON.stringify(outputs.map((output) => ({ ...(output as object), staticDataAfter: null })));
		for (const text of [seen, logs.text()]) {
			expect(text).toContain('could not');
			expect(text).not.toContain(apiKey);
			expect(text).not.toContain(secret);
		}
	});
});
