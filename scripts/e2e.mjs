// `npm run test:e2e`: tests the packed package in a real n8n, versions 1 and 2. Options: `--n8n 1|2` and `--suite NAME`
// (both repeatable) to run only some; `--write` to update the pages in docs/ that contain results of suites.
import { parseArgs } from 'node:util';
import { pinnedVersion } from './lib/n8n-install.mjs';
import { bringUp, close, createPlayground, hasLog, removeFolder } from './lib/playground.mjs';
import { runSteps } from './lib/steps.mjs';
import { assertNoSecretIsOut } from '../test/e2e/secrets.mjs';
import { suites } from '../test/e2e/suites/index.mjs';

const LINES = ['2', '1'];

const { values: wanted } = parseArgs({
	options: {
		n8n: { type: 'string', multiple: true },
		suite: { type: 'string', multiple: true },
		write: { type: 'boolean', default: false },
	},
});
const lines = chosen('n8n', wanted.n8n, LINES);
const names = chosen(
	'suite',
	wanted.suite,
	suites.map(({ name }) => name),
);

/** @type {Set<import('./lib/playground.mjs').Playground>} */
const open = new Set();
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void interrupt());

/** @type {Array<{ line: string, suite: string, results: import('./lib/steps.mjs').StepResult[] }>} */
const report = [];
for (const line of lines) {
	const here = suites.filter((suite) => names.includes(suite.name) && suite.lines.includes(line));
	await runOn(
		line,
		here.filter(({ ownPlayground }) => !ownPlayground),
	);
	for (const suite of here.filter(({ ownPlayground }) => ownPlayground)) await runOn(line, [suite]);
}
printTable();
process.exit(report.every(({ results }) => results.every(({ ok }) => ok)) ? 0 : 1);

/** Runs suites in one playground, then closes it. */
async function runOn(line, together) {
	if (together.length === 0) return;
	const playground = createPlayground(line);
	open.add(playground);
	const prepare = together
		.filter((suite) => suite.prepare)
		.map((suite) => ({ name: `${suite.name} is prepared`, run: suite.prepare }));
	heading(line, 'set-up');
	const setUp = await runSteps([...prepare, ...bringUp(line)], playground, print);
	report.push({ line, suite: `set-up for ${together.map(({ name }) => name).join(', ')}`, results: setUp });
	const isUp = setUp.every(({ ok }) => ok);
	for (const suite of together) {
		await playground.sandbox?.control.reset();
		const state = { ...playground, write: wanted.write };
		if (isUp) heading(line, suite.name);
		const results = isUp ? await runSteps(suite.steps, state, print) : [notRun(suite)];
		if (isUp) results.push(...(await runSteps(cleanUp(suite), state, print)));
		report.push({ line, suite: suite.name, results });
	}
	await close(playground);
	open.delete(playground);
	const failed = report.some((entry) => entry.line === line && entry.results.some(({ ok }) => !ok));
	if (failed && hasLog(playground)) print(`What n8n wrote is kept in ${playground.folder}`);
	else removeFolder(playground);
}

/** @param {import('../test/e2e/suites/index.mjs').Suite} suite */
function cleanUp(suite) {
	const close = (state) => suite.close?.(state);
	const remove = ({ client }) => client.deleteEveryWorkflow();
	return [
		{
			name: 'no secret is in a log line, an error or an output',
			run: assertNoSecretIsOut,
			standsAlone: true,
		},
		{ name: 'the suite is closed', run: close, standsAlone: true },
		{ name: 'its workflows are deleted', run: remove, standsAlone: true },
	];
}

function notRun({ name }) {
	return { name, ok: false, ms: 0, error: 'not run, because the set-up failed' };
}

async function interrupt() {
	if (ending) return;
	ending = true;
	for (const playground of open) {
		await close(playground);
		removeFolder(playground);
	}
	process.exit(130);
}

function chosen(option, values, known) {
	const unknown = values?.find((value) => !known.includes(value));
	if (unknown === undefined) return values ?? known;
	console.error(`--${option} ${unknown} is not known; there is ${known.join(', ')}`);
	process.exit(2);
}

function printTable() {
	print('\nn8n        suite                          steps  failed  seconds');
	for (const { line, suite, results } of report) {
		const failed = results.filter(({ ok }) => !ok).length;
		const seconds = results.reduce((sum, { ms }) => sum + ms, 0) / 1000;
		const cells = [
			pinnedVersion(line).padEnd(10),
			suite.slice(0, 30).padEnd(30),
			String(results.length).padStart(5),
			String(failed).padStart(7),
			seconds.toFixed(0).padStart(8),
		];
		print(cells.join(' '));
	}
}

function heading(line, text) {
	print(`\n# n8n ${pinnedVersion(line)}: ${text}`);
}

function print(line) {
	// After a signal, steps fail because they were interrupted: do not print that.
	if (!ending) console.log(line);
}
