/**
 * Qodex: runs are started by API and awaited by polling; webhooks are set up by hand and verified by reading the run.
 */
import { eventChoices } from '../../core/model/events';
import { loadOnce } from '../../n8n/loadOnce';
import type { Platform } from '../platform';
import { setupSteps } from '../shared/setupSteps';
import { getManyFailures } from './operations/getManyFailures';
import { getRun } from './operations/getRun';
import { runSchedule } from './operations/runSchedule';
import { startRun } from './operations/startRun';
import { startRunAndWait } from './operations/startRunAndWait';
import { waitForRun } from './operations/waitForRun';
import { QODEX_CREDENTIAL } from './service';

/** The Qodex platform. */
export const qodex: Platform = {
	id: 'qodex',
	name: 'Qodex',
	credential: QODEX_CREDENTIAL,
	operations: [getManyFailures, getRun, runSchedule, startRun, startRunAndWait, waitForRun],
	trigger: {
		credential: QODEX_CREDENTIAL,
		events: eventChoices({ RUN_FINISH: 'When a run has ended, passed or failed' }),
		defaultEvents: ['RUN_FINISH'],
		fields: [],
		setupNotice: setupSteps(
			'Qodex has no API for webhooks, so set this one up by hand:',
			[
				'Copy the production URL from "Webhook URLs" above.',
				'In Qodex open Schedules, choose the schedule and open Notifications.',
				'Paste the URL, and choose to be notified always or on failure.',
				'Activate (or publish) this workflow.',
			],
			'For runs that a Test Run node starts, paste the URL into its option "Callback URL" instead. Qodex does not sign its calls: each run is read with the API key before the workflow starts.',
		),
		filters: ['verdicts', 'environments'],
	},
	deliveries: loadOnce(async () => await import('./deliveries')),
	samples: {
		verdicts: ['failed', 'inconclusive', 'passed'],
		make: async (...about) => (await import('./samples')).sample(...about),
	},
};
