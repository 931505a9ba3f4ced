import assert from 'node:assert/strict';
import fs from 'node:fs';

/**
 * Throws if a secret of the sandbox, or one that a trigger has registered there, is in n8n's log or in the stored data
 * of an execution: items, errors, parameters.
 *
 * @param {import('../../scripts/lib/playground.mjs').Playground} playground
 */
export async function assertNoSecretIsOut({ n8n, client, sandbox }) {
	const { tsImport } = await import('tsx/esm/api');
	const { sandboxSecrets } = await tsImport('../../workshop/sandbox/platforms/secrets.ts', import.meta.url);
	const secrets = [...sandboxSecrets(), ...(await registeredSecrets(sandbox))];
	const places = [['the log of n8n', fs.readFileSync(n8n.logFile, 'utf8')]];
	for (const { id } of await client.listEveryExecution()) {
		places.push([`execution ${id}`, await client.executionText(id)]);
	}
	const leaks = places.filter(([, text]) => secrets.some((secret) => text.includes(secret)));
	assert.deepEqual(
		leaks.map(([place]) => place),
		[],
		'a secret is out',
	);
}

/** Secrets that triggers have created: the value of a header for Currents, a token in the URL for Preclinical. */
async function registeredSecrets({ control }) {
	const headers = (await control.currents.webhooks({})).flatMap((hook) =>
		Object.values(JSON.parse(hook.headers ?? '{}')),
	);
	const tokens = (await control.preclinical.webhooks()).flatMap(({ url }) => [
		...new URL(url).searchParams.values(),
	]);
	return [...headers, ...tokens].filter((secret) => secret.length >= 16);
}
