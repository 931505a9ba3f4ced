/** The calls for what runs are planned with: environments, milestones, plans and configurations (contract: 2.4). */
import type { IDataObject } from 'n8n-workflow';

import type { ApiContext } from '../../n8n/transport/contract';
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { qaseCaller, RESULT } from './api';
import { collectFromStart } from './longLists';
import type { QaseConfigurationGroup, QaseEntity, QaseMilestoneChanges } from './wire';

/** What has the same calls: a list, a read by id, and a creation. */
export type PlanningKind = 'environment' | 'milestone' | 'plan';

/** The operation that lists them. */
const LISTED_BY: Record<PlanningKind | 'configuration', string> = {
	environment: 'Get Many Environments',
	milestone: 'Get Many Milestones',
	plan: 'Get Many Plans',
	configuration: 'Get Many Configurations',
};

/** The calls of {@link planningApi}. */
export type PlanningApi = ReturnType<typeof planningApi>;

/** The calls for one n8n context. All of them throw NodeApiError. */
export function planningApi(ctx: ApiContext, itemIndex = 0) {
	const { call, list } = qaseCaller(ctx, itemIndex);
	const create = async (what: string, path: string, body: object, inDoubt: string) =>
		await call({
			pick: RESULT.entity<{ id: number }>,
			purpose: `create the ${what}`,
			method: 'POST',
			path,
			body: { ...body } as IDataObject,
			inDoubt,
		});
	return {
		/** Reads up to `limit` of them and returns what `keep` converts them to. */
		list: async <T extends QaseEntity, Kept = T>(
			kind: PlanningKind,
			code: string,
			limit: number,
			query: Query = {},
			keep?: Keep<T, Kept>,
		): Promise<Kept[]> => {
			const all = list<T>({ purpose: `list the ${kind}s`, path: pathOf(kind, code) });
			return await collectFromStart(limit, { ...all, query }, keep);
		},

		read: async <T extends QaseEntity>(kind: PlanningKind, code: string, id: number) =>
			await call({
				pick: RESULT.entity<T>,
				purpose: `read the ${kind}`,
				method: 'GET',
				path: `${pathOf(kind, code)}/${id}`,
			}),

		create: async (kind: PlanningKind, code: string, body: object) =>
			await create(kind, pathOf(kind, code), body, shownBy(kind)),

		updateMilestone: async (code: string, id: number, changes: QaseMilestoneChanges) =>
			await call({
				pick: RESULT.anything,
				purpose: 'update the milestone',
				method: 'PATCH',
				path: `${pathOf('milestone', code)}/${id}`,
				body: { ...changes },
			}),

		/** All groups with their configurations; this list has no pages. */
		listGroups: async (code: string) => {
			const path = pathOf('configuration', code);
			const groups = list<QaseConfigurationGroup>({ purpose: 'list the configurations', path });
			return (await groups.page({})).entities;
		},

		createGroup: async (code: string, title: string) =>
			await create(
				'group of configurations',
				`${pathOf('configuration', code)}/group`,
				{ title },
				'Another try uses the group, if it was created.',
			),

		createConfiguration: async (code: string, groupId: number, title: string) =>
			await create(
				'configuration',
				pathOf('configuration', code),
				{ title, group_id: groupId },
				shownBy('configuration'),
			),
	};
}

/** Where the user can see whether something was created. */
function shownBy(kind: keyof typeof LISTED_BY): string {
	return `${LISTED_BY[kind]} shows it, if it was created. With 'Return Existing' another try does not create it again.`;
}

function pathOf(kind: string, code: string): string {
	return `/v1/${kind}/${encodeURIComponent(code)}`;
}
