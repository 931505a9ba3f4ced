import type { Endpoint } from '../../kernel/contract';
import { oneOf } from '../../kernel/checks';
import { ok, page, pageQuery } from './answers';
import { severities } from './world';

/** Slugs of the options of the system fields of cases, by slug of the field; the first one has the id 0. */
export const caseOptions = {
	severity: severities,
	priority: ['undefined', 'high', 'medium', 'low'],
	type: ['other', 'functional', 'smoke', 'regression', 'security', 'usability', 'performance', 'acceptance'],
	behavior: ['undefined', 'positive', 'negative', 'destructive'],
	layer: ['unknown', 'e2e', 'api', 'unit'],
	status: ['actual', 'draft', 'deprecated'],
};

/** Custom fields of cases. */
const caseFields = [
	{ id: 7, title: 'Component', type: 'selectbox', options: ['Checkout', 'Search'] },
	{ id: 8, title: 'Browsers', type: 'multiselect', options: ['Chromium', 'Firefox', 'WebKit'] },
	{ id: 9, title: 'Needs a device', type: 'checkbox', options: null },
	{ id: 10, title: 'Requirement', type: 'string', options: null },
];

/** qase.md 2.9 and 5: the fields of the whole workspace. */
export function fieldEndpoints(): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/system_field',
			section: '5, result',
			run: () => ok(Object.entries(caseOptions).map(([slug, options]) => systemField(slug, options))),
		},
		{
			method: 'GET',
			path: '/v2/custom_field',
			section: '2.9, v2',
			query: {
				...pageQuery,
				entity: { check: oneOf(['case', 'run', 'defect']) },
				type: { check: oneOf(['string', 'text', 'number', 'checkbox', 'selectbox', 'multiselect', 'url']) },
			},
			run(call) {
				const { entity, type } = call.query;
				const isWanted = (field: { type: string }) =>
					(!entity || entity[0] === 'case') && (!type || type[0] === field.type);
				return page(call, caseFields, caseFields.filter(isWanted), customField);
			},
		},
	];
}

function systemField(slug: string, options: string[]) {
	return {
		title: titleOf(slug),
		slug,
		default_value: null,
		is_required: false,
		entity: 0,
		type: 1,
		options: options.map((option, id) => ({
			id,
			slug: option,
			title: titleOf(option),
			color: null,
			icon: null,
			is_default: false,
			read_only: true,
		})),
	};
}

function customField({ id, title, type, options }: (typeof caseFields)[number]) {
	return {
		id,
		title,
		entity: 'case',
		type,
		value: options && options.map((option, index) => ({ id: index + 1, title: option })),
		is_required: false,
		is_visible: true,
		is_filterable: true,
		is_enabled_for_all_projects: true,
	};
}

function titleOf(slug: string): string {
	return slug[0].toUpperCase() + slug.slice(1);
}
