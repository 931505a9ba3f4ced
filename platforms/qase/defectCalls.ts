/** Defects. */
import type { Query } from '../../n8n/transport/query';
import { RESULT, type QaseCaller } from './answers';
import { collectFromStart } from './longLists';
import type { QaseDefect, QaseDefectBody } from './wire';

/** Listing, reading, creating and resolving defects. */
export function defectCalls({ call, list }: QaseCaller) {
	return {
		listDefects: async (code: string, limit: number, query: Query) => {
			const defects = list<QaseDefect>({ purpose: 'list the defects', path: defectsPath(code) });
			return await collectFromStart(limit, { ...defects, query });
		},

		getDefect: async (code: string, defectId: number) =>
			await call({
				pick: RESULT.entity<QaseDefect>,
				purpose: 'read the defect',
				method: 'GET',
				path: `${defectsPath(code)}/${defectId}`,
			}),

		createDefect: async (code: string, body: QaseDefectBody) =>
			await call({
				pick: RESULT.entity<{ id: number }>,
				purpose: 'create a defect',
				method: 'POST',
				path: defectsPath(code),
				body: { ...body },
				inDoubt: 'Get Many Defects shows it, if it was created.',
			}),

		resolveDefect: async (code: string, defectId: number) =>
			await call({
				pick: RESULT.anything,
				purpose: 'resolve the defect',
				method: 'PATCH',
				path: `${defectsPath(code)}/resolve/${defectId}`,
			}),
	};
}

function defectsPath(code: string): string {
	return `/v1/defect/${encodeURIComponent(code)}`;
}
