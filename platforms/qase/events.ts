/** The events of Qase's webhooks, grouped and labelled as in the settings of a project. */
import { isRunEvent } from '../../core/model/events';
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

/** What the events mean whose names do not say it with the noun of their group. */
const MEANINGS: Record<string, string> = {
	'run.started': 'A run began',
	'run.completed': 'A run was completed, passed or failed',
	'run.aborted': 'A run was aborted',
	'run.updated': 'Test cases were added to a run',
	'run.report_changed': 'The public link of a run was turned on, or off',
	'defect.updated': 'A defect was updated. Documented by Qase, but not offered in its settings.',
	'review.approval_status_changed': 'The approval status of a test review changed',
	'review.reviewer_added': 'A reviewer was added to a test review',
	'review.reviewer_removed': 'A reviewer was removed from a test review',
	'review.commented': 'Somebody commented on a test review',
};

type Events = PlatformTrigger['events'];

/** All events, in the order of the settings. */
export const qaseEvents: Events = [
	...group('Test Cases', 'A test case', 'case', {
		created: 'Create Test Case',
		updated: 'Update Test Case',
		deleted: 'Delete Test Case',
		cloned: 'Clone Test Case',
	}),
	...group('Test Suites', 'A test suite', 'suite', {
		created: 'Create Test Suite',
		updated: 'Update Test Suite',
		deleted: 'Delete Test Suite',
		cloned: 'Clone Test Suite',
	}),
	...group('Test Plans', 'A test plan', 'plan', {
		created: 'Create Test Plan',
		updated: 'Update Test Plan',
		deleted: 'Delete Test Plan',
	}),
	...group('Shared Steps', 'A shared step', 'shared_step', {
		created: 'Create Shared Step',
		updated: 'Update Shared Step',
		deleted: 'Delete Shared Step',
	}),
	...group('Milestones', 'A milestone', 'milestone', {
		created: 'Create Milestone',
		updated: 'Update Milestone',
		deleted: 'Delete Milestone',
	}),
	...group('Custom Fields', 'A custom field', 'custom_field', {
		created: 'Create Custom Field',
		updated: 'Update Custom Field',
		deleted: 'Delete Custom Field',
	}),
	...group('Test Runs', 'A run', 'run', {
		started: 'Test Run Start',
		aborted: 'Test Run Aborted',
		updated: 'Test Cases Added to Run',
		deleted: 'Delete Test Run',
		completed: 'Complete Test Run',
		report_changed: 'Public Link Turned On',
	}),
	...group('Defects', 'A defect', 'defect', {
		created: 'Create Defect',
		updated: 'Update Defect',
		resolved: 'Resolve Defect',
		deleted: 'Delete Defect',
	}),
	...group('Reviews', 'A test review', 'review', {
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

/** Those that a poll finds as well. */
export const qasePolledEvents = qaseEvents.flatMap(({ value, ...event }) =>
	isRunEvent(value) ? [{ ...event, value }] : [],
);

/** The events of one group, given by the second part of their names. `noun` is what they happen to. */
function group(title: string, noun: string, entity: string, labels: Record<string, string>): Events {
	return Object.entries(labels).map(([what, label]) => {
		const platformName = `${entity}.${what}`;
		return {
			value: runEventOf(platformName) ?? platformName,
			name: `${title}: ${label}`,
			description: MEANINGS[platformName] ?? `${noun} was ${what}`,
		};
	});
}
