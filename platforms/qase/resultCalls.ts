/** Results, and the files that belong to them. */
import type { Keep } from '../../n8n/transport/paging';
import type { Query } from '../../n8n/transport/query';
import { RESULT, type QaseCaller } from './answers';
import { collectFromStart, type TimeFilters } from './longLists';
import { epochSeconds, qaseTime } from './time';
import type { QaseAttachment, QaseNewResult, QaseResult } from './wire';

const ENDED: TimeFilters<QaseResult> = {
	from: 'from_end_time',
	to: 'to_end_time',
	write: (seconds) => qaseTime(seconds * 1000),
	read: (time) => epochSeconds(String(time)),
	idOf: ({ hash }) => hash,
};

/** Listing and creating results, and uploading files. */
export function resultCalls({ call, list }: QaseCaller) {
	return {
		/** What `keep` makes of up to `limit` results. undocumented: their order. */
		listResults: async <Kept = QaseResult>(
			code: string,
			limit: number,
			query: Query,
			keep?: Keep<QaseResult, Kept>,
		): Promise<Kept[]> => {
			const path = `/v1/result/${encodeURIComponent(code)}`;
			const results = list<QaseResult>({ purpose: 'list the results', path });
			return await collectFromStart(limit, { ...results, query, times: ENDED }, keep);
		},

		/** Adds results to a run; Qase takes them in later (202). Each has an idempotency key, so repeating is safe. */
		createResults: async (code: string, runId: string, results: QaseNewResult[], purpose: string) =>
			await call({
				pick: RESULT.anything,
				purpose,
				method: 'POST',
				path: `/v2/${encodeURIComponent(code)}/run/${encodeURIComponent(runId)}/results`,
				body: { results },
				repeat: 'reads',
			}),

		/** Uploads one file; its hash names it in results and defects. */
		uploadAttachment: async (code: string, file: { name: string; type: string; content: Buffer }) =>
			await call({
				pick: (json) => RESULT.list<QaseAttachment>(json)?.[0],
				purpose: `upload ${file.name}`,
				method: 'POST',
				path: `/v1/attachment/${encodeURIComponent(code)}`,
				files: [{ field: 'file[]', ...file }],
			}),
	};
}
