import {
	fillCredential,
	newCredential,
	saveCredential,
} from '../../test/e2e/suites/editor/credentialDialog.mjs';
import { findNode, openActions, openNodeCreator } from '../../test/e2e/suites/editor/nodeCreator.mjs';
import { pickerEntries } from '../../test/e2e/suites/editor/nodePanel.mjs';
import { openNode } from '../../test/e2e/suites/editor/workflows.mjs';
import { credentialsOf } from '../../scripts/lib/playground.mjs';
import { pictureOf } from './picture.mjs';

const CREDENTIALS = [
	{ file: 'currents', displayName: 'Currents (Test Runs) API', type: 'testRunCurrentsApi' },
	{ file: 'preclinical', displayName: 'Preclinical (Test Runs) API', type: 'testRunPreclinicalApi' },
	{ file: 'qase', displayName: 'Qase (Test Runs) API', type: 'testRunQaseApi' },
	{ file: 'qodex', displayName: 'Qodex (Test Runs) API', type: 'testRunQodexApi' },
	{ file: 'qodex-schedule', displayName: 'Qodex Schedule (Test Runs) API', type: 'testRunQodexScheduleApi' },
	{ file: 'testclix', displayName: 'TestCLIX (Test Runs) API', type: 'testRunTestClixApi' },
];

const SHOP = { __rl: true, mode: 'list', value: 'SHOP', cachedResultName: 'Web shop (SHOP)' };
const PICKERS = [
	{
		file: 'currents-project',
		line: 'Choosing a Currents project from the list',
		parameter: 'projectId',
		given: { resource: 'currents', operation: 'getManyRuns' },
	},
	{
		file: 'qase-run',
		line: 'Choosing a run of a Qase project from the list',
		parameter: 'runId',
		given: { resource: 'qase', operation: 'getRun', projectCode: SHOP },
	},
	{
		file: 'preclinical-agent',
		line: 'Choosing a Preclinical agent from the list',
		parameter: 'agentId',
		given: { resource: 'preclinical', operation: 'startRun' },
	},
];

const CREATOR = '[data-test-id=node-creator]';

/** @type {import('../../scripts/screenshots.mjs').Shot[]} */
export const dialogShots = [
	{
		file: 'node-panel-search.png',
		chapter: 'Node panel',
		line: "The name of a platform finds the nodes in n8n's node panel",
		take: async ({ editor, client }) => {
			await openNodeCreator(editor, client);
			await findNode(editor.page, 'testclix', 'Test Run');
			return await pictureOf(editor.page, editor.page.locator(CREATOR));
		},
	},
	{
		file: 'node-panel-actions.png',
		chapter: 'Node panel',
		line: 'The actions of Test Run, grouped by platform',
		take: async ({ editor, client }) => {
			await openNodeCreator(editor, client);
			const actions = await openActions(editor.page);
			await actions.filter({ hasText: 'Qase actions' }).scrollIntoViewIfNeeded();
			return await pictureOf(editor.page, editor.page.locator(CREATOR));
		},
	},
	...CREDENTIALS.map(({ file, displayName, type }) => ({
		file: `credential-${file}.png`,
		chapter: 'Credentials',
		line: `${displayName}, saved and tested`,
		take: async ({ editor, sandbox }) => {
			const { flavour: preset, ...data } = credentialsOf(sandbox)[type].data;
			await newCredential(editor, displayName);
			await fillCredential(editor.page, data);
			await saveCredential(editor.page);
			return await pictureOf(editor.page, editor.page.locator('.el-dialog:visible'));
		},
	})),
	...PICKERS.map(({ file, line, parameter, given }) => ({
		file: `picker-${file}.png`,
		chapter: 'Lists',
		line,
		take: async ({ editor, client, credentials }) => {
			await openNode({ ...editor, client }, 'testRun', { name: 'Test Run', parameters: given, credentials });
			await pickerEntries(editor.page, parameter);
			const { page } = editor;
			return await pictureOf(
				page,
				page.locator(`[data-test-id=resource-locator-${parameter}]`),
				...(await page.locator('[data-test-id=rlc-item]:visible').all()),
			);
		},
	})),
	{
		file: 'error-credential.png',
		chapter: 'Errors',
		line: 'A credential with a wrong key',
		take: async ({ editor, sandbox }) => {
			await newCredential(editor, 'Qase (Test Runs) API');
			await fillCredential(editor.page, { token: 'a-wrong-token', origin: sandbox.qase.origin });
			await saveCredential(editor.page);
			return await pictureOf(editor.page, editor.page.locator('.el-dialog:visible'));
		},
	},
];
