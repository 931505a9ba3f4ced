/** The pickers of agents and test suites. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf } from '../../transport/json';
import { refuseSelfHosted } from './fields';

/** Searches the agents by name; Preclinical has no search of its own, so all are read. */
export async function preclinicalAgents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { preclinicalApi } = await import('./api');
	return choices(await (await preclinicalApi(this)).listAgents(), filter);
}

/** Searches the test suites by name. */
export async function preclinicalTestSuites(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	await refuseSelfHosted(this, 'A self-hosted Preclinical does not list its test suites: enter an ID');
	const { listTestSuites } = await import('./hostedApi');
	return choices(await listTestSuites(this), filter);
}

function choices(entries: Array<{ id: string; name: string }>, filter: string): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return {
		results: entries
			.map(({ id, name }) => ({ name: textOf(name) ?? String(id), value: String(id) }))
			.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase() === wanted)
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}
