/** The events of Qase's webhooks, grouped and labelled as in the settings of a project. */
import type { RunEvent } from '../../core/model/TestRun';
import { OTHER_EVENTS, type PlatformTrigger } from '../../n8n/webhooks/contract';

/** Events of the run model by Qase's names for them. */
const EVENTS_BY_NAME: Record<string, RunEvent> = {
	'run.started': 'RUN_START',
	'run.completed': 'RUN_FINISH',
	'run.aborted': 'RUN_CANCELED',
};

/** The event of the run model for one of Qase's event names; `null` for all others. */
export function runEventOf(name: string): RunEvent | null {
	return Object.hasOwn(EVENTS_BY_NAME, name) ? EVENTS_BY_NAME[name] : null;
}

/** Qase's name for an event of the run model; the event itself if Qase has none. */
export function nameOf(event: RunEvent): string {
	return Object.keys(EVENTS_BY_NAME).find((name) => EVENTS_BY_NAME[name] === event) ?? event;
}

/** Names of the events that are about a run. In the payload of other events, ids may be those of other things. */
export const RUN_NAMES = [...Object.keys(EVENTS_BY_NAME), 'run.deleted', 'run.report_changed', 'run.updated'];

const NOTES: Record<string, string> = {
	'run.started': 'Event run.started of Qase: a run begins',
	'run.completed': 'Event run.completed of Qase: a run was completed, passed or failed',
	'run.aborted': 'Event run.aborted of Qase: a run was stopped',
	'run.report_changed': 'Event run.report_changed of Qase: the public report was turned on, or off',
	'defect.updated': 'Event defect.updated: documented by Qase, but not offered in its settings',
};

type Events = PlatformTrigger['events'];

/** All events, in the order of the settings. */
export const qaseEvents: Events = [
	...group('Test Cases', 'case', {
		created: 'Create Test Case',
		updated: 'Update Test Case',
		deleted: 'Delete Test Case',
		cloned: 'Clone Test Case',
	}),
	...group('Test Suites', 'suite', {
		created: 'Create Test Suite',
		updated: 'Update Test Suite',
		deleted: 'Delete Test Suite',
		cloned: 'Clone Test Suite',
	}),
	...group('Test Plans', 'plan', {
		created: 'Create Test Plan',
		updated: 'Update Test Plan',
		deleted: 'Delete Test Plan',
	}),
	...group('Shared Steps', 'shared_step', {
		created: 'Create Shared Step',
		updated: 'Update Shared Step',
		deleted: 'Delete Shared Step',
	}),
	...group('Milestones', 'milestone', {
		created: 'Create Milestone',
		updated: 'Update Milestone',
		deleted: 'Delete Milestone',
	}),
	...group('Custom Fields', 'custom_field', {
		created: 'Create Custom Field',
		updated: 'Update Custom Field',
		deleted: 'Delete Custom Field',
	}),
	...group('Test Runs', 'run', {
		started: 'Test Run Start',
		aborted: 'Test Run Aborted',
		updated: 'Test Cases Added to Run',
		deleted: 'Delete Test Run',
		completed: 'Complete Test Run',
		report_changed: 'Public Link Turned On',
	}),
	...group('Defects', 'defect', {
		created: 'Create Defect',
		updated: 'Update Defect',
		resolved: 'Resolve Defect',
		deleted: 'Delete Defect',
	}),
	...group('Reviews', 'review', {
		created: 'Create Test Review',
		updated: 'Update Test Review',
		approval_status_changed: 'Approval Status Change',
		reviewer_added: 'Reviewer Added',
		reviewer_removed: 'Reviewer Removed',
		merged: 'Merge Test Review',
		reopened: 'Reopen Test Review',
		commented: 'Comment Test Review',
		declined: 'Decline Test Review',
		deleted: 'Delete Test Review',
	}),
	{
		value: OTHER_EVENTS,
		name: 'Other Events',
		description: 'Events whose names Qase has not published, such as those of test run results',
	},
];

/** The events of one group, given by the second part of their names. */
function group(title: string, entity: string, labels: Record<string, string>): Events {
	return Object.entries(labels).map(([what, label]) => {
		const platformName = `${entity}.${what}`;
		return {
			value: runEventOf(platformName) ?? platformName,
			name: `${title}: ${label}`,
			description: NOTES[platformName] ?? `Event ${platformName} of Qase`,
		};
	});
}
