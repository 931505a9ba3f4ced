/** The project picker. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matchingChoices } from '../shared/choices';

/** Maximum number of projects to read; other projects can be entered by id. */
const MOST_PROJECTS = 500;

/** Searches the projects by name. Currents has no search, so all projects are read. */
export async function currentsProjects(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { currentsApi } = await import('./executing');
	const projects = await currentsApi(this).listProjects(MOST_PROJECTS);
	return matchingChoices(
		projects.map(({ name, projectId }) => ({ name: name || projectId, value: projectId })),
		filter,
	);
}
