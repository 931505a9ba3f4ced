import { errorsOf, linesOf, runOf, verdictOf } from './reading';

describe('TRX', () => {
	const NAMESPACE = 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010';

	/** A report whose tests are all of one class. */
	function trx(results: string, { summary = '', definitions = '', times = '' } = {}): string {
		return `<?xml version="1.0"?><TestRun id="1" name="ann@PC 2026-05-01" xmlns="${NAMESPACE}">${times}<Results>${results}</Results>
			<TestDefinitions>${definitions || definition('t1')}</TestDefinitions>${summary}</TestRun>`;
	}

	function definition(id: string, className = 'Shop.CartTests, Shop, Version=1.0', more = ''): string {
		return `<UnitTest id="${id}" name="x">${more}<TestMethod className="${className}" name="x"/></UnitTest>`;
	}

	function summary(outcome: string, infos = '', counters = ''): string {
		return `<ResultSummary outcome="${outcome}"><Counters ${counters}/><RunInfos>${infos}</RunInfos></ResultSummary>`;
	}

	const passed = '<UnitTestResult testId="t1" testName="Pays" outcome="Passed"/>';

	describe('results', () => {
		it.each([
			['outcome="Passed"', 'passed'],
			['outcome="PassedButRunAborted"', 'passed'],
			['outcome="Failed"', 'failed'],
			['', 'error'],
			['outcome="Error"', 'error'],
			['outcome="Aborted"', 'error'],
			['outcome="Disconnected"', 'error'],
			['outcome="NotRunnable"', 'error'],
			['outcome="Timeout"', 'timedOut'],
			['outcome="NotExecuted"', 'skipped'],
			['outcome="Inconclusive"', 'skipped'],
			['outcome="InProgress"', 'pending'],
			['outcome="Pending"', 'pending'],
			['outcome="Warning"', 'other'],
			['outcome="Completed"', 'other'],
			['outcome="Sideways"', 'other'],
			['outcome="constructor"', 'other'],
		])('a result with %s reads as %s', (outcome, expected) => {
			const run = runOf(trx(`<UnitTestResult testId="t1" testName="Shop.CartTests.Pays" ${outcome}/>`));
			expect(linesOf(run)).toEqual([`${expected} Shop.CartTests > Pays`]);
		});

		it('reads class, tags, owner, files, times and error, wherever the definitions are', () => {
			const result = `<UnitTestResult testId="t1" testName="Pays(card)" outcome="Failed" duration="1.00:00:01.5000000" startTime="2026-05-01T10:00:00.5+02:00">
			<Output><StdOut>out</StdOut><ErrorInfo><Message>Assert.Fail failed. no</Message><StackTrace>   at Shop.CartTests.Pays() in C:\\a.cs:line 3</StackTrace></ErrorInfo></Output>
			<ResultFiles><ResultFile path="PC/shot.png"/></ResultFiles></UnitTestResult>`;
			const more =
				'<TestCategory><TestCategoryItem TestCategory="smoke"/></TestCategory><Owners><Owner name="ann"/></Owners>';
			const report = trx(result, {
				definitions: definition('t1', 'Shop.CartTests', more),
				times:
					'<Times creation="2026-05-01T10:00:05Z" start="2026-05-01T10:00:00+02:00" finish="2026-05-01T10:00:10+02:00"/>',
			});
			const [results = '', definitions = ''] = [
				/<Results>.*<\/Results>/s,
				/<TestDefinitions>.*<\/TestDefinitions>/s,
			].map((part) => part.exec(report)?.[0]);
			for (const text of [
				report,
				report.replace(definitions, '').replace(results, `${definitions}${results}`),
			]) {
				const run = runOf(text);
				expect(run).toMatchObject({ startedAt: '2026-05-01T08:00:00.000Z', durationMs: 10_000, name: null });
				expect(run.tests).toMatchObject([
					{
						title: 'Pays(card)',
						suite: 'Shop.CartTests',
						tags: ['smoke'],
						owner: 'ann',
						attachments: ['PC/shot.png'],
						durationMs: 86_401_500,
						startedAt: '2026-05-01T08:00:00.500Z',
					},
				]);
				expect(run.failures?.[0]?.error).toEqual({
					message: 'Assert.Fail failed. no',
					stack: 'at Shop.CartTests.Pays() in C:\\a.cs:line 3',
				});
			}
		});

		it('counts the rows of a data-driven test, not what contains them', () => {
			const row = (n: number, outcome: string) =>
				`<UnitTestResult testId="t1" testName="Pays (Row ${n})" outcome="${outcome}" resultType="DataDrivenDataRow"/>`;
			const parent = (rows: string) =>
				`<UnitTestResult testId="t1" testName="Pays" outcome="Failed" resultType="DataDrivenTest"><InnerResults>${rows}</InnerResults></UnitTestResult>`;
			expect(linesOf(runOf(trx(parent(row(0, 'Passed') + row(1, 'Failed')))))).toEqual([
				'passed Shop.CartTests > Pays (Row 0)',
				'failed Shop.CartTests > Pays (Row 1)',
			]);
			expect(linesOf(runOf(trx(parent(row(0, 'Passed')))))).toEqual([
				'passed Shop.CartTests > Pays (Row 0)',
				'error Shop.CartTests > Pays',
			]);
		});

		it('keeps rows of a theory apart that share their id and their name', () => {
			const run = runOf(trx(passed + passed.replace('Passed', 'Failed')));
			expect(run.counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
		});

		it('lists the clean-up of a class, which has none', () => {
			const cleanUp =
				'<UnitTestResult testId="t2" testName="[Test Class Cleanup Failure (Shop.CartTests)]" outcome="Failed"/>';
			const run = runOf(trx(passed + cleanUp, { definitions: definition('t1') + definition('t2', '') }));
			expect(linesOf(run)[1]).toBe('error [Test Class Cleanup Failure (Shop.CartTests)]');
		});
	});

	describe('the run', () => {
		const info = (text: string, outcome = 'Error') =>
			`<RunInfo outcome="${outcome}"><Text>${text}</Text></RunInfo>`;

		it.each([
			[
				'a crash of the host',
				summary('Failed', info('The host process crashed')),
				['error Error of the test run: The host process crashed'],
			],
			['an error without a text', summary('Failed', info('')), ['error Error of the test run: null']],
			[
				'a run that failed, and nothing else',
				summary('Failed'),
				['error Error of the test run: The run ended as Failed, though none of its tests failed.'],
			],
			[
				'a run that was aborted',
				summary('Aborted'),
				['error Error of the test run: The run ended as Aborted, though none of its tests failed.'],
			],
			['a warning', summary('Completed', info('slow', 'Warning')), []],
			[
				'a line on a test that xUnit calls failed, though it is not',
				summary('Failed', info('[xUnit.net 00:00:00.51]     Shop.CartTests.Other [FAIL]')),
				['error Error of the test run: [xUnit.net 00:00:00.51] Shop.CartTests.Other [FAIL]'],
			],
		])('%s', (_, given, expected) => {
			expect(
				errorsOf(runOf(trx(passed, { summary: given }))).map((line) => line.replace(/\s+/g, ' ')),
			).toEqual(expected);
		});

		it('takes what is said of failed tests for no error of the run', () => {
			const failed = '<UnitTestResult testId="t1" testName="Shop.CartTests.Pays" outcome="Failed"/>';
			const infos =
				info('[xUnit.net 00:00:00.51]     Shop.CartTests.Pays [FAIL]') +
				info('[xUnit.net 00:00:00.51]       Assert.True() Failure') +
				info('Shop.CartTests.Pays failed');
			expect(errorsOf(runOf(trx(failed, { summary: summary('Failed', infos) })))).toHaveLength(1);
		});

		it('is no pass when no test was there, or the counters know of failures that are not', () => {
			const none = runOf(trx('', { summary: summary('Completed', info('No test is available', 'Warning')) }));
			expect(verdictOf(none)).toBe('inconclusive: No test ran, so nothing counts as a pass.');
			const counted = runOf(trx(passed, { summary: summary('Completed', '', 'total="2" failed="1"') }));
			expect(verdictOf(counted)).toBe(
				'inconclusive: The report counts 1 failed test, but none of its tests failed.',
			);
			expect(counted.doubt).toBe('The report counts 1 failed test, but none of its tests failed.');
		});
	});
});
