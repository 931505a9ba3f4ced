import assert from 'node:assert/strict';
import { credentialsOf } from '../../../../scripts/lib/playground.mjs';
import { deleteCredential, fillCredential, newCredential, saveCredential } from './credentialDialog.mjs';

/**
 * Each credential by its name in n8n's list: its type, the field that first gets a wrong value, and the message that
 * the dialog then displays.
 *
 * @type {Array<{ displayName: string, type: string, wrong: Record<string, string>, says: RegExp }>}
 */
const CREDENTIALS = [
	{
		displayName: 'Currents (Test Runs) API',
		type: 'testRunCurrentsApi',
		wrong: { apiKey: 'wrong-key' },
		says: /Currents did not accept the API key/,
	},
	{
		displayName: 'Preclinical (Test Runs) API',
		type: 'testRunPreclinicalApi',
		wrong: { apiKey: 'sk_live_wrong' },
		says: /Preclinical did not accept the API key/,
	},
	{
		displayName: 'Qase (Test Runs) API',
		type: 'testRunQaseApi',
		wrong: { token: 'wrong-token' },
		says: /Qase did not accept the token/,
	},
	{
		displayName: 'Qodex (Test Runs) API',
		type: 'testRunQodexApi',
		wrong: { apiKey: 'qk_wrong' },
		says: /Qodex did not accept the API key/,
	},
	{
		displayName: 'TestCLIX (Test Runs) API',
		type: 'testRunTestClixApi',
		wrong: { apiKey: 'wrong-key' },
		says: /TestCLIX did not accept the API key/,
	},
	{
		displayName: 'Qodex Schedule (Test Runs) API',
		type: 'testRunQodexScheduleApi',
		// A refused connection: port 9 is the discard service, which is not running.
		wrong: { scheduleUrl: 'http://127.0.0.1:9/api/webhooks/schedules/nobody' },
		says: /\S/,
	},
];

/** @type {import('../../../../scripts/lib/steps.mjs').Step<any>[]} */
export const credentials = CREDENTIALS.map((credential) => ({
	name: `${credential.displayName}: refused with a wrong key, then saved and tested with the right one`,
	run: (state) => saveWrongThenRight(state, credential),
	standsAlone: true,
}));

async function saveWrongThenRight({ editor, sandbox, install }, { displayName, type, wrong, says }) {
	const { page } = editor;
	const { data } = credentialsOf(sandbox)[type];
	await newCredential(editor, displayName);
	await fillCredential(page, { ...withoutChoices(data), ...wrong });
	const refused = await saveCredential(page);
	if (install.line === '2') assert.match(refused.text, says);
	// n8n 1 displays its own messages. It also accepts any key for Qodex, since it does not distinguish between HTTP
	// errors, and Qodex returns an error for a valid key too.
	else assert.equal(refused.ok, type === 'testRunQodexApi');
	await fillCredential(page, Object.fromEntries(Object.keys(wrong).map((field) => [field, data[field]])));
	const accepted = await saveCredential(page);
	assert.match(accepted.text, /Connection tested successfully/);
	await deleteCredential(page);
}

/** The data without the hosting option, which a new credential already has as its default. */
function withoutChoices({ flavour, ...data }) {
	return data;
}
