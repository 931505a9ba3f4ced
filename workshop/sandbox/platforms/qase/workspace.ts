import { oneOf, text } from '../../kernel/checks';
import type { Endpoint } from '../../kernel/contract';
import { failed, finds, ok, page, pageQuery } from './answers';
import type { CustomField, Member, QaseWorld } from './world';

const TYPES = 'string text number checkbox selectbox radio multiselect url user datetime'.split(' ');

/** qase.md 2.8 and 2.9: what the whole workspace has. */
export function workspaceEndpoints(world: QaseWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/v2/custom_field',
			section: '2.9',
			query: {
				...pageQuery,
				entity: { check: oneOf(['case', 'run', 'defect']) },
				type: { check: oneOf(TYPES) },
			},
			run(call) {
				const { entity, type } = call.query;
				const wanted = world.customFields.filter(
					(field) => (!entity || entity[0] === field.entity) && (!type || type[0] === field.type),
				);
				return page(call, world.customFields, wanted, fieldJson);
			},
		},
		{
			method: 'GET',
			path: '/v1/author',
			section: '2.8',
			query: { ...pageQuery, search: { check: text() }, type: { check: oneOf(['app', 'user']) } },
			run(call) {
				const isListed = call.query.type?.[0] !== 'app';
				const wanted = world.members.filter(({ name }) => isListed && finds(call, name));
				return page(call, world.members, wanted, authorJson);
			},
		},
		{
			method: 'GET',
			path: '/v1/author/:id',
			section: '2.8',
			run({ params }) {
				const found = world.members
					.map(authorJson)
					.find(({ id, uuid }) => [String(id), uuid].includes(params.id));
				return found ? ok(found) : failed(world, 404, 'Author not found');
			},
		},
		{
			method: 'GET',
			path: '/v1/user',
			section: '2.8',
			query: pageQuery,
			run: (call) => page(call, world.members, world.members, userJson),
		},
	];
}

function fieldJson({ id, title, entity, type, options, isRequired, projects }: CustomField) {
	return {
		...{ id, title, entity, type, placeholder: null, default_value: null, value: options },
		...{ is_required: isRequired, is_visible: true, is_filterable: false },
		...{ is_enabled_for_all_projects: projects === null, projects_codes: projects ?? [] },
	};
}

/** Ids of authors differ from those of members, so that a mix-up shows. */
function authorJson({ id, name, email, isActive }: Member) {
	return {
		id: id + 100,
		uuid: `00000000-0000-4000-8000-00000000000${id}`,
		author_id: id + 100,
		entity_type: 'user',
		entity_id: id,
		email,
		name,
		is_active: isActive,
	};
}

function userJson({ id, name, email }: Member) {
	return { id, name, email, title: 'Tester', status: 0 };
}
