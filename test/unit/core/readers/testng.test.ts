import { errorsOf, linesOf, runOf, verdictOf } from './reading';

function testng(tests: string, groups = ''): string {
	return `<testng-results ignored="26" total="34" passed="4" failed="0"><reporter-output/><suite name="Shop">${groups}${tests}</suite></testng-results>`;
}

function test_(name: string, methods: string): string {
	return `<test name="${name}" started-at="2026-05-01T10:00:00 UTC" finished-at="2026-05-01T10:00:05 UTC"><class name="shop.Cart">${methods}</class></test>`;
}

function method(name: string, status: string, { exception = '', more = '', params = '' } = {}): string {
	const thrown =
		exception &&
		`<exception class="${exception}"><message><![CDATA[${name} broke]]></message><full-stacktrace><![CDATA[${exception}: ${name} broke\n\tat shop.Cart]]></full-stacktrace></exception>`;
	const given = params && `<params>${params}</params>`;
	return `<test-method signature="${name}()[pri:0, instance:T@18d87d80]" name="${name}" status="${status}" duration-ms="6" started-at="2026-05-01T10:00:01 IST" ${more}>${given}${thrown}</test-method>`;
}

const RUNTIME = { exception: 'java.lang.RuntimeException' };

it.each([
	['PASS', {}, 'passed'],
	['FAIL', RUNTIME, 'failed'],
	['FAIL', { exception: 'org.testng.internal.thread.ThreadTimeoutException' }, 'timedOut'],
	['SUCCESS_PERCENTAGE_FAILURE', RUNTIME, 'passed'],
	['SKIP', { exception: 'org.testng.SkipException' }, 'skipped'],
	['SKIP', { exception: 'java.lang.Throwable' }, 'skipped'],
	['SKIP', {}, 'skipped'],
	['STARTED', {}, 'other'],
])('%s %j reads as %s', (status, more, expected) => {
	expect(linesOf(runOf(testng(test_('all', method('pays', status, more)))))).toEqual([
		`${expected} shop.Cart > pays`,
	]);
});

const FAIL = method('pays', 'FAIL', RUNTIME);
const PASS = method('pays', 'PASS');
const UNMARKED = method('pays', 'SKIP', RUNTIME);
const MARKED = method('pays', 'SKIP', { ...RUNTIME, more: 'retried="true"' });

it.each([
	['a marked attempt before a pass', MARKED + PASS, ['passed flaky x2 shop.Cart > pays']],
	['an attempt without a mark after the pass', PASS + UNMARKED, ['passed flaky x2 shop.Cart > pays']],
	['attempts before and after a failure', UNMARKED + FAIL + UNMARKED, ['failed x3 shop.Cart > pays']],
	['a marked attempt that was the last', MARKED, ['failed shop.Cart > pays']],
	[
		'several invocations, one of which failed',
		PASS + FAIL,
		['passed shop.Cart > pays', 'failed shop.Cart > pays'],
	],
	[
		'a deliberate skip beside a pass',
		PASS + method('pays', 'SKIP', { exception: 'org.testng.SkipException' }),
		['passed shop.Cart > pays', 'skipped shop.Cart > pays'],
	],
])('%s', (_, methods, expected) => {
	expect(linesOf(runOf(testng(test_('all', methods))))).toEqual(expected);
});

it('counts every attempt where each one counts', () => {
	const run = runOf(testng(test_('all', MARKED + PASS)), { repeats: 'each' });
	expect(linesOf(run)).toEqual(['failed shop.Cart > pays', 'passed shop.Cart > pays']);
});

it('shows parameters in the title, without what changes from run to run', () => {
	const params =
		'<param index="0"><value><![CDATA[card]]></value></param><param index="1"><value is-null="true"/></param><param index="2"><value><![CDATA[shop.Data@5e91993f]]></value></param>';
	expect(linesOf(runOf(testng(test_('all', method('pays', 'PASS', { params })))))).toEqual([
		'passed shop.Cart > pays(card, null, shop.Data)',
	]);
});

it('makes browsers of tests that run the same class, and none of a single one', () => {
	expect(linesOf(runOf(testng(test_('chrome', PASS) + test_('android', FAIL))))).toEqual([
		'passed shop.Cart > pays [chrome]',
		'failed shop.Cart > pays [android]',
	]);
	expect(linesOf(runOf(testng(test_('chrome', PASS))))).toEqual(['passed shop.Cart > pays']);
});

it('lists configuration methods that failed, which the header does not count', () => {
	const before = method('setUp', 'FAIL', { ...RUNTIME, more: 'is-config="true"' });
	const others =
		method('setUp', 'PASS', { more: 'is-config="true"' }) +
		method('tearDown', 'SKIP', { ...RUNTIME, more: 'is-config="true"' });
	const run = runOf(testng(test_('all', before + others + method('pays', 'SKIP', RUNTIME))));
	expect(linesOf(run)).toEqual(['error shop.Cart > shop.Cart: setUp failed', 'skipped shop.Cart > pays']);
	expect(errorsOf(run)).toEqual(['error shop.Cart: setUp failed: setUp broke']);
	expect(run.verdict).toBe('failed');
});

it('reads groups as tags, and times of zones that have one meaning', () => {
	const groups =
		'<groups><group name="smoke"><method signature="x" name="pays" class="shop.Cart"/></group></groups>';
	const run = runOf(testng(test_('all', PASS), groups));
	expect(run).toMatchObject({
		startedAt: '2026-05-01T10:00:00.000Z',
		durationMs: 5000,
		tests: [{ tags: ['smoke'], startedAt: null, durationMs: 6 }],
	});
	expect(runOf(testng(test_('all', PASS)).replaceAll(' UTC', 'Z')).startedAt).toBeNull();
});

it('is no pass without a test', () => {
	expect(verdictOf(runOf('<testng-results/>'))).toBe(
		'inconclusive: No test ran, so nothing counts as a pass.',
	);
});
