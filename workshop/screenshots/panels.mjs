import { choose, openList } from '../../test/e2e/suites/editor/nodePanel.mjs';
import { openNode } from '../../test/e2e/suites/editor/workflows.mjs';
import { pictureOf } from './picture.mjs';

/** Names of the platforms, by the ending of a picture's name. */
const PLATFORMS = {
	currents: 'Currents',
	preclinical: 'Preclinical',
	qase: 'Qase',
	qodex: 'Qodex',
	testclix: 'TestCLIX',
};

const SHOP = { __rl: true, mode: 'list', value: 'SHOP', cachedResultName: 'Web shop (SHOP)' };

/** Test Run with an operation that is typical of the platform. */
export const ACTIONS = {
	any: {
		line: 'Test Run, Any Platform: parse a delivery that another trigger received',
		parameters: { operation: 'parseDelivery' },
	},
	currents: {
		line: 'Test Run, Currents: wait for the run of a CI build',
		parameters: {
			operation: 'waitForRun',
			waitBy: 'buildId',
			projectId: { __rl: true, mode: 'list', value: 'shop01', cachedResultName: 'Web shop' },
			buildId: '={{ $json.buildId }}',
		},
	},
	preclinical: {
		line: 'Test Run, Preclinical: start a run and wait for it',
		parameters: {
			operation: 'startRunAndWait',
			agentId: {
				__rl: true,
				mode: 'list',
				value: '6bfd7559-1c82-43a6-859c-88a979ae65c8',
				cachedResultName: 'Appointment desk',
			},
		},
	},
	qase: {
		line: 'Test Run, Qase: create a run from a plan',
		parameters: {
			operation: 'startRun',
			projectCode: SHOP,
			title: 'Release 1.8',
			planId: { __rl: true, mode: 'list', value: '1', cachedResultName: 'Regression' },
		},
	},
	qodex: {
		line: 'Test Run, Qodex: start a run and wait for it',
		parameters: { operation: 'startRunAndWait', tags: 'smoke, checkout' },
	},
	testclix: {
		line: 'Test Run, TestCLIX: start a run and wait for it',
		parameters: { operation: 'startRunAndWait', testId: '01HSANDBOXCHECKOUT&01HSANDBOXSHOP' },
	},
};

const actionShots = Object.entries(ACTIONS).map(([resource, { line, parameters }]) => ({
	file: `panel-test-run-${resource}.png`,
	chapter: 'Test Run',
	line,
	take: async (state) =>
		await panel(state, 'testRun', { name: 'Test Run', parameters: { resource, ...parameters } }),
}));

const triggerShots = Object.entries(PLATFORMS).map(([platform, name]) => ({
	file: `panel-trigger-${platform}.png`,
	chapter: 'Test Run Trigger',
	line: `Test Run Trigger, ${name}`,
	take: async (state) =>
		await panel(state, 'testRunTrigger', { name: 'Test Run Trigger', parameters: { platform } }),
}));

const POLLED = {
	currents: { projectId: { __rl: true, mode: 'list', value: 'shop01', cachedResultName: 'Web shop' } },
	preclinical: {},
	qase: { projectCode: SHOP },
};

const pollingShots = Object.entries(POLLED).map(([platform, parameters]) => ({
	file: `panel-polling-trigger-${platform}.png`,
	chapter: 'Test Run Polling Trigger',
	line: `Test Run Polling Trigger, ${PLATFORMS[platform]}`,
	take: async (state) =>
		await panel(state, 'testRunPollingTrigger', {
			name: 'Test Run Polling Trigger',
			parameters: { platform, ...parameters },
		}),
}));

/** @type {import('../../scripts/screenshots.mjs').Shot[]} */
export const panelShots = [
	{
		file: 'panel-test-run-operations.png',
		chapter: 'Test Run',
		line: 'Test Run: choose a platform, then one of the operations that it has',
		take: async (state) => {
			const parameters = { resource: 'qase', projectCode: SHOP };
			await openPanel(state, 'testRun', { name: 'Test Run', parameters });
			await openList(state.editor.page, 'operation');
			return await picturePanel(state);
		},
	},
	...actionShots,
	...triggerShots,
	{
		file: 'panel-trigger-qase-events.png',
		chapter: 'Test Run Trigger',
		line: 'Test Run Trigger: the events of a platform, in its own words',
		take: async (state) => {
			const parameters = { platform: 'qase', events: ['RUN_FINISH'] };
			await openPanel(state, 'testRunTrigger', { name: 'Test Run Trigger', parameters });
			await openList(state.editor.page, 'events');
			return await picturePanel(state);
		},
	},
	...['qase', 'qodex', 'testclix'].map((platform) => ({
		file: `notice-trigger-${platform}.png`,
		chapter: 'Test Run Trigger',
		line: `${PLATFORMS[platform]} has no API for webhooks: the notice tells how to set one up`,
		take: async (state) => {
			await openPanel(state, 'testRunTrigger', { name: 'Test Run Trigger', parameters: { platform } });
			const { page } = state.editor;
			return await pictureOf(page, page.locator('[data-test-id=node-parameters] .notice'));
		},
	})),
	...pollingShots,
	{
		file: 'panel-reader.png',
		chapter: 'Test Run Reader',
		line: 'Test Run Reader: needs no credential, and finds the format by itself',
		take: async (state) =>
			await panel(state, 'testRunReader', {
				name: 'Test Run Reader',
				parameters: { additionalFields: { branch: '={{ $json.body.branch }}' } },
			}),
	},
	{
		file: 'panel-gate.png',
		chapter: 'Test Run Gate',
		line: 'Test Run Gate: all rules are optional',
		take: async (state) =>
			await panel(state, 'testRunGate', {
				name: 'Test Run Gate',
				parameters: { rules: { minPassRate: 95, maxFailures: 2, flaky: 'pass', ignoreTests: 'legacy/*' } },
			}),
	},
	{
		file: 'panel-history.png',
		chapter: 'Test Run History',
		line: 'Test Run History: what earlier runs say about the failures of a run',
		take: async (state) => await panel(state, 'testRunHistory', { name: 'Test Run History' }),
	},
	{
		file: 'panel-report.png',
		chapter: 'Test Run Report',
		line: 'Test Run Report: a report in the format that you choose',
		take: async (state) => {
			await openPanel(state, 'testRunReport', { name: 'Test Run Report' });
			await choose(state.editor.page, 'format', 'Slack');
			await openList(state.editor.page, 'format');
			return await picturePanel(state);
		},
	},
];

/**
 * The panel of a node.
 *
 * @param {any} state
 * @param {string} type see `openNode`
 * @param {{ name?: string, parameters?: object }} node
 * @returns {Promise<Buffer>} a PNG
 */
export async function panel(state, type, node) {
	await openPanel(state, type, node);
	return await picturePanel(state);
}

async function openPanel({ editor, client, credentials }, type, node) {
	await openNode({ ...editor, client }, type, { credentials, ...node });
	// Lists show their choices once these have been worked out.
	await editor.page.waitForLoadState('networkidle');
}

/** Tabs and parameters, without the data at both sides and the room below. */
async function picturePanel({ editor: { page } }) {
	const tabs = page.locator('[data-test-id=tab-params]').first();
	const execute = page.locator('[data-test-id=node-execute-button]').first();
	const items = page.locator(
		'[data-test-id=node-parameters] [data-test-id=parameter-item]:visible, .el-select-dropdown:visible',
	);
	return await pictureOf(page, tabs, execute, ...(await items.all()));
}
