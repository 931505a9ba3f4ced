import { integer, listOf, nullable, oneOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { failed, ok, page, pageQuery } from './answers';
import { deliverEvent } from './deliveries';
import { addDefect } from './lifecycle';
import { onProject } from './lists';
import { textMap } from './runFields';
import { defectJson } from './wire';
import { severities, type Defect, type Project, type QaseWorld } from './world';

/** qase.md 2.7. */
export function defectEndpoints(world: QaseWorld): Endpoint[] {
	const onDefect = (act: (project: Project, defect: Defect) => Answer) =>
		onProject(world, (project, { params }) => {
			const defect = project.defects.find(({ id }) => String(id) === params.id);
			return defect ? act(project, defect) : failed(world, 404, 'Defect not found');
		});
	return [
		{
			method: 'GET',
			path: '/v1/defect/:code',
			section: '2.7',
			query: { ...pageQuery, status: { check: oneOf(['open', 'resolved', 'in_progress', 'invalid']) } },
			run: onProject(world, ({ defects }, call) => {
				const [wanted] = call.query.status ?? [];
				const matching = defects.filter(({ status }) => wanted === undefined || status === wanted);
				return page(call, defects, matching, (defect) => defectJson(world, defect));
			}),
		},
		{
			method: 'POST',
			path: '/v1/defect/:code',
			section: '2.7',
			body: {
				title: { check: text({ max: 255 }), required: true },
				actual_result: { check: text(), required: true },
				severity: { check: integer({ min: 0 }), required: true },
				milestone_id: { check: nullable(integer({ min: 1 })) },
				attachments: { check: listOf(text()) },
				custom_field: { check: textMap },
				tags: { check: listOf(text()) },
			},
			run: onProject(world, (project, call) => createDefect(world, project, call)),
		},
		{
			method: 'GET',
			path: '/v1/defect/:code/:id',
			section: '2.7',
			run: onDefect((_project, defect) => ok(defectJson(world, defect))),
		},
		{
			method: 'PATCH',
			path: '/v1/defect/:code/resolve/:id',
			section: '2.7',
			run: onDefect((project, defect) => {
				defect.status = 'resolved';
				defect.resolvedAt = Date.now();
				const { id } = defect;
				return { ...ok({ id }), after: () => void deliverEvent(world, project, 'defect.resolved', { id }) };
			}),
		},
	];
}

function createDefect(world: QaseWorld, project: Project, { body }: ApiCall): Answer {
	const given = body as Record<string, never>;
	const severity = severities[given.severity];
	if (severity === undefined) return failed(world, 422, 'Data is invalid.');
	const { id, title, actualResult, attachments } = addDefect(project, {
		title: given.title,
		actualResult: given.actual_result,
		severity: given.severity,
		milestoneId: given.milestone_id ?? null,
		tags: given.tags ?? [],
		attachments: given.attachments ?? [],
		customFields: given.custom_field ?? {},
	});
	const payload = { id, title, severity, actual_result: actualResult, attachments };
	return { ...ok({ id }), after: () => void deliverEvent(world, project, 'defect.created', payload) };
}
