/** Reports in XML. */
import { only, type SampleReport } from './sampleReport';

export const xmlReports: SampleReport[] = [
	{
		format: 'junit',
		text: (
			failed,
		) => `<?xml version="1.0" encoding="UTF-8"?><testsuites tests="${failed ? 3 : 2}" failures="${failed ? 1 : 0}" errors="0">
<testsuite name="shop.Cart" tests="${failed ? 3 : 2}" failures="${failed ? 1 : 0}" errors="0" skipped="1" time="1.5" timestamp="2026-05-01T08:00:00">
<properties><property name="env" value="test"/></properties>
<testcase name="adds" classname="shop.Cart" time="0.5"/>
<testcase name="later" classname="shop.Cart" time="0"><skipped message="not here"/></testcase>
${only(failed, '<testcase name="pays" classname="shop.Cart" time="1"><failure message="1 &lt; 2" type="Error"><![CDATA[Error: 1 < 2\n\tat shop.Cart(Cart.java:7)]]></failure><system-out>log</system-out></testcase>\n')}</testsuite></testsuites>
`,
	},
	{
		format: 'junit',
		shape: 'Surefire',
		text: (failed) =>
			`<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="shop.CartTest" time="0.2" tests="2" errors="0" skipped="0" failures="${failed ? 1 : 0}"><testcase name="adds" classname="shop.CartTest" time="0.1"><flakyFailure message="first" type="java.lang.AssertionError"><stackTrace>at shop</stackTrace></flakyFailure></testcase><testcase name="pays" classname="shop.CartTest" time="0.1">${only(failed, '<failure message="no" type="java.lang.AssertionError">at shop</failure><rerunFailure message="no" type="java.lang.AssertionError"><stackTrace>at shop</stackTrace></rerunFailure>')}</testcase></testsuite>`,
	},
	{
		format: 'trx',
		text: (
			failed,
		) => `<?xml version="1.0" encoding="utf-8"?><TestRun id="1" name="nightly" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Times start="2026-05-01T10:00:00+02:00" finish="2026-05-01T10:00:10+02:00"/>
<Results><UnitTestResult testId="t1" testName="Adds" outcome="Passed" duration="00:00:00.5000000"/>
${only(failed, '<UnitTestResult testId="t2" testName="Pays" outcome="Failed"><Output><ErrorInfo><Message>no</Message><StackTrace>at Shop.Pays()</StackTrace></ErrorInfo></Output></UnitTestResult>')}</Results>
<TestDefinitions><UnitTest id="t1" name="Adds"><TestMethod className="Shop.Cart, Shop" name="Adds"/></UnitTest><UnitTest id="t2" name="Pays"><TestMethod className="Shop.Cart" name="Pays"/></UnitTest></TestDefinitions>
<ResultSummary outcome="${failed ? 'Failed' : 'Completed'}"><Counters total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}"/></ResultSummary></TestRun>`,
	},
	{
		format: 'nunit',
		text: (failed) => {
			const result = failed ? 'Failed' : 'Passed';
			return `<test-run id="2" testcasecount="${failed ? 2 : 1}" result="${result}" total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" engine-version="3.16" start-time="2026-05-01 08:00:00Z">
<test-suite type="Assembly" name="shop.dll" result="${result}"><test-suite type="TestFixture" name="Cart" fullname="Shop.Cart" result="${result}">
<test-case name="Adds" fullname="Shop.Cart.Adds" classname="Shop.Cart" result="Passed" duration="0.01"/>
${only(failed, '<test-case name="Pays" fullname="Shop.Cart.Pays" classname="Shop.Cart" result="Failed"><failure><message>no</message><stack-trace>at Shop</stack-trace></failure></test-case>')}</test-suite></test-suite></test-run>`;
		},
	},
	{
		format: 'nunit',
		shape: 'version 2',
		text: (
			failed,
		) => `<test-results name="shop.dll" total="${failed ? 2 : 1}" errors="0" failures="${failed ? 1 : 0}" not-run="0" date="2026-05-01" time="10:00:00"><environment nunit-version="2.6.4"/>
<test-suite type="Assembly" name="shop.dll" executed="True" success="${failed ? 'False' : 'True'}" result="${failed ? 'Failure' : 'Success'}"><results>
<test-case name="Shop.Cart.Adds" executed="True" result="Success" success="True" time="0.01"/>
${only(failed, '<test-case name="Shop.Cart.Pays" executed="True" result="Failure" success="False"><failure><message>no</message><stack-trace>at</stack-trace></failure></test-case>')}</results></test-suite></test-results>`,
	},
	{
		format: 'xunit',
		text: (
			failed,
		) => `<assemblies timestamp="05/01/2026 10:00:00"><assembly name="/ci/shop.dll" total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" skipped="0" errors="0" test-framework="xUnit.net 2.9">
<errors/><collection total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" name="Cart"><test name="Shop.Cart.Adds" type="Shop.Cart" method="Adds" time="0.1" result="Pass"/>
${only(failed, '<test name="Shop.Cart.Pays" type="Shop.Cart" method="Pays" time="0.1" result="Fail"><failure exception-type="X"><message>no</message><stack-trace>at Shop</stack-trace></failure></test>')}</collection></assembly></assemblies>`,
	},
	{
		format: 'testng',
		text: (
			failed,
		) => `<testng-results ignored="0" total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" skipped="0"><suite name="Shop" duration-ms="9" started-at="2026-05-01T10:00:00 UTC"><test name="all"><class name="shop.Cart">
<test-method signature="adds()[pri:0]" name="adds" status="PASS" duration-ms="6" started-at="2026-05-01T10:00:01 UTC"/>
${only(failed, '<test-method signature="pays()[pri:0]" name="pays" status="FAIL" duration-ms="6"><exception class="java.lang.AssertionError"><message><![CDATA[no]]></message><full-stacktrace><![CDATA[no at]]></full-stacktrace></exception></test-method>')}</class></test></suite></testng-results>`,
	},
	{
		format: 'robot',
		text: (failed) => {
			const status = (isPass: boolean, text = '') =>
				`<status status="${isPass ? 'PASS' : 'FAIL'}" start="2026-05-01T08:00:00" elapsed="0.1">${text}</status>`;
			const test = (name: string, isPass: boolean) =>
				`<test id="s1-t1" name="${name}" line="7"><kw name="Log"><msg level="INFO">x</msg>${status(isPass)}</kw>${status(isPass, isPass ? '' : '1 != 2')}</test>\n`;
			return `<robot generator="Robot 7.1 (Python 3.12 on linux)" schemaversion="5"><suite id="s1" name="Shop" source="/ci/shop.robot">
${test('Adds', true)}${only(failed, test('Pays', false))}${status(!failed)}</suite>
<statistics><total><stat pass="1" fail="${failed ? 1 : 0}" skip="0">All Tests</stat></total></statistics><errors/></robot>`;
		},
	},
];
