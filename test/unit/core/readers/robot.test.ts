import { errorsOf, linesOf, runOf, verdictOf } from './reading';

const PASS = '<status status="PASS"/>';

function robot(suite: string, { fail = 0, errors = '' } = {}): string {
	return `<robot generator="Robot 7.1 (Python 3.12 on linux)" schemaversion="5"><suite id="s1" name="Shop" source="/ci/shop.robot">${suite}<status status="PASS"/></suite>
		<statistics><total><stat pass="1" fail="${fail}">All Tests</stat></total></statistics><errors>${errors}</errors></robot>`;
}

function test_(name: string, status: string, more = ''): string {
	return `<test id="s1-t1" name="${name}" line="7"><kw name="Log"><kw name="Inner"><msg level="FAIL">x</msg><status status="FAIL">deeper</status></kw><status status="FAIL">deep</status></kw>${more}${status}</test>`;
}

it.each([
	[PASS, 'passed', null],
	['<status status="FAIL">1 != 2</status>', 'failed', '1 != 2'],
	[
		'<status status="FAIL">Test timeout 1 second exceeded.</status>',
		'timedOut',
		'Test timeout 1 second exceeded.',
	],
	[
		'<status status="FAIL">*HTML*New: &lt;b&gt;1 != 2&lt;/b&gt;&lt;hr&gt;Old: a &amp;lt; b</status>',
		'failed',
		'New: 1 != 2\nOld: a < b',
	],
	['<status status="SKIP">not here</status>', 'skipped', null],
	['<status status="NOT RUN"/>', 'skipped', null],
	['<status status="SIDEWAYS"/>', 'other', 'The status is "SIDEWAYS", which is not known.'],
	['', 'other', 'The status is "", which is not known.'],
])('%s reads as %s', (status, expected, message) => {
	const run = runOf(robot(test_('Pay', status)));
	expect(linesOf(run)).toEqual([`${expected} Shop > Pay (/ci/shop.robot:7)`]);
	expect(run.failures?.[0]?.error.message ?? null).toBe(message);
});

it('reads durations of both schemas, tags of both, and the tool', () => {
	const old = '<tags><tag>smoke</tag></tags>';
	const run = runOf(
		robot(
			test_(
				'New',
				'<status status="PASS" start="2026-05-01T10:00:00.1" elapsed="1.5"/>',
				'<tag>smoke</tag>',
			) +
				test_(
					'Old',
					'<status status="PASS" starttime="20260501 23:59:59.500" endtime="20260502 00:00:01.000"/>',
					old,
				),
		),
	);
	expect(run.tests).toMatchObject([
		{ title: 'New', durationMs: 1500, tags: ['smoke'], startedAt: null },
		{ title: 'Old', durationMs: 1500, tags: ['smoke'] },
	]);
	expect(run).toMatchObject({
		platformName: 'Robot Framework',
		tool: { name: 'Robot Framework', version: '7.1' },
	});
});

const TEARDOWN =
	'<kw name="Stop" type="TEARDOWN"><kw name="Deep"><status status="PASS"/></kw><status status="FAIL">no disk</status></kw>';

describe('a suite whose tear-down failed', () => {
	const tests =
		test_('Passes', PASS) +
		test_('Fails', '<status status="FAIL">own</status>') +
		test_('Skipped', '<status status="SKIP"/>');

	it.each([TEARDOWN, TEARDOWN.replace('TEARDOWN', 'teardown')])(
		'fails all of its tests, also in suites within it',
		(teardown) => {
			const run = runOf(robot(`<suite name="Inner">${tests}</suite>${test_('Outer', PASS)}${teardown}`));
			expect(linesOf(run).map((line) => line.replace(/ \(.*/, ''))).toEqual([
				'failed Shop > Inner > Passes',
				'failed Shop > Inner > Fails',
				'skipped Shop > Inner > Skipped',
				'failed Shop > Outer',
			]);
			expect(errorsOf(run)[0]).toBe('failed Passes: Parent suite teardown failed:\nno disk');
			expect(errorsOf(run)[1]).toBe('failed Fails: Parent suite teardown failed:\nno disk\n\nown');
		},
	);

	it('leaves tests of other suites alone', () => {
		const run = runOf(
			robot(`<suite name="Inner">${test_('Bad', PASS)}${TEARDOWN}</suite>${test_('Good', PASS)}`),
		);
		expect(run.counts).toMatchObject({ failed: 1, passed: 1 });
	});

	it('skips them when it was skipped', () => {
		expect(runOf(robot(test_('Pay', PASS) + TEARDOWN.replace('FAIL', 'SKIP'))).counts).toMatchObject({
			skipped: 1,
			passed: 0,
		});
	});
});

it('doubts a run in whose log there was an error, and does not count it', () => {
	const errors = '<msg level="WARN">old</msg><msg level="ERROR">No library named &quot;X&quot;</msg>';
	const run = runOf(robot(test_('Pay', PASS), { errors }));
	expect(run).toMatchObject({
		verdict: 'passed',
		doubt: 'Robot Framework logged an error: No library named "X"',
	});
});

it('is no pass when the statistics count a failure that is not there', () => {
	expect(verdictOf(runOf(robot(test_('Pay', PASS), { fail: 1 })))).toBe(
		'inconclusive: The report counts 1 failed test, but none of its tests failed.',
	);
});

it('reads the JSON output alike', () => {
	const output = {
		generator: 'Rebot 7.1 (Python 3.12 on linux)',
		generated: '2026-05-01T10:00:00',
		rpa: false,
		suite: {
			name: 'Shop',
			source: '/ci/shop.robot',
			suites: [
				{
					name: 'Inner',
					tests: [{ name: 'Fails', status: 'PASS', elapsed_time: 0.5, lineno: 3, tags: ['smoke'] }],
					teardown: { status: 'FAIL', message: 'no disk' },
				},
			],
			tests: [
				{ name: 'Pay', status: 'PASS' },
				{ name: 'Skipped', status: 'SKIP', message: 'x' },
			],
		},
		statistics: { total: { pass: 2, fail: 1 } },
		errors: [{ level: 'ERROR', message: 'No library' }],
	};
	const run = runOf(JSON.stringify(output));
	expect(linesOf(run)).toEqual([
		'passed Shop > Pay (/ci/shop.robot)',
		'skipped Shop > Skipped (/ci/shop.robot)',
		'failed Shop > Inner > Fails (/ci/shop.robot:3)',
	]);
	expect(errorsOf(run)).toEqual(['failed Fails: Parent suite teardown failed:\nno disk']);
	expect(run).toMatchObject({
		tool: { version: '7.1' },
		doubt: 'Robot Framework logged an error: No library',
	});
});
