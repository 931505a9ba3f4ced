/** The parameters and credentials of the Test Run Trigger node, built from the list of platforms. */
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import {
	alphabetical,
	filtersCollection,
	optionsCollection,
	platformField,
} from '../../n8n/parameters/fields';
import type { Platform } from '../../platforms/platform';
import type { FilterName } from '../../n8n/webhooks/contract';
import { eventsField, filterFields, optionFields } from '../../n8n/webhooks/fields';

/** The platform, its own parameters, the events, then filters and options. */
export function triggerProperties(platforms: Platform[]): INodeProperties[] {
	return [
		platformField('platform', platforms),
		...platforms.flatMap(platformProperties),
		filtersProperty(platforms),
		optionsProperty(platforms),
	];
}

/**
 * The credentials, each hidden for all other platforms. This uses `hide` instead of `show`: if every value of a
 * parameter shows a credential, the editor treats that parameter as a choice of authentication and omits it from the
 * panel.
 */
export function triggerCredentials(platforms: Platform[]): INodeCredentialDescription[] {
	const ids = platforms.map(({ id }) => id);
	return platforms.map(({ id, trigger }) => ({
		name: trigger.credential,
		required: true,
		displayOptions: { hide: { platform: ids.filter((other) => other !== id) } },
	}));
}

function platformProperties({ id, trigger }: Platform): INodeProperties[] {
	const notice: INodeProperties[] = trigger.setupNotice
		? [{ displayName: trigger.setupNotice, name: `${id}Notice`, type: 'notice', default: '' }]
		: [];
	// Collections contain what few users need, so they follow the events.
	const isCollection = ({ type }: INodeProperties) => type === 'collection';
	const needed = trigger.fields.filter((field) => !isCollection(field));
	return [...notice, ...needed, eventsField(trigger), ...trigger.fields.filter(isCollection)].map(
		(field) => ({
			...field,
			displayOptions: { show: { platform: [id], ...field.displayOptions?.show } },
		}),
	);
}

function filtersProperty(platforms: Platform[]): INodeProperties {
	const showsFor = (name: FilterName) => ({
		show: {
			'/platform': platforms.filter(({ trigger }) => trigger.filters.includes(name)).map(({ id }) => id),
		},
	});
	return filtersCollection(
		filterFields
			.filter(({ name }) => platforms.some(({ trigger }) => trigger.filters.includes(name as FilterName)))
			.map((field) => ({ ...field, displayOptions: showsFor(field.name as FilterName) })),
	);
}

function optionsProperty(platforms: Platform[]): INodeProperties {
	const sendsPerGroup = platforms.filter(({ trigger }) => trigger.sendsPerGroup).map(({ id }) => id);
	const shared = optionFields
		.filter(({ name }) => name !== 'mergeGroups' || sendsPerGroup.length > 0)
		.map((field) => (field.name === 'mergeGroups' ? showsFor(field, sendsPerGroup) : field));
	const own = platforms.flatMap(({ id, trigger }) =>
		(trigger.options ?? []).map((field) => showsFor(field, [id])),
	);
	return optionsCollection([...shared, ...own].sort((a, b) => alphabetical(a.displayName, b.displayName)));
}

function showsFor(field: INodeProperties, platforms: string[]): INodeProperties {
	return { ...field, displayOptions: { show: { '/platform': platforms } } };
}
