import { mainJob } from '../main-job.mjs';
import { actions } from './actions.mjs';
import { agent } from './agent.mjs';
import { builtin } from './builtin/index.mjs';
import { editionsOnOldN8n, editionsSuite } from './editions/index.mjs';
import { editor, editorWalks } from './editor/index.mjs';
import { faults } from './faults/index.mjs';
import { lifecycle } from './lifecycle.mjs';
import { polling } from './polling.mjs';
import { queue } from './queue/index.mjs';
import { templates } from './templates/index.mjs';
import { wait } from './wait.mjs';

/**
 * A part of the end-to-end tests. It runs in a playground of its own, or in one that it shares with other suites.
 *
 * @typedef {object} Suite
 * @property {string} name as in `--suite NAME`
 * @property {Array<'1' | '2'>} lines the lines of n8n on which it runs
 * @property {boolean} [ownPlayground] set for a suite that stops n8n or needs its own settings
 * @property {(playground: import('../../../scripts/lib/playground.mjs').Playground) => Promise<unknown>} [prepare]
 *   called before n8n is started; only with a playground of its own. May set `playground.env`.
 * @property {import('../../../scripts/lib/steps.mjs').Step<any>[]} steps their state is a copy of the playground
 * @property {(state: any) => Promise<unknown>} [close] always called at the end
 */

/** All suites, in the order in which they run. @type {Suite[]} */
export const suites = [
	{ name: 'main', lines: ['1', '2'], steps: mainJob },
	lifecycle,
	actions,
	wait,
	agent,
	templates,
	builtin,
	faults,
	polling,
	queue,
	editor,
	editorWalks,
	editionsSuite,
	editionsOnOldN8n,
];
