import type { Endpoint } from '../../kernel/contract';
import { notFound, ok } from './answers';
import { instanceJson } from './instanceJson';
import type { CurrentsWorld } from './world';

/** currents.md 2.3 and 2.3b. */
export function instanceEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/instances/:instanceId',
			section: '2.3',
			run({ params }) {
				for (const run of world.runs) {
					for (const group of run.groups) {
						const spec = group.specs.find(({ instanceId }) => instanceId === params.instanceId);
						if (spec) return ok(instanceJson(world, run, group, spec));
					}
				}
				return notFound;
			},
		},
	];
}
