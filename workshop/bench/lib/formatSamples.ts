/** A large report in each format that has a parser to compare with, in the shapes that their tools write. One test of twenty failed. */

/** Makes a report of so many tests. */
type Make = (tests: number) => string;

/** A large report. */
export interface Sample {
	/** As people call the format. */
	format: string;
	kind: 'JSON' | 'XML' | 'lines';
	tests: number;
	text: string;
}

/** One report of each format, of about `bytes` bytes. */
export function* samples(bytes: number): Generator<Sample> {
	for (const { format, kind, make } of formats) {
		const tests = Math.round(bytes / (make(2_000).length / 2_000) / 100) * 100;
		yield { format, kind, tests, text: make(tests) };
	}
}

const isFailed = (serial: number) => serial % 20 === 0;
const title = (serial: number) => `customer ${serial} pays by card`;
const suite = (serial: number) => `Cart${serial - (serial % 100)}`;
const message = (serial: number) => `expected ${serial} to be ${serial + 1}`;
const output = (serial: number) => `[info] customer ${serial} opens the cart\n`.repeat(4);

function stack(serial: number): string {
	const frames = Array.from(
		{ length: 12 },
		(_, at) => `    at Cart.step${at} (cart.js:${serial % 900}:${at})`,
	);
	return `AssertionError: ${message(serial)}\n${frames.join('\n')}`;
}

/** What `make` gives for each test from 0 on. */
function each<Made>(tests: number, make: (serial: number) => Made): Made[] {
	return Array.from({ length: tests }, (_, serial) => make(serial));
}

/** What `make` gives for each hundred tests. */
function eachHundred<Made>(tests: number, make: (serials: number[]) => Made): Made[] {
	return each(tests / 100, (lot) => make(each(100, (index) => lot * 100 + index)));
}

function json(value: unknown): string {
	return JSON.stringify(value, null, 2);
}

const ctrf: Make = (tests) =>
	json({
		results: {
			tool: { name: 'example' },
			summary: { tests, failed: tests / 20, passed: tests - tests / 20, skipped: 0, pending: 0, other: 0 },
			tests: each(tests, (serial) => ({
				name: title(serial),
				status: isFailed(serial) ? 'failed' : 'passed',
				duration: 125,
				suite: suite(serial),
				filePath: `tests/${suite(serial)}.js`,
				...(isFailed(serial) && { message: message(serial), trace: stack(serial) }),
				stdout: output(serial).split('\n'),
			})),
		},
	});

const jest: Make = (tests) =>
	JSON.stringify({
		numTotalTests: tests,
		numFailedTests: tests / 20,
		numPassedTests: tests - tests / 20,
		success: false,
		startTime: 1_772_000_000_000,
		testResults: eachHundred(tests, (serials) => ({
			name: `/builds/shop/${suite(serials[0])}.test.js`,
			status: 'failed',
			message: '',
			startTime: 1_772_000_000_000,
			endTime: 1_772_000_001_000,
			assertionResults: serials.map((serial) => ({
				ancestorTitles: [suite(serial)],
				fullName: `${suite(serial)} ${title(serial)}`,
				title: title(serial),
				status: isFailed(serial) ? 'failed' : 'passed',
				duration: 125,
				failureMessages: isFailed(serial) ? [stack(serial)] : [],
				location: null,
			})),
		})),
	});

const cucumber: Make = (tests) =>
	json(
		eachHundred(tests, (serials) => ({
			uri: `features/${suite(serials[0])}.feature`,
			id: suite(serials[0]),
			keyword: 'Feature',
			name: suite(serials[0]),
			elements: serials.map((serial) => ({
				id: `${suite(serial)};${serial}`,
				type: 'scenario',
				keyword: 'Scenario',
				name: title(serial),
				line: serial,
				steps: ['Given ', 'When ', 'Then '].map((keyword) => ({
					keyword,
					name: 'the cart is paid',
					line: serial,
					match: { location: 'steps/cart.js:3' },
					result:
						isFailed(serial) && keyword === 'Then '
							? { status: 'failed', duration: 1_000_000, error_message: stack(serial) }
							: { status: 'passed', duration: 1_000_000 },
				})),
			})),
		})),
	);

const mocha: Make = (tests) => {
	const all = each(tests, (serial) => ({
		title: title(serial),
		fullTitle: `${suite(serial)} ${title(serial)}`,
		file: `/builds/shop/${suite(serial)}.js`,
		duration: 125,
		currentRetry: 0,
		speed: 'fast',
		err: isFailed(serial) ? { message: message(serial), stack: stack(serial) } : {},
	}));
	const failures = all.filter((_, serial) => isFailed(serial));
	const passes = all.filter((_, serial) => !isFailed(serial));
	const stats = { suites: 1, tests, passes: passes.length, pending: 0, failures: failures.length };
	return json({ stats, tests: all, pending: [], failures, passes });
};

const trx: Make = (tests) => {
	const results = each(tests, (serial) => {
		const error = `<ErrorInfo><Message>${message(serial)}</Message><StackTrace>${stack(serial)}</StackTrace></ErrorInfo>`;
		const outcome = isFailed(serial) ? 'Failed' : 'Passed';
		return `<UnitTestResult executionId="e${serial}" testId="t${serial}" testName="${title(serial)}" duration="00:00:00.1250000" outcome="${outcome}"><Output><StdOut>${output(serial)}</StdOut>${isFailed(serial) ? error : ''}</Output></UnitTestResult>\n`;
	});
	const definitions = each(
		tests,
		(serial) =>
			`<UnitTest name="${title(serial)}" id="t${serial}"><Execution id="e${serial}"/><TestMethod className="Shop.${suite(serial)}" name="Pays"/></UnitTest>\n`,
	);
	return `<?xml version="1.0"?><TestRun id="1" name="nightly" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${results.join('')}</Results><TestDefinitions>${definitions.join('')}</TestDefinitions><ResultSummary outcome="Failed"><Counters total="${tests}" failed="${tests / 20}"/></ResultSummary></TestRun>`;
};

const nunit: Make = (tests) => {
	const fixtures = eachHundred(tests, (serials) => {
		const cases = serials.map((serial) => {
			const failure = `<failure><message><![CDATA[${message(serial)}]]></message><stack-trace><![CDATA[${stack(serial)}]]></stack-trace></failure>`;
			return `<test-case id="${serial}" name="${title(serial)}" fullname="Shop.${suite(serial)}.${title(serial)}" classname="Shop.${suite(serial)}" result="${isFailed(serial) ? 'Failed' : 'Passed'}" duration="0.125">${isFailed(serial) ? failure : ''}<output><![CDATA[${output(serial)}]]></output></test-case>\n`;
		});
		return `<test-suite type="TestFixture" name="${suite(serials[0])}" fullname="Shop.${suite(serials[0])}" result="Failed">${cases.join('')}</test-suite>\n`;
	});
	return `<?xml version="1.0"?><test-run id="2" result="Failed" total="${tests}" passed="${tests - tests / 20}" failed="${tests / 20}"><test-suite type="Assembly" name="Shop.dll" result="Failed">${fixtures.join('')}</test-suite></test-run>`;
};

const xunit: Make = (tests) => {
	const collections = eachHundred(tests, (serials) => {
		const cases = serials.map((serial) => {
			const failure = `<failure><message><![CDATA[${message(serial)}]]></message><stack-trace><![CDATA[${stack(serial)}]]></stack-trace></failure>`;
			return `<test name="Shop.${suite(serial)}.${title(serial)}" type="Shop.${suite(serial)}" method="Pays" time="0.125" result="${isFailed(serial) ? 'Fail' : 'Pass'}">${isFailed(serial) ? failure : ''}<output><![CDATA[${output(serial)}]]></output></test>\n`;
		});
		return `<collection name="${suite(serials[0])}" total="100">${cases.join('')}</collection>\n`;
	});
	return `<?xml version="1.0"?><assemblies><assembly name="Shop.dll" test-framework="xUnit.net" total="${tests}" failed="${tests / 20}">${collections.join('')}</assembly></assemblies>`;
};

const testng: Make = (tests) => {
	const classes = eachHundred(tests, (serials) => {
		const methods = serials.map((serial) => {
			const thrown = `<exception class="java.lang.AssertionError"><message><![CDATA[${message(serial)}]]></message><full-stacktrace><![CDATA[${stack(serial)}]]></full-stacktrace></exception>`;
			return `<test-method signature="pays${serial}()[pri:0]" name="pays${serial}" status="${isFailed(serial) ? 'FAIL' : 'PASS'}" duration-ms="125" started-at="2026-05-01T10:00:01 UTC" finished-at="2026-05-01T10:00:02 UTC">${isFailed(serial) ? thrown : ''}<reporter-output><line><![CDATA[${output(serial)}]]></line></reporter-output></test-method>\n`;
		});
		return `<class name="shop.${suite(serials[0])}">${methods.join('')}</class>\n`;
	});
	return `<?xml version="1.0"?><testng-results total="${tests}" failed="${tests / 20}"><suite name="Shop"><test name="all">${classes.join('')}</test></suite></testng-results>`;
};

const goTest: Make = (tests) => {
	const line = (event: object) => `${JSON.stringify(event)}\n`;
	const events = each(tests, (serial) => {
		const test = {
			Time: '2026-05-01T10:00:00Z',
			Package: `shop/${suite(serial)}`,
			Test: `TestPays${serial}`,
		};
		const said = `    cart_test.go:${serial % 900}: ${message(serial)}\n`;
		return [
			line({ ...test, Action: 'run' }),
			line({ ...test, Action: 'output', Output: `=== RUN   ${test.Test}\n` }),
			line({ ...test, Action: 'output', Output: isFailed(serial) ? said : output(serial) }),
			line({ ...test, Action: isFailed(serial) ? 'fail' : 'pass', Elapsed: 0.125 }),
		].join('');
	});
	const packages = eachHundred(tests, ([first]) =>
		line({ Action: 'fail', Package: `shop/${suite(first)}`, Elapsed: 12.5 }),
	);
	return events.join('') + packages.join('');
};

const tap: Make = (tests) => {
	const points = each(tests, (serial) => {
		const number = serial + 1;
		const said = output(serial).replace(/^(?=.)/gm, '# ');
		if (!isFailed(serial)) return `${said}ok ${number} - ${title(serial)}\n`;
		const trace = stack(serial).replace(/^/gm, '    ');
		return `${said}not ok ${number} - ${title(serial)}\n  ---\n  message: "${message(serial)}"\n  stack: |-\n${trace}\n  ...\n`;
	});
	return `TAP version 13\n1..${tests}\n${points.join('')}`;
};

const formats: Array<{ format: string; kind: Sample['kind']; make: Make }> = [
	{ format: 'CTRF', kind: 'JSON', make: ctrf },
	{ format: 'Jest', kind: 'JSON', make: jest },
	{ format: 'Cucumber', kind: 'JSON', make: cucumber },
	{ format: 'Mocha', kind: 'JSON', make: mocha },
	{ format: 'TRX', kind: 'XML', make: trx },
	{ format: 'NUnit', kind: 'XML', make: nunit },
	{ format: 'xUnit.net', kind: 'XML', make: xunit },
	{ format: 'TestNG', kind: 'XML', make: testng },
	{ format: 'go test', kind: 'lines', make: goTest },
	{ format: 'TAP', kind: 'lines', make: tap },
];
