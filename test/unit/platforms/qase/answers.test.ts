/** Answers shaped after the vendor's files and pages, and the run that comes of each, field by field. */
import type { QaseApi } from '../../../../platforms/qase/api';
import { readingOf } from '../../../../platforms/qase/runs';
import type { QaseResult, QaseRun } from '../../../../platforms/qase/wire';
import type { Keep } from '../../../../n8n/transport/paging';
import type { Query } from '../../../../n8n/transport/query';
import type { PublishedAnswer } from './answers/answer';
import { runs } from './answers/runs';

/** What reads the results of the run; an answer that is not in the table is not there. */
function apiOf({ results, cases = {} }: PublishedAnswer): QaseApi {
	const listResults = async (_: string, _limit: number, query: Query, keep: Keep<QaseResult, unknown>) => {
		const caseIds = query.case_id === undefined ? null : String(query.case_id).split(',');
		return await keep(
			((results ?? []) as QaseResult[]).filter(
				({ status, case_id: caseId }) =>
					(query.status === undefined || status === query.status) &&
					(caseIds === null || caseIds.includes(String(caseId))),
			),
		);
	};
	const getCase = async (_: string, id: string) => ({ id: Number(id), title: cases[Number(id)] });
	return { listResults, getCase } as unknown as QaseApi;
}

test.each(runs.map((answer) => [answer.about, answer] as const))('%s', async (_, answer) => {
	const view = { code: 'WEB', origin: 'https://app.qase.io', trustsPass: answer.trustsPass };
	const most = answer.results === undefined ? 0 : 50;
	const { run } = await readingOf(apiOf(answer), answer.run as QaseRun, view, most);

	const failures = run.failures?.map(({ testKey, fingerprint, ...failure }) => {
		expect([testKey, fingerprint]).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f]{16}$/)));
		return failure;
	});
	expect({ ...run, failures: failures ?? null }).toEqual(answer.expected);
});
