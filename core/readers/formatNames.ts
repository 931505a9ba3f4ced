/**
 * The report formats by their ids, as people write them. Apart from the registry, which brings along all that reads them:
 * the editor shows the names, and n8n loads what it shows at its start.
 */
export const formatNames = {
	allure: 'Allure',
	ctrf: 'CTRF',
	cucumber: 'Cucumber',
	dart: 'Dart',
	goTest: 'Go',
	jest: 'Jest',
	junit: 'JUnit',
	k6: 'k6',
	mocha: 'Mocha',
	newman: 'Newman',
	nunit: 'NUnit',
	playwright: 'Playwright',
	robot: 'Robot Framework',
	rspec: 'RSpec',
	tap: 'TAP',
	testng: 'TestNG',
	trx: 'TRX',
	xunit: 'xUnit.net',
} as const;

/** What users choose a format by. */
export type FormatId = keyof typeof formatNames;

/** What users choose to leave the choice to the content. */
export const DETECT = 'detect';
