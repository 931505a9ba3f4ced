/**
 * The calls for scenarios, which only a self-hosted server has (https://github.com/Mentat-Lab/preclinical,
 * `docs-site/docs/api-reference/list-scenarios.md` and the pages of the other calls beside it).
 */
import type { IDataObject } from 'n8n-workflow';

import type { ApiContext } from '../../n8n/transport/contract';
import { callerOf } from '../../n8n/transport/request';
import { anything, listUnder, scenarioIn } from './answers';
import { selfHostedService } from './service';
import type { PreclinicalScenario, ScenarioFields } from './wire';

/** The calls for scenarios. */
export function scenariosApi(ctx: ApiContext, itemIndex = 0) {
	const call = callerOf(selfHostedService, ctx, itemIndex);
	const path = (id: string) => `/api/v1/scenarios/${encodeURIComponent(id)}`;
	return {
		/** Those that are active and approved, or of these the ones with a tag. */
		async list(tag?: string): Promise<PreclinicalScenario[]> {
			const { entries } = await call({
				purpose: 'list the scenarios',
				method: 'GET',
				path: '/api/v1/scenarios',
				query: { tag },
				pick: listUnder<PreclinicalScenario>('scenarios'),
			});
			return entries;
		},

		/** Also one that is not active or not approved. */
		get: async (id: string) =>
			await call({ purpose: 'read the scenario', method: 'GET', path: path(id), pick: scenarioIn }),

		/** Changes the given fields and returns the whole scenario. */
		update: async (id: string, fields: ScenarioFields) =>
			await call({
				purpose: 'update the scenario',
				method: 'PATCH',
				path: path(id),
				body: { ...fields },
				pick: scenarioIn,
			}),

		/** Makes the scenario inactive; the server keeps it. */
		remove: async (id: string) =>
			await call<IDataObject>({
				purpose: 'delete the scenario',
				method: 'DELETE',
				path: path(id),
				pick: anything,
			}),
	};
}
