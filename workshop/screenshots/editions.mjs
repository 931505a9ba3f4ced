/** The pictures of each edition's README: nothing of the full package is installed when they are taken. */
import fs from 'node:fs';
import path from 'node:path';
import { EXAMPLE } from '../../scripts/lib/editions/examples.js';
import { folderOf } from '../../scripts/lib/editions/folders.mjs';
import { displayNameOf } from '../../scripts/lib/editions/names.mjs';
import { reports, services } from '../../test/e2e/suites/editions/packages.mjs';
import { openActions, openNodeCreator } from '../../test/e2e/suites/editor/nodeCreator.mjs';
import { pictureTemplate } from './canvas.mjs';
import { ACTIONS, panel } from './panels.mjs';
import { pictureOf } from './picture.mjs';

const CREATOR = '[data-test-id=node-creator]';

/** @type {Array<Pick<import('../../scripts/screenshots.mjs').Shot, 'file' | 'take'>>} */
export const editionShots = [
	...services.flatMap(shotsOfService),
	shot(reports, 'panel', async (state) => {
		const rules = { minPassRate: 95, maxFailures: 2, flaky: 'pass', ignoreTests: 'legacy/*' };
		const node = { name: 'Test Report Gate', parameters: { rules } };
		return await panel(state, `${reports.name}.testReportGate`, node);
	}),
	workflowOf(reports),
];

function shotsOfService(edition) {
	const name = displayNameOf(edition);
	const { parameters } = ACTIONS[edition.platform];
	return [
		shot(
			edition,
			'panel',
			async (state) => await panel(state, `${edition.name}.${edition.platform}`, { name, parameters }),
		),
		shot(edition, 'actions', async ({ editor, client }) => {
			await openNodeCreator(editor, client);
			await openActions(editor.page, name.toLowerCase(), name);
			return await pictureOf(editor.page, editor.page.locator(CREATOR));
		}),
		workflowOf(edition),
	];
}

function workflowOf(edition) {
	const example = JSON.parse(fs.readFileSync(path.join(folderOf(edition), EXAMPLE), 'utf8'));
	return shot(edition, 'workflow', async (state) => await pictureTemplate(state, example));
}

function shot({ name }, what, take) {
	return { file: `editions/${name}/images/${what}.png`, take };
}
