/** The pickers of agents, test suites, webhooks, scenarios and tags. */
import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { loadOnce } from '../../n8n/loadOnce';
import { textOf } from '../../core/text/json';
import { quantity } from '../../core/text/words';
import { alphabetical } from '../../n8n/parameters/fields';
import { matchingChoices } from '../shared/choices';
import { hostOf } from '../shared/hostOf';
import { refuseHosted, refuseSelfHosted } from './fields';
import type { ScenarioSummary } from './normalizeScenarios';
import type { PreclinicalAgent } from './wire';

const executing = loadOnce(async () => await import('./executing'));

/** Searches the active agents by name: a run with an inactive one cannot be started. */
export async function preclinicalAgents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return choices((await readAgents(this)).filter(isActive), filter);
}

/** Searches all agents by name, those that are switched off among them. */
export async function preclinicalAllAgents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const agents = await readAgents(this);
	return choices(
		agents.map((agent) => (isActive(agent) ? agent : { ...agent, name: `${agent.name} (Inactive)` })),
		filter,
	);
}

/** Searches the test suites by name. */
export async function preclinicalTestSuites(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	await refuseSelfHosted(this, 'A self-hosted Preclinical does not list its test suites: enter an ID');
	const { testSuitesApi } = await executing();
	return choices(await testSuitesApi(this).list(), filter);
}

/** Searches the webhooks by description or host, with the agent that each is for. */
export async function preclinicalWebhooks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	await refuseSelfHosted(this, 'Webhooks exist only in the hosted Preclinical');
	const { webhooksApi } = await executing();
	const [webhooks, agents] = await Promise.all([webhooksApi(this).list(), readAgents(this)]);
	const scopeOf = (agentId: string) => agents.find(({ id }) => id === agentId)?.name ?? agentId;
	return choices(
		webhooks.map(({ id, description, url, agent_id: agentId, is_enabled: enabled }) => {
			const state = enabled === false ? ' (disabled)' : '';
			const scope = agentId ? ` [${scopeOf(agentId)}]` : '';
			return { id, name: `${textOf(description) || `${hostOf(url)} (${id})`}${state}${scope}` };
		}),
		filter,
	);
}

/** Searches the scenarios that are active and approved by name. */
export async function preclinicalScenarioSearch(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return choices(await readScenarios(this), filter);
}

/** The active scenarios by name, with category and tags as the description. */
export async function preclinicalScenarios(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const scenarios = await readScenarios(this);
	return scenarios.map(({ id, name, category, tags }) => ({
		name,
		value: id,
		description: [category, ...tags].filter(Boolean).join(', ') || undefined,
	}));
}

/** The tags of the active scenarios, each with the number of scenarios. */
export async function preclinicalTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const all = (await readScenarios(this)).flatMap(({ tags }) => [...new Set(tags)]);
	return [...new Set(all)].sort(alphabetical).map((tag) => ({
		name: tag,
		value: tag,
		description: quantity(all.filter((other) => other === tag).length, 'scenario'),
	}));
}

/** Preclinical has no search, so all agents are read. */
async function readAgents(ctx: ILoadOptionsFunctions): Promise<PreclinicalAgent[]> {
	const { preclinicalApi } = await executing();
	return await (await preclinicalApi(ctx)).listAgents();
}

function isActive({ is_active: active }: PreclinicalAgent): boolean {
	return active !== false;
}

/** By name; those of the same name also have their ID in it. */
async function readScenarios(ctx: ILoadOptionsFunctions): Promise<ScenarioSummary[]> {
	await refuseHosted(ctx, 'The hosted Preclinical does not list its scenarios');
	const { scenarioSummary, scenariosApi } = await executing();
	const scenarios = (await scenariosApi(ctx).list()).map(scenarioSummary);
	const counts = new Map<string, number>();
	for (const { name } of scenarios) counts.set(name, (counts.get(name) ?? 0) + 1);
	return scenarios
		.map((one) => (counts.get(one.name) === 1 ? one : { ...one, name: `${one.name} (${one.id})` }))
		.sort((a, b) => alphabetical(a.name, b.name));
}

function choices(entries: Array<{ id: string; name: string }>, filter: string): INodeListSearchResult {
	return matchingChoices(
		entries.map(({ id, name }) => ({ name: textOf(name) ?? String(id), value: String(id) })),
		filter,
	);
}
