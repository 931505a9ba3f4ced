/**
 * TestCLIX: tests of websites, executed and read by API; its only webhook is set up by hand and signed with a secret.
 */
import { eventChoices } from '../../core/model/events';
import { loadOnce } from '../../n8n/loadOnce';
import type { Platform } from '../platform';
import { setupSteps } from '../shared/setupSteps';
import { getManyFailures } from './operations/getManyFailures';
import { getRun } from './operations/getRun';
import { getStatus } from './operations/getStatus';
import { startRun } from './operations/startRun';
import { startRunAndWait } from './operations/startRunAndWait';
import { waitForRun } from './operations/waitForRun';
import { TESTCLIX_CREDENTIAL } from './service';

/** The TestCLIX platform. */
export const testclix: Platform = {
	id: 'testclix',
	name: 'TestCLIX',
	credential: TESTCLIX_CREDENTIAL,
	operations: [getManyFailures, getRun, getStatus, startRun, startRunAndWait, waitForRun],
	trigger: {
		credential: TESTCLIX_CREDENTIAL,
		events: eventChoices({ RUN_FINISH: 'When the result of a run is ready, passed or failed' }),
		defaultEvents: ['RUN_FINISH'],
		fields: [],
		setupNotice: setupSteps(
			'TestCLIX has no API for webhooks, so an admin or owner sets this one up by hand:',
			[
				'Enter a secret of your choice as "Webhook Secret" in the credential.',
				'Copy the production URL from "Webhook URLs" above.',
				'In TestCLIX open Settings > Webhook and turn Webhook notifications on.',
				'Paste the URL and the same secret, and save.',
				'Activate (or publish) this workflow.',
			],
			'A project has one webhook, which reports all its tests: choose some with the filter "Test IDs".',
		),
		filters: ['verdicts', 'testIds'],
	},
	deliveries: loadOnce(async () => await import('./deliveries')),
	samples: {
		verdicts: ['failed', 'passed'],
		make: async (...about) => (await import('./samples')).sample(...about),
	},
};
