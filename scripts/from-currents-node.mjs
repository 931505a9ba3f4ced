// `npm run -s from-currents-node -- FILE NEW` turns n8n's built-in Currents nodes in an exported workflow, or in each of a
// list of them, into ours. Without NEW the result is printed on stdout; what has to be looked at is printed in plain words
// on stderr. It needs nothing but Node.
import { fromCurrentsNode } from './lib/fromCurrentsNode/convert.js';
import { convertFile, plainly } from './lib/workflow-file.mjs';

const [file, output, ...more] = process.argv.slice(2);
if (file === undefined || more.length > 0) {
	console.error(
		'Name the file of a workflow, as n8n downloads it, and the new file: npm run -s from-currents-node -- FILE NEW',
	);
	process.exitCode = 2;
} else {
	await plainly(() => report(convertFile(file, output, converted)));
}

function converted(workflow) {
	return { name: workflow.name, ...fromCurrentsNode(workflow) };
}

function report(results) {
	for (const { name, notes } of results) {
		if (results.length > 1) console.error(`Workflow ${name ?? 'without a name'}:`);
		printNotes(notes);
	}
	if (output !== undefined) console.error(`Written to ${output}.`);
}

function printNotes(notes) {
	if (notes.length === 0) console.error('There is no built-in Currents node in this workflow.');
	else console.error('Choose a Currents (Test Runs) API credential in each of these nodes.');
	for (const { node, notes: own } of notes) {
		console.error(`${node}:${own.length === 0 ? ' nothing else to do.' : ''}`);
		for (const note of own) console.error(`  - ${note}.`);
	}
}
