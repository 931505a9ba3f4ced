import type { Endpoint } from '../../kernel/contract';
import { ok } from './answers';
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

/** qase.md 5: the system fields, a list without pages, of the whole workspace. */
export function fieldEndpoints(): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v1/system_field',
			section: '5, result',
			run: () => ok(Object.entries(caseOptions).map(([slug, options]) => systemField(slug, options))),
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

function titleOf(slug: string): string {
	return slug[0].toUpperCase() + slug.slice(1);
}
