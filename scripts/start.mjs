// `npm start`: starts a real n8n with this package and simulated platforms. With `--once`, runs the main end-to-end
// test in it, without a browser, and exits.
import { parseArgs } from 'node:util';
import { demo, introduction } from './lib/demo.mjs';
import { bringUp, close, createPlayground, hasLog, removeFolder } from './lib/playground.mjs';
import { runSteps } from './lib/steps.mjs';
import { mainJob } from '../test/e2e/main-job.mjs';

const LINE = '2';
// The usual ports of n8n and the sandbox, so that bookmarks and the examples in the sandbox's documentation work.
const USUAL_PORTS = { n8n: 5678, sandbox: 4010 };

const { once } = parseArgs({ options: { once: { type: 'boolean', default: false } } }).values;
const playground = createPlayground(LINE, once ? {} : USUAL_PORTS);
let ending;

// Ctrl-C is the normal way to leave n8n, but it interrupts the test of `--once`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(once ? 130 : 0));

const steps = await runSteps([...bringUp(LINE), ...(once ? mainJob : demo)], playground, print);
const ok = steps.every((step) => step.ok);
if (once) {
	await end(ok ? 0 : 1, JSON.stringify({ ok, steps }));
} else if (ok) {
	print(introduction(playground));
	await playground.n8n.ended;
	print('n8n has ended by itself.');
}
await end(1);

/** Stops everything and exits. After a failure the folder with n8n's log is kept. */
async function end(status, lastLine) {
	ending ??= (async () => {
		await close(playground);
		if (status === 1 && hasLog(playground)) console.error(`What n8n wrote is kept in ${playground.folder}`);
		else removeFolder(playground);
		if (lastLine) console.log(lastLine);
		process.exit(status);
	})();
	await ending;
}

function print(line) {
	// After a signal, steps fail because they were interrupted: do not print that.
	if (!ending) console.log(line);
}
