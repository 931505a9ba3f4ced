/** Report files of a few tests. */

/** A small JUnit report; `+` passed, `-` failed, `?` skipped. */
export function junit(tests: string, suite = 'cart'): string {
	const cases = tests
		.split(' ')
		.filter(Boolean)
		.map((test) => {
			const element = { '-': '<failure message="no">stack</failure>', '?': '<skipped/>' }[test[0] as string];
			return `<testcase name="${test.slice(1)}" classname="${suite}" time="1">${element ?? ''}</testcase>`;
		});
	return `<testsuite name="${suite}">${cases.join('')}</testsuite>`;
}

/** A small CTRF report of tests that passed. */
export function ctrf(...names: string[]): string {
	const tests = names.map((name) => ({ name, status: 'passed', duration: 5 }));
	const summary = { tests: tests.length, passed: tests.length, failed: 0, skipped: 0, pending: 0, other: 0 };
	return JSON.stringify({ results: { tool: { name: 'toolbox' }, summary, tests } });
}
