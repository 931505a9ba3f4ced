import type { Scenario, Schedule } from './world';

/** Slug of the one project. */
export const QODEX_PROJECT_SLUG = 'web-shop';

/** Secret of the active schedule's URL. */
export const QODEX_SCHEDULE_SECRET = 'sandbox-schedule-secret-nightly';

/** Secret of the paused schedule's URL; it can be fired all the same. */
export const QODEX_PAUSED_SCHEDULE_SECRET = 'sandbox-schedule-secret-weekly';

/** Seven active scenarios and a draft; the tag `drafts` selects nothing that can run. */
export function seedScenarios(): Scenario[] {
	const active = (name: string, ...tags: string[]): Scenario => ({ name, tags, lifecycle: 'active' });
	return [
		active('Sign in with a passkey', 'smoke', 'account'),
		active('Search for an article', 'smoke', 'search'),
		active('Pay with a saved card', 'smoke', 'checkout'),
		active('Cancel an order', 'checkout'),
		active('Return an article', 'checkout'),
		active('Refuse a stranger reading an invoice', 'security'),
		active('Change the delivery address', 'account'),
		{ name: 'Redeem a gift card', tags: ['drafts'], lifecycle: 'draft' },
	];
}

/** An active and a paused schedule, without a completion URL until control sets one. */
export function seedSchedules(): Schedule[] {
	const schedule = { environment: 'staging', notifyOn: 'always' as const, completionUrl: null };
	return [
		{
			...schedule,
			id: 'pol_nightly',
			name: 'Nightly regression',
			secret: QODEX_SCHEDULE_SECRET,
			tags: [],
			active: true,
		},
		{
			...schedule,
			id: 'pol_weekly',
			name: 'Weekly security',
			secret: QODEX_PAUSED_SCHEDULE_SECRET,
			tags: ['security'],
			active: false,
		},
	];
}
