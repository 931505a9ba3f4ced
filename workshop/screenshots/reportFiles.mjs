import { executeNode, outputTable } from '../../test/e2e/suites/editor/nodePanel.mjs';
import { readReportFile } from '../../test/e2e/workflows.mjs';
import { nodeError, pictureNode, pictureOutput } from './outputs.mjs';

/** @type {import('../../scripts/screenshots.mjs').Shot[]} */
export const reportFileShots = [
	{
		file: 'output-report-file.png',
		chapter: 'Output',
		line: 'The run that Test Run Reader makes of a report file',
		take: async (state) => {
			await openReader(state, (report) => report);
			await executeNode(state.editor.page);
			await outputTable(state.editor.page);
			return await pictureOutput(state);
		},
	},
	{
		file: 'error-report-file.png',
		chapter: 'Errors',
		line: 'A report file that was cut off',
		take: async (state) => {
			await openReader(state, (report) => report.slice(0, report.indexOf('</failure>')));
			await executeNode(state.editor.page);
			await nodeError(state.editor.page);
			return await pictureNode(state);
		},
	},
];

/** Opens the Reader behind a file, whose text `change` may change. */
async function openReader({ editor, client }, change) {
	const draft = readReportFile();
	const named = (wanted) => draft.nodes.find(({ name }) => name === wanted);
	const [field] = named('Report').parameters.assignments.assignments;
	field.value = change(field.value);
	const { id } = await client.createWorkflow(draft);
	await editor.page.goto(`${editor.url}/workflow/${id}/${named('Reader').id}`);
	await editor.page.locator('[data-test-id=node-parameters]').waitFor();
}
