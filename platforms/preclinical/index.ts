/** Preclinical: runs of simulated conversations with a healthcare agent, hosted (with webhooks) or self-hosted. */
import { eventChoices } from '../../core/model/events';
import { loadOnce } from '../../n8n/loadOnce';
import type { Platform } from '../platform';
import { pollingScopeFields, scopeFields } from './fields';
import { cancelRun } from './operations/cancelRun';
import { compareRuns } from './operations/compareRuns';
import { createAgent } from './operations/createAgent';
import { createTestSuite } from './operations/createTestSuite';
import { createWebhook } from './operations/createWebhook';
import { deleteAgent } from './operations/deleteAgent';
import { deleteRun } from './operations/deleteRun';
import { deleteScenario } from './operations/deleteScenario';
import { deleteWebhook } from './operations/deleteWebhook';
import { exportRun } from './operations/exportRun';
import { generateScenarios } from './operations/generateScenarios';
import { getAgent } from './operations/getAgent';
import { getHealth } from './operations/getHealth';
import { getManyAgents } from './operations/getManyAgents';
import { getManyFailures } from './operations/getManyFailures';
import { getManyResults } from './operations/getManyResults';
import { getManyRuns } from './operations/getManyRuns';
import { getManyScenarios } from './operations/getManyScenarios';
import { getManyTestSuites } from './operations/getManyTestSuites';
import { getManyWebhooks } from './operations/getManyWebhooks';
import { getRun } from './operations/getRun';
import { getScenario } from './operations/getScenario';
import { getTestSuite } from './operations/getTestSuite';
import { getWebhook } from './operations/getWebhook';
import { sendTestDelivery } from './operations/sendTestDelivery';
import { startRun } from './operations/startRun';
import { startRunAndWait } from './operations/startRunAndWait';
import { updateAgent } from './operations/updateAgent';
import { updateScenario } from './operations/updateScenario';
import { updateTestSuite } from './operations/updateTestSuite';
import { updateWebhook } from './operations/updateWebhook';
import { validateAgent } from './operations/validateAgent';
import { waitForRun } from './operations/waitForRun';
import {
	preclinicalAgents,
	preclinicalAllAgents,
	preclinicalScenarioSearch,
	preclinicalScenarios,
	preclinicalTags,
	preclinicalTestSuites,
	preclinicalWebhooks,
} from './pickers';
import { PRECLINICAL_CREDENTIAL } from './service';
import { signatureField } from './signatureField';

/** The Preclinical platform. */
export const preclinical: Platform = {
	id: 'preclinical',
	name: 'Preclinical',
	credential: PRECLINICAL_CREDENTIAL,
	operations: [
		cancelRun,
		compareRuns,
		createAgent,
		createTestSuite,
		createWebhook,
		deleteAgent,
		deleteRun,
		deleteScenario,
		deleteWebhook,
		exportRun,
		generateScenarios,
		getAgent,
		getHealth,
		getManyAgents,
		getManyFailures,
		getManyResults,
		getManyRuns,
		getManyScenarios,
		getManyTestSuites,
		getManyWebhooks,
		getRun,
		getScenario,
		getTestSuite,
		getWebhook,
		sendTestDelivery,
		startRun,
		startRunAndWait,
		updateAgent,
		updateScenario,
		updateTestSuite,
		updateWebhook,
		validateAgent,
		waitForRun,
	],
	listSearch: {
		preclinicalAgents,
		preclinicalAllAgents,
		preclinicalScenarioSearch,
		preclinicalTestSuites,
		preclinicalWebhooks,
	},
	loadOptions: { preclinicalScenarios, preclinicalTags },
	trigger: {
		credential: PRECLINICAL_CREDENTIAL,
		events: eventChoices({
			RUN_CANCELED: 'After a run was canceled',
			RUN_FINISH: 'When a run has ended, passed or failed',
		}),
		defaultEvents: ['RUN_FINISH'],
		fields: [...scopeFields, signatureField],
		filters: ['verdicts'],
	},
	polling: {
		credential: PRECLINICAL_CREDENTIAL,
		events: eventChoices({
			RUN_CANCELED: 'After a run was canceled',
			RUN_FINISH: 'When a run has ended, passed or failed',
		}),
		defaultEvents: ['RUN_FINISH'],
		fields: pollingScopeFields,
		filters: ['verdicts'],
		poller: loadOnce(async () => (await import('./polling')).openPoller),
	},
	deliveries: loadOnce(async () => await import('./deliveries')),
	samples: {
		verdicts: ['failed', 'inconclusive', 'passed'],
		make: async (...about) => (await import('./samples')).sample(...about),
	},
};
