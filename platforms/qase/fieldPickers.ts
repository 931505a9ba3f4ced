/** The pickers of custom fields and their values. */
import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { loadOnce } from '../../n8n/loadOnce';
import { objectsOf, textOf, textsOf } from '../../core/text/json';
import { located } from '../../n8n/parameters/input';
import type { ListSearch } from '../platform';
import { chosenProject, contains, MOST_ENTRIES, personName } from './pickers';
import type { QaseCustomField } from './wire';
import type { FieldOwner } from './workspaceApi';

const executing = loadOnce(async () => await import('./executing'));

/** Custom fields of runs in the chosen project. */
export const qaseRunFields = fieldsOf('run');

/** Custom fields of defects in the chosen project. */
export const qaseDefectFields = fieldsOf('defect');

/** Values of the custom field of runs that is chosen in the same row. */
export const qaseRunFieldValues = valuesOf('run');

/** Values of the custom field of defects that is chosen in the same row. */
export const qaseDefectFieldValues = valuesOf('defect');

/** Searches custom fields by title; Qase has no search for them, so all are read. */
function fieldsOf(owner: FieldOwner): ListSearch {
	return async function (filter = '') {
		const code = chosenProject(this);
		const fields = (await readFields(this, owner)).filter((field) => isIn(field, code));
		const results = fields.map((field) => ({ name: nameOf(field), value: idOf(field) }));
		return { results: results.filter(({ name }) => contains(name, filter)) };
	};
}

/** Searches the values of a field that has a list of them. */
function valuesOf(owner: FieldOwner): ListSearch {
	return async function (filter = ''): Promise<INodeListSearchResult> {
		const id = textOf(located(this.getCurrentNodeParameter('&id')));
		if (id === null)
			return refuse(this, 'Choose the field first', 'This list shows the values of the field.');
		const field = (await readFields(this, owner)).find((candidate) => idOf(candidate) === id);
		if (field === undefined) {
			return refuse(this, `Qase lists no custom field with the ID ${id}`, 'Choose the field from its list.');
		}
		const results = await choicesOf(this, field);
		return { results: results.filter(({ name }) => contains(name, filter)) };
	};
}

async function choicesOf(
	ctx: ILoadOptionsFunctions,
	field: QaseCustomField,
): Promise<INodeListSearchItems[]> {
	if (field.type === 'checkbox') return [{ name: 'Ticked', value: '1' }];
	if (field.type === 'user') return await users(ctx);
	const options = objectsOf(field.value);
	if (options.length > 0) {
		return options.map(({ id, title }) => ({ name: textOf(title) ?? `#${String(id)}`, value: String(id) }));
	}
	const advice = `It takes a value of its own (${field.type ?? 'of an unknown type'}): choose By Value.`;
	return refuse(ctx, `'${field.title ?? field.id}' has no list of values`, advice);
}

/** undocumented: which id of a member a field takes; the users have only one. */
async function users(ctx: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const { workspaceApi } = await executing();
	const members = await workspaceApi(ctx).listUsers(MOST_ENTRIES);
	return members.map(({ id, name, email }) => ({
		name: personName(name, email) ?? `#${id}`,
		value: String(id),
	}));
}

async function readFields(ctx: ILoadOptionsFunctions, owner: FieldOwner): Promise<QaseCustomField[]> {
	const { workspaceApi } = await executing();
	return await workspaceApi(ctx).listCustomFields(owner, MOST_ENTRIES);
}

/** Whether the project has the field. */
function isIn(
	{ is_enabled_for_all_projects: isEverywhere, projects_codes: codes }: QaseCustomField,
	code: string,
) {
	if (isEverywhere !== false || !Array.isArray(codes)) return true;
	return textsOf(codes).some((other) => other.toUpperCase() === code.toUpperCase());
}

/** undocumented: `internal_id`, which values are said to be keyed by; the list is documented with `id` alone. */
function idOf({ id, internal_id: internalId }: QaseCustomField): string {
	return textOf(internalId) ?? String(id);
}

function nameOf({ id, title, type, is_required: isRequired }: QaseCustomField): string {
	const notes = [textOf(type), isRequired === true && 'required'].filter(Boolean).join(', ');
	return `${textOf(title) ?? `#${id}`}${notes === '' ? '' : ` (${notes})`}`;
}

function refuse(ctx: ILoadOptionsFunctions, message: string, description: string): never {
	throw new NodeOperationError(ctx.getNode(), message, { description });
}
