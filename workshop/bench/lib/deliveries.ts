/**
 * Creates deliveries of a given size, signed in the way of their platforms. Their shapes are those of the sandbox and
 * the contracts.
 */
import { createHmac } from 'node:crypto';

/** The HTTP content of a delivery. */
export interface SentDelivery {
	body: Buffer;
	/** Names in lower case. */
	headers: Record<string, string>;
}

/** Creates deliveries about different runs, so that none is a duplicate. `bytes` is about the size of the body. */
export type DeliveryMaker = (serial: number, bytes: number) => SentDelivery;

/**
 * A delivery of Currents about the end of a run: a different run each time, or the same run with different counts each
 * time. Tags and the commit message fill the body up to the wanted size.
 */
export function currentsDeliveries(secretHeader: string, secret: string, runId?: string): DeliveryMaker {
	return (serial, bytes) => {
		const body = {
			event: 'RUN_FINISH',
			runUrl: `https://app.currents.dev/run/${runId ?? serial.toString(16).padStart(32, '0')}`,
			buildId: `web-shop-${serial}`,
			groupId: null,
			tags: texts(bytes / 4, (i) => `team-${i}-smoke`),
			commit: {
				sha: serial.toString(16).padStart(40, '0'),
				branch: 'main',
				authorName: 'Robin Example',
				authorEmail: 'robin@example.com',
				message: '',
				remoteOrigin: 'https://github.com/example/web-shop.git',
			},
			failures: 3,
			flaky: 1,
			overall: 120 + serial,
			passes: 115 + serial,
			pending: 0,
			retries: 4,
			skipped: 2,
		};
		body.commit.message = filler(bytes - JSON.stringify(body).length);
		return sent(body, { [secretHeader]: secret, 'x-timestamp': String(Date.now()) });
	};
}

/** A delivery of TestCLIX about the result of a run. The documented body is short, so an additional field fills it up. */
export function testclixDeliveries(signatureHeader: string, secret: string): DeliveryMaker {
	return (serial, bytes) => {
		const body = {
			timestamp: Date.now() / 1000,
			test_id: `test-${serial}`,
			status: 'error',
			created_at: new Date().toISOString(),
			steps: texts(bytes / 4, (i) => `step ${i} was executed`),
			description: '',
		};
		body.description = filler(bytes - JSON.stringify(body).length);
		const delivery = sent(body, {});
		const signature = createHmac('sha1', secret).update(delivery.body).digest('hex');
		return { ...delivery, headers: { ...delivery.headers, [signatureHeader]: signature } };
	};
}

/** A delivery of Qase about a completed run. The documented body is short, so an additional field fills it up. */
export function qaseDeliveries(secretHeader: string, secret: string): DeliveryMaker {
	return (serial, bytes) => {
		const body = {
			event_name: 'run.completed',
			timestamp: Math.floor(Date.now() / 1000),
			payload: { id: serial + 1, cases: 120, passed: 115, failed: 3, blocked: 2, duration: 254_000 },
			team_member_id: 1,
			project_code: 'SHOP',
			steps: texts(bytes / 4, (i) => `step ${i} was executed`),
			description: '',
		};
		body.description = filler(bytes - JSON.stringify(body).length);
		return sent(body, { [secretHeader]: secret });
	};
}

/**
 * A delivery of Qodex about the end of a run. Its failed scenarios, and the name of the last one, fill it up.
 *
 * @param runIds the runs that the deliveries are about, in turn; a new one for each delivery if there are none
 */
export function qodexDeliveries(projectSlug: string, runIds: string[] = []): DeliveryMaker {
	return (serial, bytes) => {
		const body = {
			event: 'test_run_completed',
			projectName: 'Web shop',
			projectSlug,
			testRunId: runIds[serial % runIds.length] ?? `tr_${serial}`,
			policy: { id: 'pol_1', name: 'Nightly regression' },
			passed: false,
			summary: { total: 120, passed: 117, failed: 3 },
			failedScenarios: texts(bytes / 4, (i) => `scenario ${i}`).map((name) => ({ name, status: 'fail' })),
			environment: 'staging',
			durationMs: 86_420,
			timestamp: Date.now(),
		};
		const last = { name: '', status: 'fail' };
		body.failedScenarios.push(last);
		last.name = filler(bytes - JSON.stringify(body).length);
		return sent(body, {});
	};
}

/** A delivery of Preclinical about the end of a run. The documented body is short, so the name of the run fills it up. */
export function preclinicalDeliveries(runIds: string[] = []): DeliveryMaker {
	return (serial, bytes) => {
		const run = {
			id: runIds[serial % runIds.length] ?? `run-${serial}`,
			name: '',
			agent_id: 'bench',
			agent_name: 'Appointment line',
			status: 'completed',
			total_scenarios: 20,
			passed_count: 17,
			failed_count: 3,
			error_count: 0,
			pass_rate: 85,
			started_at: new Date(Date.now() - 165_000).toISOString(),
			completed_at: new Date().toISOString(),
			duration_seconds: 165,
			tags: texts(bytes / 4, (i) => `team-${i}-smoke`),
		};
		const body = { event: 'test_run_completed', timestamp: new Date().toISOString(), test_run: run };
		run.name = filler(bytes - JSON.stringify(body).length);
		return sent(body, {});
	};
}

function sent(body: object, headers: Record<string, string>): SentDelivery {
	return {
		body: Buffer.from(JSON.stringify(body)),
		headers: { 'content-type': 'application/json', ...headers },
	};
}

/** A list of texts that takes about `bytes` bytes as JSON. */
function texts(bytes: number, text: (index: number) => string): string[] {
	const list: string[] = [];
	for (let size = 0; size < bytes; size += list[list.length - 1].length + 3) list.push(text(list.length));
	return list;
}

function filler(length: number): string {
	return 'Let the cart keep its items while the price is read again. '
		.repeat(length / 59 + 1)
		.slice(0, length);
}
