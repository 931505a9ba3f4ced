/** The pickers of projects, actions and webhooks. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf } from '../../core/text/json';
import { loadOnce } from '../../n8n/loadOnce';
import { matchingChoices, type Choice } from '../shared/choices';
import { hostOf } from '../shared/hostOf';
import type { CurrentsApi } from './api';
import type { CurrentsAction } from './wire';

/** Maximum number of projects to read; other projects can be entered by id. */
const MOST_PROJECTS = 500;

/** How many projects are asked for what they have at the same time. */
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
 * Searches the actions of all projects by name. Currents lists the actions of one project only, and the operations on an
 * action have no project of their own.
 */
export async function currentsActions(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchProjects(this, filter, paginationToken, async (api, projectId) => {
		const actions = await api.listActions(projectId, { status: LISTED_STATUSES });
		return actions.map((action) => ({ name: labelOf(action), value: action.actionId }));
	});
}

/** Searches the webhooks of all projects, as for actions, by label or by host. */
export async function currentsWebhooks(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchProjects(this, filter, paginationToken, async (api, projectId) => {
		const webhooks = await api.listWebhooks(projectId);
		return webhooks.map(({ hookId, label, url }) => ({
			name: textOf(label) || `${hostOf(url)} (${hookId})`,
			value: hookId,
		}));
	});
}

/** Searches what the projects have, some projects per page; each entry is shown with its project. */
async function searchProjects(
	ctx: ILoadOptionsFunctions,
	filter: string,
	paginationToken: string | undefined,
	entriesOf: (api: CurrentsApi, projectId: string) => Promise<Choice[]>,
): Promise<INodeListSearchResult> {
	const { currentsApi } = await executing();
	const api = currentsApi(ctx);
	const projects = await api.listProjects(MOST_PROJECTS);
	const entriesIn = async ({ projectId, name }: (typeof projects)[number]) => {
		const entries = await entriesOf(api, projectId);
		return entries.map((entry) => ({ ...entry, name: `${entry.name} [${name || projectId}]` }));
	};
	for (let from = Number(paginationToken ?? 0); ; from += PROJECTS_AT_ONCE) {
		const next = from + PROJECTS_AT_ONCE;
		const found = await Promise.all(projects.slice(from, next).map(entriesIn));
		const page = matchingChoices(found.flat(), filter);
		if (next >= projects.length) return page;
		// n8n asks for the next page when the user scrolls, which an empty list does not allow.
		if (page.results.length > 0) return { ...page, paginationToken: String(next) };
	}
}

/** The name, and the status unless the action is in force. */
function labelOf({ actionId, name, status }: CurrentsAction): string {
	const label = textOf(name) ?? actionId;
	return status === 'active' ? label : `${label} (${textOf(status) ?? 'unknown status'})`;
}
