/** Currents: runs are reported from CI, webhooks are registered by API, runs can be polled. Runs cannot be started. */
import { VERDICTS } from '../../core/model/verdictWords';
import { loadOnce } from '../../n8n/loadOnce';
import type { Platform } from '../platform';
import { projectField, runEvents } from './fields';
import { archiveAction } from './operations/archiveAction';
import { cancelRun } from './operations/cancelRun';
import { cancelRunByGithub } from './operations/cancelRunByGithub';
import { compareRuns } from './operations/compareRuns';
import { createAction } from './operations/createAction';
import { createWebhook } from './operations/createWebhook';
import { deleteRun } from './operations/deleteRun';
import { deleteWebhook } from './operations/deleteWebhook';
import { disableAction } from './operations/disableAction';
import { enableAction } from './operations/enableAction';
import { findRun } from './operations/findRun';
import { getAction } from './operations/getAction';
import { getFailureContext } from './operations/getFailureContext';
import { getInstance } from './operations/getInstance';
import { getManyActions } from './operations/getManyActions';
import { getManyErrors } from './operations/getManyErrors';
import { getManyFailures } from './operations/getManyFailures';
import { getManyProjects } from './operations/getManyProjects';
import { getManyRuns } from './operations/getManyRuns';
import { getManySpecFiles } from './operations/getManySpecFiles';
import { getManyTestResults } from './operations/getManyTestResults';
import { getManyTests } from './operations/getManyTests';
import { getManyWebhooks } from './operations/getManyWebhooks';
import { getProject } from './operations/getProject';
import { getProjectInsights } from './operations/getProjectInsights';
import { getRun } from './operations/getRun';
import { getTestSignature } from './operations/getTestSignature';
import { getWebhook } from './operations/getWebhook';
import { resetRun } from './operations/resetRun';
import { updateAction } from './operations/updateAction';
import { updateWebhook } from './operations/updateWebhook';
import { waitForRun } from './operations/waitForRun';
import { currentsActions, currentsProjects, currentsWebhooks } from './pickers';
import { CURRENTS_CREDENTIAL } from './service';

/** The Currents platform. */
export const currents: Platform = {
	id: 'currents',
	name: 'Currents',
	credential: CURRENTS_CREDENTIAL,
	operations: [
		archiveAction,
		cancelRun,
		cancelRunByGithub,
		compareRuns,
		createAction,
		createWebhook,
		deleteRun,
		deleteWebhook,
		disableAction,
		enableAction,
		findRun,
		getAction,
		getFailureContext,
		getInstance,
		getManyActions,
		getManyErrors,
		getManyFailures,
		getManyProjects,
		getManyRuns,
		getManySpecFiles,
		getManyTestResults,
		getManyTests,
		getManyWebhooks,
		getProject,
		getProjectInsights,
		getRun,
		getTestSignature,
		getWebhook,
		resetRun,
		updateAction,
		updateWebhook,
		waitForRun,
	],
	listSearch: { currentsActions, currentsProjects, currentsWebhooks },
	trigger: {
		credential: CURRENTS_CREDENTIAL,
		events: runEvents,
		defaultEvents: ['RUN_FINISH', 'RUN_TIMEOUT'],
		fields: [projectField],
		sendsPerGroup: true,
		filters: ['verdicts', 'branches', 'tags'],
	},
	polling: {
		credential: CURRENTS_CREDENTIAL,
		events: runEvents,
		defaultEvents: ['RUN_FINISH', 'RUN_TIMEOUT'],
		fields: [projectField],
		filters: ['verdicts', 'branches', 'tags'],
		poller: loadOnce(async () => (await import('./polling')).openPoller),
	},
	deliveries: loadOnce(async () => await import('./deliveries')),
	samples: {
		verdicts: VERDICTS,
		make: async (...about) => (await import('./samples')).sample(...about),
	},
};
