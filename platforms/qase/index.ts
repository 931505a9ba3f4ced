/**
 * Qase: runs of manual and automated tests. They are completed by people or by API, webhooks are set up by hand, and runs
 * can be polled.
 */
import { eventChoices } from '../../core/model/events';
import { VERDICTS } from '../../core/model/verdictWords';
import { loadOnce } from '../../n8n/loadOnce';
import type { Platform } from '../platform';
import { setupSteps } from '../shared/setupSteps';
import { qaseEvents } from './events';
import { polledProjectField, trustVerdictOption } from './fields';
import {
	qaseCaseBehaviors,
	qaseCasePriorities,
	qaseCases,
	qaseCaseSeverities,
	qaseCaseTypes,
	qaseConfigurations,
	qaseEnvironments,
	qaseMilestones,
	qasePlans,
	qaseProjects,
	qaseRuns,
	qaseSeverities,
	qaseSuites,
} from './pickers';
import { compareRuns } from './operations/compareRuns';
import { completeRun } from './operations/completeRun';
import { createDefect } from './operations/createDefect';
import { createResults } from './operations/createResults';
import { deleteResult } from './operations/deleteResult';
import { deleteRun } from './operations/deleteRun';
import { getCase } from './operations/getCase';
import { getDefect } from './operations/getDefect';
import { getManyCases } from './operations/getManyCases';
import { getManyDefects } from './operations/getManyDefects';
import { getManyFailures } from './operations/getManyFailures';
import { getManyProjects } from './operations/getManyProjects';
import { getManyResults } from './operations/getManyResults';
import { getManyRuns } from './operations/getManyRuns';
import { getResult } from './operations/getResult';
import { getRun } from './operations/getRun';
import { linkIssue } from './operations/linkIssue';
import { publishRun } from './operations/publishRun';
import { resolveDefect } from './operations/resolveDefect';
import { startRun } from './operations/startRun';
import { updateResult } from './operations/updateResult';
import { updateRun } from './operations/updateRun';
import { uploadAttachment } from './operations/uploadAttachment';
import { waitForRun } from './operations/waitForRun';
import { QASE_CREDENTIAL } from './service';

/** The Qase platform. */
export const qase: Platform = {
	id: 'qase',
	name: 'Qase',
	credential: QASE_CREDENTIAL,
	operations: [
		compareRuns,
		completeRun,
		createDefect,
		createResults,
		deleteResult,
		deleteRun,
		getCase,
		getDefect,
		getManyCases,
		getManyDefects,
		getManyFailures,
		getManyProjects,
		getManyResults,
		getManyRuns,
		getResult,
		getRun,
		linkIssue,
		publishRun,
		resolveDefect,
		startRun,
		updateResult,
		updateRun,
		uploadAttachment,
		waitForRun,
	],
	listSearch: {
		qaseCases,
		qaseConfigurations,
		qaseEnvironments,
		qaseMilestones,
		qasePlans,
		qaseProjects,
		qaseRuns,
		qaseSeverities,
		qaseSuites,
	},
	loadOptions: { qaseCaseBehaviors, qaseCasePriorities, qaseCaseSeverities, qaseCaseTypes },
	trigger: {
		credential: QASE_CREDENTIAL,
		events: qaseEvents,
		defaultEvents: ['RUN_FINISH'],
		fields: [],
		setupNotice: setupSteps('Qase has no API for webhooks, so set this one up by hand:', [
			'Enter a secret of your choice as "Webhook Secret" in the credential.',
			'Activate (or publish) this workflow: Qase turns a webhook off that nobody answers for two days.',
			'Copy the production URL from "Webhook URLs" above.',
			'In Qase open Project Settings > Webhooks > Create new webhook.',
			'Paste the URL as Endpoint and the secret as Secret, and choose the same events as here.',
		]),
		filters: ['verdicts', 'environments', 'projects', 'tags'],
		options: [trustVerdictOption],
	},
	polling: {
		credential: QASE_CREDENTIAL,
		events: eventChoices({
			RUN_CANCELED: 'When a run was aborted',
			RUN_FINISH: 'When a run was completed, passed or failed',
			RUN_START: 'When a run begins',
		}),
		defaultEvents: ['RUN_FINISH'],
		fields: [polledProjectField],
		filters: ['verdicts', 'environments', 'tags'],
		options: [trustVerdictOption],
		poller: loadOnce(async () => (await import('./polling')).openPoller),
	},
	deliveries: loadOnce(async () => await import('./deliveries')),
	samples: {
		verdicts: VERDICTS,
		make: async (...about) => (await import('./samples')).sample(...about),
	},
};
