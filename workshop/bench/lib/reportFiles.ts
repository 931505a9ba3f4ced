/** Large report files, as tools write them: output of each test, and a stack of each failure. */

const FAILS_EVERY = 20;

/** A JUnit file: 100 tests a suite, one of twenty failed. */
export function junitFile(tests: number): string {
	const suites: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nightly">\n'];
	for (let first = 0; first < tests; first += 100) {
		const cases = Array.from({ length: Math.min(100, tests - first) }, (_, index) =>
			junitCase(first + index),
		);
		const failures = cases.filter((text) => text.includes('<failure')).length;
		suites.push(
			`<testsuite name="com.example.shop.Suite${first}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="12.5" timestamp="2026-03-01T10:00:00">\n${cases.join('')}</testsuite>\n`,
		);
	}
	suites.push('</testsuites>\n');
	return suites.join('');
}

function junitCase(serial: number): string {
	const failure =
		serial % FAILS_EVERY === 0
			? `<failure message="expected ${serial} to be ${serial + 1}" type="AssertionError"><![CDATA[${stackOf(serial)}]]></failure>\n`
			: '';
	return `<testcase name="customer ${serial} pays &quot;by card&quot;" classname="com.example.shop.Suite${serial - (serial % 100)}" time="0.125">
${failure}<system-out>${outputOf(serial)}</system-out>
</testcase>
`;
}

/** A JSON report as Playwright writes it: 20 tests a file, one of twenty failed. */
export function playwrightFile(tests: number): string {
	const suites: object[] = [];
	for (let first = 0; first < tests; first += 20) {
		const file = `tests/shop-${first}.spec.ts`;
		const specs = Array.from({ length: Math.min(20, tests - first) }, (_, index) =>
			playwrightSpec(file, first + index),
		);
		suites.push({
			title: file,
			file,
			line: 0,
			column: 0,
			specs: [],
			suites: [{ title: 'cart', file, line: 3, column: 6, specs }],
		});
	}
	const stats = {
		startTime: '2026-03-01T10:00:00.000Z',
		duration: 900_000,
		expected: tests,
		skipped: 0,
		unexpected: 0,
		flaky: 0,
	};
	return JSON.stringify(
		{
			config: { version: '1.50.0', projects: [{ id: 'chromium', name: 'chromium' }] },
			suites,
			errors: [],
			stats,
		},
		null,
		2,
	);
}

function playwrightSpec(file: string, serial: number): object {
	const isFailed = serial % FAILS_EVERY === 0;
	const error = { message: `Error: expected ${serial} to be ${serial + 1}`, stack: stackOf(serial) };
	const result = {
		workerIndex: serial % 4,
		parallelIndex: serial % 4,
		status: isFailed ? 'failed' : 'passed',
		duration: 125 + (serial % 50),
		...(isFailed && { error }),
		errors: isFailed ? [error] : [],
		stdout: [{ text: outputOf(serial) }],
		stderr: [],
		retry: 0,
		startTime: '2026-03-01T10:00:01.000Z',
		annotations: [],
		attachments: [],
	};
	return {
		title: `customer ${serial} pays "by card"`,
		ok: !isFailed,
		tags: ['smoke'],
		tests: [
			{
				timeout: 30_000,
				annotations: [],
				expectedStatus: 'passed',
				projectId: 'chromium',
				projectName: 'chromium',
				results: [result],
				status: isFailed ? 'unexpected' : 'expected',
			},
		],
		id: serial.toString(16).padStart(40, '0'),
		file,
		line: 10 + (serial % 20),
		column: 7,
	};
}

function stackOf(serial: number): string {
	const frames = Array.from(
		{ length: 18 },
		(_, index) => `    at com.example.shop.Cart.step${index}(Cart.java:${serial % 900})`,
	);
	return `AssertionError: expected ${serial} to be ${serial + 1}\n${frames.join('\n')}`;
}

function outputOf(serial: number): string {
	return `[info] customer ${serial} opens the cart\n`.repeat(8);
}
