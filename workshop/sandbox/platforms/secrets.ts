import { SANDBOX_CURRENTS_KEY, SANDBOX_CURRENTS_READ_ONLY_KEY } from './currents';
import { SANDBOX_PRECLINICAL_KEY } from './preclinical';
import { SANDBOX_QASE_READ_ONLY_TOKEN, SANDBOX_QASE_TOKEN, SANDBOX_QASE_WEBHOOK_SECRET } from './qase';
import { SANDBOX_QODEX_KEY } from './qodex';
import { QODEX_PAUSED_SCHEDULE_SECRET, QODEX_SCHEDULE_SECRET } from './qodex/seed';
import { SANDBOX_TESTCLIX_KEY, SANDBOX_TESTCLIX_WEBHOOK_SECRET } from './testclix';

/**
 * Every key, token and secret that the sandbox hands out: none may be in a log, an execution or an answer of n8n.
 * Secrets that triggers make are in `control.currents.webhooks()` (headers) and `control.preclinical.webhooks()` (URL).
 */
export function sandboxSecrets(): string[] {
	return [
		SANDBOX_CURRENTS_KEY,
		SANDBOX_CURRENTS_READ_ONLY_KEY,
		SANDBOX_PRECLINICAL_KEY,
		SANDBOX_QASE_READ_ONLY_TOKEN,
		SANDBOX_QASE_TOKEN,
		SANDBOX_QASE_WEBHOOK_SECRET,
		SANDBOX_QODEX_KEY,
		QODEX_PAUSED_SCHEDULE_SECRET,
		QODEX_SCHEDULE_SECRET,
		SANDBOX_TESTCLIX_KEY,
		SANDBOX_TESTCLIX_WEBHOOK_SECRET,
	];
}
