/**
 * Qase: runs of manual and automated tests. They are completed by people or by API, webhooks are set up by hand, and runs
 * can be polled.
 */
import { VERDICTS } from '../../core/model/verdictWords';
import { loadOnce } from '../../n8n/loadOnce';
import type { Platform } from '../platform';
import { setupSteps } from '../shared/setupSteps';
import { qaseEvents, qasePolledEvents } from './events';
import { polledProjectField, trustVerdictOption } from './fields';
import { qaseDefectFields, qaseDefectFieldValues, qaseRunFields, qaseRunFieldValues } from './fieldPickers';
import {
	qaseAuthors,
	qaseCaseBehaviors,
	qaseCasePriorities,
	qaseCases,
	qaseCaseSeverities,
	qaseCaseTypes,
	qaseConfigurations,
	qaseDefects,
	qaseEnvironments,
	qaseGroups,
	qaseMilestones,
	qasePlans,
	qaseProjects,
	qaseRuns,
	qaseSeverities,
	qaseSuites,
} from './pickers';
import { compareRuns } from './operations/compareRuns';
import { completeRun } from './operations/completeRun';
import { createConfiguration } from './operations/createConfiguration';
import { createDefect } from './operations/createDefect';
import { createEnvironment } from './operations/createEnvironment';
import { createMilestone } from './operations/createMilestone';
import { createPlan } from './operations/createPlan';
import { createResults } from './operations/createResults';
import { deleteResult } from './operations/deleteResult';
import { deleteRun } from './operations/deleteRun';
import { getCase } from './operations/getCase';
import { getDefect } from './operations/getDefect';
import { getManyConfigurations } from './operations/getManyConfigurations';
import { getManyCases } from './operations/getManyCases';
import { getManyDefects } from './operations/getManyDefects';
import { getManyEnvironments } from './operations/getManyEnvironments';
import { getManyFailures } from './operations/getManyFailures';
import { getManyMilestones } from './operations/getManyMilestones';
import { getManyPlans } from './operations/getManyPlans';
import { getManyProjects } from './operations/getManyProjects';
import { getManyResults } from './operations/getManyResults';
import { getManyRuns } from './operations/getManyRuns';
import { getPlan } from './operations/getPlan';
import { getResult } from './operations/getResult';
import { getRun } from './operations/getRun';
import { linkIssue } from './operations/linkIssue';
import { publishRun } from './operations/publishRun';
import { resolveDefect } from './operations/resolveDefect';
import { search } from './operations/search';
import { startRun } from './operations/startRun';
import { updateMilestone } from './operations/updateMilestone';
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
		createConfiguration,
		createDefect,
		createEnvironment,
		createMilestone,
		createPlan,
		createResults,
		deleteResult,
		deleteRun,
		getCase,
		getDefect,
		getManyConfigurations,
		getManyCases,
		getManyDefects,
		getManyEnvironments,
		getManyFailures,
		getManyMilestones,
		getManyPlans,
		getManyProjects,
		getManyResults,
		getManyRuns,
		getPlan,
		getResult,
		getRun,
		linkIssue,
		publishRun,
		resolveDefect,
		search,
		startRun,
		updateMilestone,
		updateResult,
		updateRun,
		uploadAttachment,
		waitForRun,
	],
	listSearch: {
		qaseAuthors,
		qaseCases,
		qaseConfigurations,
		qaseDefectFields,
		qaseDefectFieldValues,
		qaseDefects,
		qaseEnvironments,
		qaseGroups,
		qaseMilestones,
		qasePlans,
		qaseProjects,
		qaseRunFields,
		qaseRunFieldValues,
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
		events: qasePolledEvents,
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
