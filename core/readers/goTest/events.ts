/** What the events of `go test -json` tell, by package and test. Events of several packages are mixed. */

import { number, text, type Fields } from '../fields';
import type { Line } from '../lines';
import type { FileFacts } from '../reader';
import { instant } from '../times';

/** A test, or one run of it: `-count` and reruns run one again. */
export interface GoTest {
	name: string;
	output: string[];
	/** `pass`, `fail`, `skip` or `bench`; `null` until then. */
	action: string | null;
	/** Seconds. */
	elapsed: number | null;
	startedAt: string | null;
}

export interface GoPackage {
	name: string;
	tests: GoTest[];
	/** The last run of each test. */
	byName: Map<string, GoTest>;
	/** What was printed outside tests, or by the compiler. */
	output: string[];
	action: string | null;
	/** Whether it could not be built. */
	isBroken: boolean;
}

export interface GoEvents {
	packages: Map<string, GoPackage>;
	take(line: Line): void;
	times(): Pick<FileFacts, 'startedAt' | 'finishedAt'>;
	doubts(): string[];
}

const ENDS = new Set(['pass', 'fail', 'skip', 'bench']);

export function goEvents(): GoEvents {
	const packages = new Map<string, GoPackage>();
	const state: State = { packages, text: [], first: null, last: null };
	return {
		packages,
		take: ({ event, text: line }) => (event ? takeEvent(state, event) : takeText(state, line as string)),
		times: () => ({ startedAt: instant(state.first), finishedAt: instant(state.last) }),
		doubts: () =>
			[...packages.values()]
				.filter(hasPanicked)
				.map(({ name }) => `A test of ${name} panicked, so not all of its tests ran.`),
	};
}

interface State {
	packages: Map<string, GoPackage>;
	/** Output of the compiler, which comes before the line that names the package. */
	text: string[];
	first: string | null;
	last: string | null;
}

function takeEvent(state: State, event: Fields): void {
	const { Action: action, Time: time, Output: output } = event;
	// Since Go 1.24 the compiler has events of its own, which name what is built.
	const isBuild = action === 'build-output' || action === 'build-fail';
	const name = text(isBuild ? event.ImportPath : event.Package);
	if (name === null) return;
	state.first ??= text(time);
	state.last = text(time) ?? state.last;
	const goPackage = packageOf(state, isBuild ? (name.split(' ')[0] as string) : name);
	const test = text(event.Test);
	if (isBuild) takeBuild(goPackage, action, text(output));
	else if (test !== null) takeTest(goPackage, test, event);
	else if (action === 'output') goPackage.output.push(text(output) ?? '');
	else if (typeof action === 'string' && ENDS.has(action)) {
		goPackage.action = action;
		goPackage.isBroken ||= text(event.FailedBuild) !== null;
	}
}

function takeBuild(goPackage: GoPackage, action: unknown, output: string | null): void {
	if (action === 'build-fail') goPackage.isBroken = true;
	else goPackage.output.push(output ?? '');
}

function takeTest(
	goPackage: GoPackage,
	name: string,
	{ Action: action, Output: output, Elapsed, Time }: Fields,
): void {
	const known = goPackage.byName.get(name);
	const isNewRun = known === undefined || (action === 'run' && known.action !== null);
	const test = isNewRun ? addTest(goPackage, name, text(Time)) : known;
	if (action === 'output') test.output.push(text(output) ?? '');
	if (typeof action !== 'string' || !ENDS.has(action)) return;
	test.action = action;
	test.elapsed = number(Elapsed);
}

function addTest({ tests, byName }: GoPackage, name: string, time: string | null): GoTest {
	const test: GoTest = { name, output: [], action: null, elapsed: null, startedAt: instant(time) };
	tests.push(test);
	byName.set(name, test);
	return test;
}

/** `FAIL	example.com/shop [build failed]`, as Go prints it before 1.24. */
const BUILD_FAILED = /^FAIL\s+(\S+) \[(?:build|setup) failed\]$/;

function takeText(state: State, line: string): void {
	const [, name] = BUILD_FAILED.exec(line.trim()) ?? [];
	if (name === undefined) {
		state.text.push(`${line}\n`);
		return;
	}
	const goPackage = packageOf(state, name);
	goPackage.output.push(state.text.splice(0).join(''));
	goPackage.action = 'fail';
	goPackage.isBroken = true;
}

function packageOf({ packages }: State, name: string): GoPackage {
	const known = packages.get(name);
	if (known) return known;
	const goPackage: GoPackage = {
		name,
		tests: [],
		byName: new Map(),
		output: [],
		action: null,
		isBroken: false,
	};
	packages.set(name, goPackage);
	return goPackage;
}

/** A panic ends the whole package. */
function hasPanicked({ tests }: GoPackage): boolean {
	return tests.some(
		({ action, output }) => action === 'fail' && output.some((line) => line.startsWith('panic: ')),
	);
}
