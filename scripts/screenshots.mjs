// `npm run screenshots`: takes screenshots of the nodes in n8n's editor and writes docs/panels.md, which displays them.
// `--only TEXT` (repeatable) takes only those whose file name contains the text, and does not change docs/panels.md.
// `--editions` takes those of the editions' READMEs instead.
import { parseArgs } from 'node:util';
import { openEditor } from '../test/e2e/suites/editor/browser.mjs';
import { bringUp, close, createPlayground, hasLog, removeFolder } from './lib/playground.mjs';
import { runSteps } from './lib/steps.mjs';
import { templates } from '../test/e2e/suites/templates/index.mjs';
import { editions } from './lib/editions/table.js';
import { install, makeCredentials, prepare } from '../test/e2e/suites/editions/packages.mjs';
import { canvasShots } from '../workshop/screenshots/canvas.mjs';
import { dialogShots } from '../workshop/screenshots/dialogs.mjs';
import { calm, savePicture } from '../workshop/screenshots/picture.mjs';
import { editionShots } from '../workshop/screenshots/editions.mjs';
import { fiveMinutesShot } from '../workshop/screenshots/fiveMinutes.mjs';
import { outputShots } from '../workshop/screenshots/outputs.mjs';
import { panelShots } from '../workshop/screenshots/panels.mjs';
import { reportFileShots } from '../workshop/screenshots/reportFiles.mjs';
import { writePage } from '../workshop/screenshots/page.mjs';

/**
 * @typedef {object} Shot
 * @property {string} file in docs/images, those of the editions from the root
 * @property {string} chapter of docs/panels.md
 * @property {string} line what the screenshot shows
 * @property {(state: any) => Promise<Buffer>} take returns a PNG
 * @property {number} [maxBytes] of the PNG, if it may be larger than most
 */

const LINE = '2';
// Fixed ports, since the addresses are visible in the screenshots.
const PORTS = { n8n: 5678, sandbox: 4010 };

const SIZE = { width: 1280, height: 1000 };

const { only, editions: ofEditions } = parseArgs({
	options: { only: { type: 'string', multiple: true }, editions: { type: 'boolean', default: false } },
}).values;
const playground = createPlayground(LINE, PORTS);
let ending;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(130));

const docsShots = [
	fiveMinutesShot,
	...canvasShots(),
	...panelShots,
	...dialogShots,
	...outputShots,
	...reportFileShots,
];
const shots = ofEditions
	? editionShots
	: docsShots.map((shot) => ({ ...shot, file: `docs/images/${shot.file}` }));
const chosen = shots.filter(({ file }) => !only || only.some((text) => file.includes(text)));
const takes = chosen.map(({ file, take, maxBytes }) => ({
	name: file,
	run: async (state) => {
		await state.editor.page.setViewportSize(SIZE);
		savePicture(file, await take(state), maxBytes);
	},
	standsAlone: true,
}));

await (ofEditions ? prepare : templates.prepare)(playground);
const editionsStep = { name: 'the editions are installed', run: installEditions };
const setUp = await runSteps(
	[...bringUp(LINE), ...(ofEditions ? [editionsStep] : []), { name: 'Chromium is signed in', run: open }],
	playground,
);
const taken = setUp.every(({ ok }) => ok) ? await runSteps(takes, playground) : setUp;
const ok = taken.every((step) => step.ok);
if (ok && !only && !ofEditions) await writePage(docsShots);
await end(ok ? 0 : 1);

async function installEditions(state) {
	for (const { name } of editions) await install(state, name);
	await makeCredentials(state);
}

async function open(state) {
	state.editor = await openEditor({ url: state.n8n.url, size: SIZE });
	await calm(state.editor.page);
}

async function end(status) {
	ending ??= (async () => {
		await playground.editor?.close();
		if (!ofEditions) await templates.close(playground);
		await close(playground);
		if (status === 1 && hasLog(playground)) console.error(`What n8n wrote is kept in ${playground.folder}`);
		else removeFolder(playground);
		process.exit(status);
	})();
	await ending;
}
