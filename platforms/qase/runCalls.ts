/** Runs. */
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { RESULT, type QaseCaller } from './answers';
import { collectFromEnd, type TimeFilters } from './longLists';
import type { QaseIssueLink, QaseRun, QaseRunBody, QaseRunChanges } from './wire';

const STARTED: TimeFilters<QaseRun> = {
	from: 'from_start_time',
	to: 'to_start_time',
	write: (seconds) => seconds,
	read: Number,
	idOf: ({ id }) => id,
};

/** Listing, reading, creating and changing runs. */
export function runCalls({ call, list }: QaseCaller) {
	return {
		/**
		 * What `keep` makes of up to `limit` runs, the newest first. The list is ascending by id and has no order of
		 * its own, so it is read from its end.
		 */
		newestRuns: async <Kept>(
			code: string,
			limit: number,
			query: Query,
			keep: Keep<QaseRun, Kept>,
		): Promise<Kept[]> => {
			const path = `/v1/run/${encodeURIComponent(code)}`;
			const runs = list<QaseRun>({ purpose: 'list the runs', path });
			return await collectFromEnd(limit, { ...runs, query, times: STARTED }, keep);
		},

		/** All runs, ascending by id. */
		runList: (code: string) =>
			list<QaseRun>({ purpose: 'list the runs', path: `/v1/run/${encodeURIComponent(code)}` }),

		getRun: async (code: string, runId: string, include?: string) =>
			await call({
				pick: RESULT.entity<QaseRun>,
				purpose: 'read the run',
				method: 'GET',
				path: runPath(code, runId),
				query: { include },
				isAbout: ({ id }) => Number(id) === Number(runId),
			}),

		/** Never repeated: there is no idempotency key, so a second call is a second run. */
		createRun: async (code: string, body: QaseRunBody) =>
			await call({
				pick: RESULT.entity<{ id: number }>,
				purpose: 'start a run',
				method: 'POST',
				path: `/v1/run/${encodeURIComponent(code)}`,
				body: { ...body },
				repeat: 'never',
				inDoubt: 'Get Many Runs finds it by its title, if it was started.',
			}),

		updateRun: async (code: string, runId: string, changes: QaseRunChanges) =>
			await call({
				pick: RESULT.anything,
				purpose: 'update the run',
				method: 'PATCH',
				path: runPath(code, runId),
				body: { ...changes },
			}),

		deleteRun: async (code: string, runId: string) =>
			await call({
				pick: RESULT.anything,
				purpose: 'delete the run',
				method: 'DELETE',
				path: runPath(code, runId),
			}),

		completeRun: async (code: string, runId: string) =>
			await call({
				pick: RESULT.anything,
				purpose: 'complete the run',
				method: 'POST',
				path: `${runPath(code, runId)}/complete`,
			}),

		publishRun: async (code: string, runId: string, status: boolean) =>
			await call({
				pick: RESULT.anything,
				purpose: status ? 'publish the run' : 'unpublish the run',
				method: 'PATCH',
				path: `${runPath(code, runId)}/public`,
				body: { status },
			}),

		/** Links a run to an issue in the place of the one it was linked to; `null` takes the link off. No answer is documented. */
		linkIssue: async (code: string, type: QaseIssueLink['type'], runId: number, issue: string | null) =>
			await call({
				pick: RESULT.anything,
				purpose: issue === null ? 'unlink the issue of the run' : 'link the run to an issue',
				method: 'POST',
				path: `/v1/run/${encodeURIComponent(code)}/external-issue`,
				body: { type, links: [{ run_id: runId, external_issue: issue }] } satisfies QaseIssueLink,
			}),
	};
}

function runPath(code: string, runId: string): string {
	return `/v1/run/${encodeURIComponent(code)}/${encodeURIComponent(runId)}`;
}
