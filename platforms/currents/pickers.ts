/** The project picker. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matchingChoices } from '../shared/choices';

/** More projects than a person scrolls through; beyond them an id can be typed. */
const MOST_PROJECTS = 500;

/** Searches the projects by name; Currents has no search of its own, so all are read. */
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
