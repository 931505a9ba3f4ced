// `npm run -s from-currents-node -- FILE > NEW` turns n8n's built-in Currents nodes in an exported workflow into ours.
// The new workflow is printed on stdout, what has to be looked at in plain words on stderr. It needs nothing but Node.
import fs from 'node:fs';
import { fromCurrentsNode } from './lib/fromCurrentsNode/convert.js';

const [file] = process.argv.slice(2);
if (file === undefined) {
	console.error(
		'Name the file of a workflow, as n8n downloads it: npm run -s from-currents-node -- FILE > NEW',
	);
	process.exit(2);
}
const { workflow, notes } = fromCurrentsNode(JSON.parse(fs.readFileSync(file, 'utf8')));
console.log(JSON.stringify(workflow, null, 2));
if (notes.length === 0) console.error('There is no built-in Currents node in this workflow.');
else console.error('Choose a Currents (Test Runs) API credential in each of these nodes.');
for (const { node, notes: own } of notes) {
	console.error(`${node}:${own.length === 0 ? ' nothing else to do.' : ''}`);
	for (const note of own) console.error(`  - ${note}.`);
}
