/** The pickers of projects and actions. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf } from '../../core/text/json';
import { loadOnce } from '../../n8n/loadOnce';
import { matchingChoices } from '../shared/choices';
import type { CurrentsApi } from './api';
import type { CurrentsAction } from './wire';

/** Maximum number of projects to read; other projects can be entered by id. */
const MOST_PROJECTS = 500;

/** How many projects are asked for their actions at the same time. */
const PROJECTS_AT_ONCE = 5;

/** An archived action is over; it can be entered by id. */
const LISTED_STATUSES = ['active', 'disabled', 'expired'];

const executing = loadOnce(async () => await import('./executing'));

/** Searches the projects by name. Currents has no search, so all projects are read. */
export async function currentsProjects(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { currentsApi } = await executing();
	const projects = await currentsApi(this).listProjects(MOST_PROJECTS);
	return matchingChoices(
		projects.map(({ name, projectId }) => ({ name: name || projectId, value: projectId })),
		filter,
	);
}

/**
 * Searches the actions of all projects by name, some projects per page. Currents lists the actions of one project only,
 * and the operations on an action have no project of their own.
 */
export async function currentsActions(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { currentsApi } = await executing();
	const api = currentsApi(this);
	const projects = await api.listProjects(MOST_PROJECTS);
	for (let from = Number(paginationToken ?? 0); ; from += PROJECTS_AT_ONCE) {
		const next = from + PROJECTS_AT_ONCE;
		const here = projects.slice(from, next);
		const found = await Promise.all(
			here.map(async ({ projectId, name }) => await actionsIn(api, projectId, name)),
		);
		const page = matchingChoices(found.flat(), filter);
		if (next >= projects.length) return page;
		// n8n asks for the next page when the user scrolls, which an empty list does not allow.
		if (page.results.length > 0) return { ...page, paginationToken: String(next) };
	}
}

async function actionsIn(api: CurrentsApi, projectId: string, projectName: string) {
	const actions = await api.listActions(projectId, { status: LISTED_STATUSES });
	return actions.map((action) => ({
		name: `${labelOf(action)} [${projectName || projectId}]`,
		value: action.actionId,
	}));
}

/** The name, and the status unless the action is in force. */
function labelOf({ actionId, name, status }: CurrentsAction): string {
	const label = textOf(name) ?? actionId;
	return status === 'active' ? label : `${label} (${textOf(status) ?? 'unknown status'})`;
}
