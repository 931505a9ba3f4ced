/**
 * One step of a job. A step passes data to later steps by setting properties of the shared state. A step with
 * `standsAlone` does not depend on the steps before it, so it also runs after one of them has failed.
 *
 * @template State
 * @typedef {{ name: string, run: (state: State) => Promise<unknown> | unknown, standsAlone?: boolean }} Step
 */

/**
 * @typedef {{ name: string, ok: boolean, ms: number, error?: string }} StepResult
 */

/**
 * Runs steps one after the other and prints the result of each. After a step has failed, the following ones are not run
 * and are reported as not ok, except those with `standsAlone`.
 *
 * @template State
 * @param {Step<State>[]} steps
 * @param {State} state
 * @param {(line: string) => void} [print]
 * @returns {Promise<StepResult[]>}
 */
export async function runSteps(steps, state, print = console.log) {
	const results = [];
	for (const step of steps) {
		const failed = step.standsAlone ? undefined : results.find(({ ok }) => !ok);
		const result = failed ? notRun(step, failed) : await runStep(step, state);
		results.push(result);
		print(failed ? `- ${step.name}  (not run)` : describe(result));
	}
	return results;
}

async function runStep({ name, run }, state) {
	const startedAt = Date.now();
	try {
		await run(state);
		return { name, ok: true, ms: Date.now() - startedAt };
	} catch (error) {
		const text = error instanceof Error ? error.message : String(error);
		return { name, ok: false, ms: Date.now() - startedAt, error: text };
	}
}

function notRun({ name }, failed) {
	return { name, ok: false, ms: 0, error: `not run, because this failed: ${failed.name}` };
}

function describe({ name, ok, ms, error }) {
	const line = `${ok ? '✓' : '✗'} ${name}  ${(ms / 1000).toFixed(1)} s`;
	return error === undefined ? line : `${line}\n${error.replace(/^/gm, '    ')}`;
}
