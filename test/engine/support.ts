/** The package's nodes and credentials, set up against a sandbox. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { TestRunCurrentsApi } from '../../credentials/TestRunCurrentsApi.credentials';
import { TestRunPreclinicalApi } from '../../credentials/TestRunPreclinicalApi.credentials';
import { TestRunQaseApi } from '../../credentials/TestRunQaseApi.credentials';
import { TestRunQodexApi } from '../../credentials/TestRunQodexApi.credentials';
import { TestRunQodexScheduleApi } from '../../credentials/TestRunQodexScheduleApi.credentials';
import { TestRunTestClixApi } from '../../credentials/TestRunTestClixApi.credentials';
import { startSandbox, type Sandbox } from '../../workshop/sandbox';

/** Instances of all credential classes. */
export const credentialTypes = [
	new TestRunCurrentsApi(),
	new TestRunPreclinicalApi(),
	new TestRunQaseApi(),
	new TestRunQodexApi(),
	new TestRunQodexScheduleApi(),
	new TestRunTestClixApi(),
];

/** Credentials that the sandbox accepts, by type. */
export function credentialsFor(sandbox: Sandbox): Record<string, ICredentialDataDecryptedObject> {
	const { currents, preclinical, qase, qodex, testclix } = sandbox;
	return {
		testRunCurrentsApi: { apiKey: currents.apiKey, baseUrl: currents.baseUrl },
		testRunPreclinicalApi: {
			flavour: 'hosted',
			apiKey: preclinical.apiKey,
			baseUrl: preclinical.baseUrl,
		},
		testRunQaseApi: { token: qase.token, origin: qase.origin, webhookSecret: qase.webhookSecret },
		testRunQodexApi: { apiKey: qodex.apiKey, projectSlug: qodex.slug, origin: qodex.origin },
		testRunQodexScheduleApi: { scheduleUrl: qodex.scheduleUrl },
		testRunTestClixApi: {
			apiKey: testclix.apiKey,
			baseUrl: testclix.baseUrl,
			webhookSecret: testclix.webhookSecret,
		},
	};
}

/** A sandbox for the tests of a file: started once, reset before each test, and without violations after it. */
export function sandboxForTests(): () => Sandbox {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(async () => await sandbox.control.reset());
	afterEach(async () => expect(await sandbox.control.violations()).toEqual([]));
	afterAll(async () => await sandbox.close());
	return () => sandbox;
}
