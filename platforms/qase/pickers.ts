/** The pickers of what is in a project, of authors and of the choices of cases. Those of custom fields are in `fieldPickers.ts`. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { loadOnce } from '../../n8n/loadOnce';
import { objectsOf, textOf } from '../../core/text/json';
import type { ListSearch, LoadOptions } from '../platform';
import type { QaseAuthor, QaseDefect, QaseEntity } from './wire';

const executing = loadOnce(async () => await import('./executing'));

/** Number of entries that are displayed at once. Qase returns no more on one page. */
const SHOWN_AT_ONCE = 100;

/** More entries than a person scrolls through. For others, the user can enter a code or an id. */
export const MOST_ENTRIES = 500;

/** As many pages of a list without a search are looked through at once. */
const MOST_PAGES = 20;

/** Searches projects by title and code; Qase has no search for them, so all are read. */
export async function qaseProjects(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const projects = await (await apiFor(this)).listProjects(MOST_ENTRIES);
	return {
		results: projects
			.map(({ code, title }) => ({ name: title ? `${title} (${code})` : code, value: code }))
			.filter(({ name }) => contains(name, filter))
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}

/** The newest runs whose title contains the text. */
export async function qaseRuns(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const search = filter.trim() || undefined;
	const api = await apiFor(this);
	const results = await api.newestRuns(chosenProject(this), SHOWN_AT_ONCE, { search }, (runs) =>
		runs.map((run) => ({
			name: [`#${run.id}`, run.title, run.status_text && `(${run.status_text})`].filter(Boolean).join(' '),
			value: String(run.id),
		})),
	);
	return { results };
}

/** Plans by title; Qase has no search for them, so all are read. */
export async function qasePlans(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const plans = await (await apiFor(this)).listPlans(chosenProject(this), MOST_ENTRIES);
	return { results: plans.map(optionOf).filter(({ name }) => contains(name, filter)) };
}

/** Environments by title. */
export const qaseEnvironments = searched('environment');

/** Milestones by title. */
export const qaseMilestones = searched('milestone');

/** Cases by title. */
export const qaseCases = searched('case');

/** Suites by title. */
export const qaseSuites = searched('suite');

/** Configurations with the name of their group. */
export async function qaseConfigurations(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const groups = await (await apiFor(this)).listConfigurations(chosenProject(this));
	const results = groups.flatMap((group) =>
		objectsOf(group.configurations).map((configuration) => ({
			name: [group.title, configuration.title].filter(Boolean).join(': '),
			value: String(configuration.id),
		})),
	);
	return { results: results.filter(({ name }) => contains(name, filter)) };
}

/** Groups of configurations by title. */
export async function qaseGroups(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const groups = await (await apiFor(this)).listConfigurations(chosenProject(this));
	return { results: groups.map(optionOf).filter(({ name }) => contains(name, filter)) };
}

/**
 * Defects by number, title or status, page by page from the end of the list, where the new ones are. undocumented: the
 * order of the list; that of runs is ascending. Qase has no search for them.
 */
export async function qaseDefects(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const [api, code] = [await apiFor(this), chosenProject(this)];
	const count = async () => (await api.defectPage(code, { limit: 1, offset: 0 })).filtered ?? SHOWN_AT_ONCE;
	const { REACH } = await executing();
	const results: INodeListSearchResult['results'] = [];
	let end = paginationToken === undefined ? Math.min(await count(), REACH) : Number(paginationToken);
	for (let pages = 0; end > 0 && results.length === 0 && pages < MOST_PAGES; pages++) {
		const limit = Math.min(SHOWN_AT_ONCE, end);
		end -= limit;
		const { entities } = await api.defectPage(code, { limit, offset: end });
		results.push(
			...entities
				.reverse()
				.map(defectOption)
				.filter(({ name }) => contains(name, filter)),
		);
	}
	return { results, ...(end > 0 ? { paginationToken: String(end) } : {}) };
}

function defectOption({ id, title, status }: QaseDefect) {
	const name = [`#${id}`, textOf(title), status && `(${status})`].filter(Boolean).join(' ');
	return { name, value: String(id) };
}

/** People by name who can be the author of a run; those who have left are not listed. */
export async function qaseAuthors(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { following, workspaceApi } = await executing();
	const offset = Number(paginationToken ?? 0);
	const query = { search: filter.trim() || undefined, limit: SHOWN_AT_ONCE, offset };
	const { entries, next } = following(offset, await workspaceApi(this).authorPage(query));
	const active = entries.filter(({ is_active: isActive }) => isActive !== false);
	const isLast = next === null || entries.length === 0;
	return { results: active.map(authorOption), ...(isLast ? {} : { paginationToken: String(next) }) };
}

/** undocumented: which of its ids a run takes as `author_id`; that of the same name, where Qase still sends it. */
function authorOption({ id, author_id: authorId, name, email }: QaseAuthor) {
	return { name: personName(name, email) ?? `#${id}`, value: String(authorId ?? id) };
}

/** Severities of defects by title. They belong to the workspace, not to a project. */
export async function qaseSeverities(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const results = (await systemOptions(this, 'severity')).map(({ id, title }) => ({
		name: textOf(title) ?? `#${String(id)}`,
		value: String(id),
	}));
	return { results: results.filter(({ name }) => contains(name, filter)) };
}

/** A name with the e-mail address, as far as they are known. */
export function personName(name: unknown, email: unknown): string | null {
	const [known, address] = [textOf(name), textOf(email)];
	return known !== null && address !== null ? `${known} (${address})` : (known ?? address);
}

/** Severities of cases. */
export const qaseCaseSeverities = choices('severity');

/** Priorities of cases. */
export const qaseCasePriorities = choices('priority');

/** Types of cases. */
export const qaseCaseTypes = choices('type');

/** Behaviors of cases. */
export const qaseCaseBehaviors = choices('behavior');

/** The options of a system field; the filters of cases take their slugs. */
function choices(field: string): LoadOptions {
	return async function () {
		return (await systemOptions(this, field)).flatMap(({ slug, title }) => {
			const value = textOf(slug);
			return value === null ? [] : [{ name: textOf(title) ?? value, value }];
		});
	};
}

async function systemOptions(ctx: ILoadOptionsFunctions, field: string) {
	const fields = await (await apiFor(ctx)).listSystemFields();
	return objectsOf(fields.find(({ slug }) => slug === field)?.options);
}

/** A list that Qase searches by title, page by page. */
function searched(kind: 'environment' | 'milestone' | 'suite' | 'case'): ListSearch {
	return async function (filter = '', paginationToken?) {
		const offset = Number(paginationToken ?? 0);
		const query = { search: filter.trim() || undefined, limit: SHOWN_AT_ONCE, offset };
		const [api, code] = [await apiFor(this), chosenProject(this)];
		const page = await (kind === 'case' ? api.casePage(code, query) : api.searchPage(kind, code, query));
		const { following } = await executing();
		const { entries, next } = following(offset, page);
		const isLast = next === null || entries.length === 0;
		return { results: entries.map(optionOf), ...(isLast ? {} : { paginationToken: String(next) }) };
	};
}

async function apiFor(ctx: ILoadOptionsFunctions) {
	const { qaseApi } = await executing();
	return qaseApi(ctx);
}

function optionOf({ id, title }: QaseEntity) {
	return { name: textOf(title) ?? `#${id}`, value: String(id) };
}

/** Whether the text that the user searches for is in the name. */
export function contains(name: string, filter: string): boolean {
	return name.toLowerCase().includes(filter.trim().toLowerCase());
}

/** The code of the project that is chosen in the panel. Throws if there is none. */
export function chosenProject(ctx: ILoadOptionsFunctions): string {
	const code = textOf(ctx.getCurrentNodeParameter('projectCode', { extractValue: true }));
	if (code !== null) return code;
	throw new NodeOperationError(ctx.getNode(), 'Choose the project first', {
		description: 'This list shows what is in the project that is chosen above.',
	});
}
