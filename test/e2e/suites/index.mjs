import { mainJob } from '../main-job.mjs';
import { actions } from './actions.mjs';
import { agent } from './agent.mjs';
import { editor } from './editor/index.mjs';
import { faults } from './faults/index.mjs';
import { lifecycle } from './lifecycle.mjs';
import { queue } from './queue/index.mjs';
import { templates } from './templates/index.mjs';
import { wait } from './wait.mjs';

/**
 * A part of the end-to-end tests, run on a playground of its own or on one that suites share.
 *
 * @typedef {object} Suite
 * @property {string} name as in `--suite NAME`
 * @property {Array<'1' | '2'>} lines of n8n it is run on
 * @property {boolean} [ownPlayground] for a suite that stops n8n, or needs settings of its own
 * @property {(playground: import('../../../scripts/lib/playground.mjs').Playground) => Promise<unknown>} [prepare]
 *   done before n8n is started; only with a playground of its own. May set `playground.env`.
 * @property {import('../../../scripts/lib/steps.mjs').Step<any>[]} steps get a copy of the playground as their state
 * @property {(state: any) => Promise<unknown>} [close] done at the end in any case
 */

/** In the order in which they are run. @type {Suite[]} */
export const suites = [
	{ name: 'main', lines: ['1', '2'], steps: mainJob },
	lifecycle,
	actions,
	wait,
	agent,
	templates,
	faults,
	queue,
	editor,
];
