/** Keeps secrets out of what a person or a log sees. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const MASK = '***';
/** Shorter values would mask parts of ordinary words. */
const SHORTEST_SECRET = 4;

/** Values of the secret fields of a credential; a URL that is a secret also gives its last path segment. */
export function secretsOf(credentials: ICredentialDataDecryptedObject, fields: string[]): string[] {
	return fields.flatMap((field) => {
		const value = String(credentials[field] ?? '').trim();
		return value.includes('://')
			? [
					value,
					value
						.split(/[?#]/)[0]
						.replace(/(?<!\/)\/+$/, '')
						.split('/')
						.pop() ?? '',
				]
			: [value];
	});
}

/** The text with every secret masked, also where it is percent-encoded. */
export function redact(text: string, secrets: string[]): string {
	return (
		secrets
			.filter((secret) => secret.length >= SHORTEST_SECRET)
			.flatMap((secret) => [secret, encodeURIComponent(secret)])
			// A secret that is part of another one must not leave the rest of it readable.
			.sort((a, b) => b.length - a.length)
			.reduce((result, secret) => result.split(secret).join(MASK), text)
	);
}

/** The same in all texts of a JSON value. */
export function redactJson<T extends object>(json: T, secrets: string[]): T {
	const text = JSON.stringify(json);
	const redacted = redact(text, secrets);
	return redacted === text ? json : (JSON.parse(redacted) as T);
}
