import { randomUUID } from 'node:crypto';

const PACKAGE = 'n8n-nodes-test-runs';

/**
 * A run ends -> Gate -> report -> Slack, with a release when the run has passed.
 *
 * @param {{ sandbox: any, credentials: Record<string, object> }} state
 * @param {{ channel: { id: string }, credential: object }} slack
 */
export function heroWorkflow({ sandbox, credentials }, { channel, credential }) {
	const trigger = node('Nightly Run Finished', `${PACKAGE}.testRunTrigger`, 0, 0, {
		typeVersion: 1.1,
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: sandbox.currents.projectId },
			events: ['RUN_FINISH', 'RUN_TIMEOUT'],
			options: { includeFailures: 20 },
		},
		credentials: { testRunCurrentsApi: credentials.testRunCurrentsApi },
		webhookId: randomUUID(),
	});
	const gate = node('Good Enough to Release?', `${PACKAGE}.testRunGate`, 1, 0);
	const release = node('Release', 'n8n-nodes-base.noOp', 2, -1.2);
	const report = node('Write the Report', `${PACKAGE}.testRunReport`, 2, 0, {
		parameters: { format: 'slack' },
	});
	const slack = node('Tell the Team', 'n8n-nodes-base.slack', 3, 0, {
		typeVersion: 2.3,
		parameters: {
			resource: 'message',
			operation: 'post',
			select: 'channel',
			channelId: { __rl: true, mode: 'id', value: channel.id },
			messageType: 'block',
			blocksUi: '={{ $json.message }}',
			text: '={{ $json.text }}',
			otherOptions: { includeLinkToWorkflow: false },
		},
		credentials: { slackApi: credential },
	});
	return {
		name: 'Release decision',
		nodes: [trigger, gate, release, report, slack],
		connections: {
			[trigger.name]: { main: [[to(gate)]] },
			[gate.name]: { main: [[to(release)], [to(report)], [to(report)], []] },
			[report.name]: { main: [[to(slack)]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

function node(name, type, column, line, more = {}) {
	const position = [column * 260, line * 140];
	return { id: randomUUID(), name, type, typeVersion: 1, position, parameters: {}, ...more };
}

function to({ name }) {
	return { node: name, type: 'main', index: 0 };
}
