import { integerText, oneOf, text } from '../../kernel/checks';
import type { Answer, ApiCall, Endpoint } from '../../kernel/contract';
import { notFound, ok } from './answers';
import type { CurrentsWorld, Spec, TestCase } from './world';

interface Failed {
	spec: Spec;
	test: TestCase;
}

/** currents.md 2.4: failure context. The shape of the answer is not documented: this one is the sandbox's own. */
export function contextEndpoints(world: CurrentsWorld): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/context',
			section: '2.4',
			query: {
				...{ run_id: { check: text() }, instance_id: { check: text() }, test_id: { check: text() } },
				attempt: { check: integerText({ min: 0, max: 1000 }) },
				format: { check: oneOf(['json', 'md']) },
				detail: { check: oneOf(['default', 'compact', 'summary']) },
				limit: { check: integerText({ min: 1, max: 50 }) },
				page: { check: integerText({ min: 0, max: 1_000_000 }) },
				max_length: { check: integerText({ min: 1, max: 50_000 }) },
			},
			rule: levelProblem,
			run(call) {
				const failed = failuresIn(world, call);
				if (failed === null) return notFound;
				const [limit, page] = [Number(call.query.limit?.[0] ?? 10), Number(call.query.page?.[0] ?? 0)];
				return answer(world, call, failed.slice(page * limit, (page + 1) * limit));
			},
		},
	];
}

/** A run, a spec file of a run, or a test of a spec file. */
function levelProblem({
	query: { run_id, instance_id, test_id, format, max_length },
}: ApiCall): string | null {
	const level = [run_id, instance_id, test_id].map((given) => (given ? 'x' : '-')).join('');
	if (!['x--', 'xx-', '-xx'].includes(level))
		return 'names no run, spec file of a run or test of a spec file';
	return max_length && format?.[0] !== 'md' ? 'max_length is for the format md' : null;
}

function failuresIn(
	world: CurrentsWorld,
	{ query: { run_id, instance_id, test_id } }: ApiCall,
): Failed[] | null {
	const specs = world.runs
		.filter(({ runId }) => !run_id || run_id[0] === runId)
		.flatMap(({ groups }) => groups.flatMap((group) => group.specs))
		.filter(({ instanceId }) => !instance_id || instance_id[0] === instanceId);
	const tests = specs
		.flatMap((spec) => spec.tests.map((test) => ({ spec, test })))
		.filter(({ test }) => !test_id || test_id[0] === test.testId);
	return tests.length === 0 ? null : tests.filter(({ test }) => test.outcome === 'failed');
}

function answer({ tools }: CurrentsWorld, { query }: ApiCall, failed: Failed[]): Answer {
	const isEnvelope = tools.variants.contextAnswer === 'envelope';
	if (query.format?.[0] !== 'md') {
		const context = { failures: failed.map(({ spec, test }) => ({ spec: spec.spec, ...test })) };
		return isEnvelope ? ok(context) : { status: 200, body: context };
	}
	const content = failed
		.map(({ spec, test }) => `# ${test.title.join(' > ')}\n\n${spec.spec}\n\n${test.error?.message}\n`)
		.join('\n')
		.slice(0, Number(query.max_length?.[0] ?? 50_000));
	return isEnvelope ? ok(content) : { status: 200, text: { contentType: 'text/markdown', content } };
}
