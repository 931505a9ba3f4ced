/** Instances of Currents, as either version writes them. */
import type { CurrentsInstance } from '../../../../platforms/currents/wire';

export const PLACE = { projectId: 'p1', dashboard: 'https://app.currents.dev', buildId: 'build-7' };

/** One test, as either version tells it. */
export interface Told {
	state?: string;
	isFlaky?: boolean;
	displayError?: string | null;
	attempts?: object[];
	tags?: string[];
	title?: string[];
}

export const HEAD = { instanceId: 'i1', spec: 'tests/a.spec.ts', groupId: 'firefox', tags: ['web'] };

export function oldInstance(tests: Told[], changes: object = {}): CurrentsInstance {
	const listed = tests.map((told, index) => ({ testId: `t${index}`, title: ['cart', 'pays'], ...told }));
	return { ...HEAD, results: { tests: listed as never, exception: null }, ...changes };
}

export function version2(tests: Told[], changes: object = {}): CurrentsInstance {
	const byTest = (tell: (told: Told) => unknown) =>
		Object.fromEntries(tests.map((told, index) => [`t${index}`, tell(told)])) as never;
	const listed = tests.map(({ state, isFlaky, title = ['cart', 'pays'] }, index) => ({
		...{ testId: `t${index}`, groupId: 'firefox', title, originalTitle: title },
		...{
			_s: state,
			_d: state !== undefined,
			_f: isFlaky === true,
			duration: 40,
			startTime: '2026-05-01T10:00:00Z',
		},
	}));
	return {
		...HEAD,
		schemaVersion: 2,
		results: { tests: listed },
		testResults: byTest(({ title: _title, tags: _tags, ...outcome }) => ({ ...outcome, duration: 40 })),
		testTags: byTest(({ tags = [] }) => tags),
		...changes,
	};
}

export const VERSIONS = [
	['the old shape', oldInstance],
	['version 2', version2],
] as const;

export const attempt = (message: string, more: object = {}) => ({
	state: 'failed',
	wallClockDuration: 7,
	error: { message, stack: `${message}\n    at x` },
	...more,
});

export const failed = { state: 'failed' };

export const ENDED = { completedAt: '2026-05-01T10:00:00Z' };
