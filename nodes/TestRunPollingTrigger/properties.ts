/** The parameters and credentials of the Test Run Polling Trigger node, built from the list of platforms. */
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import {
	alphabetical,
	filtersCollection,
	optionsCollection,
	platformField,
} from '../../n8n/parameters/fields';
import type { PolledPlatform } from '../../n8n/polling/contract';
import { pollOptionFields } from '../../n8n/polling/fields';
import type { FilterName } from '../../n8n/webhooks/contract';
import { eventsField, filterFields } from '../../n8n/webhooks/fields';
import type { Platform } from '../../platforms/platform';

const NOTICE =
	"For an n8n that the platform cannot reach, or a plan without webhooks. Elsewhere use the Test Run Trigger, which starts at once and sends no requests in between. The first poll only sets the starting point. After a restart of n8n the last runs may come again: 'Drop Duplicates' of the node Test Run lets each through once.";

/** The platforms that can be polled. */
export function polledOf(platforms: Platform[]): Array<Platform & PolledPlatform> {
	return platforms.filter(
		(platform): platform is Platform & PolledPlatform => platform.polling !== undefined,
	);
}

/** The platform, a notice, its own parameters, the events, then filters and options. */
export function pollingProperties(platforms: PolledPlatform[]): INodeProperties[] {
	return [
		platformField('platform', platforms),
		{ displayName: NOTICE, name: 'pollingNotice', type: 'notice', default: '' },
		...platforms.flatMap(platformProperties),
		filtersProperty(platforms),
		optionsProperty(platforms),
	];
}

/** The credentials, each hidden for all other platforms: with `show` the editor would omit the parameter Platform. */
export function pollingCredentials(platforms: PolledPlatform[]): INodeCredentialDescription[] {
	return platforms.map(({ id, polling }) => ({
		name: polling.credential,
		required: true,
		displayOptions: {
			hide: { platform: platforms.map((platform) => platform.id).filter((other) => other !== id) },
		},
	}));
}

function platformProperties({ id, polling }: PolledPlatform): INodeProperties[] {
	return [...polling.fields, eventsField(polling)].map((field) => ({
		...field,
		displayOptions: { show: { platform: [id], ...field.displayOptions?.show } },
	}));
}

function filtersProperty(platforms: PolledPlatform[]): INodeProperties {
	const having = (name: string) =>
		platforms.filter(({ polling }) => polling.filters.includes(name as FilterName)).map(({ id }) => id);
	return filtersCollection(
		filterFields
			.filter(({ name }) => having(name).length > 0)
			.map((field) => showsFor(field, having(field.name))),
	);
}

function optionsProperty(platforms: PolledPlatform[]): INodeProperties {
	const own = platforms.flatMap(({ id, polling }) =>
		(polling.options ?? []).map((field) => showsFor(field, [id])),
	);
	return optionsCollection(
		[...pollOptionFields, ...own].sort((a, b) => alphabetical(a.displayName, b.displayName)),
	);
}

function showsFor(field: INodeProperties, platforms: string[]): INodeProperties {
	return { ...field, displayOptions: { show: { '/platform': platforms } } };
}
