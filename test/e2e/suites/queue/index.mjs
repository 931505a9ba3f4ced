import { noViolations } from '../../checks.mjs';
import { processes, prepareCluster } from './cluster.mjs';
import { duplicates } from './duplicates.mjs';
import { load } from './load.mjs';
import { registration } from './registration.mjs';
import { waits } from './waits.mjs';

/** Tests n8n in queue mode, set up as in docs/scaling.md. @type {import('../index.mjs').Suite} */
export const queue = {
	name: 'queue',
	lines: ['2'],
	ownPlayground: true,
	prepare: prepareCluster,
	steps: [...processes, ...registration, ...load, ...duplicates, ...waits, noViolations],
};
