/** Keeps secrets out of messages, outputs and logs. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const MASK = '***';
/** Shorter values are not masked: they would also match parts of ordinary words. */
const SHORTEST_SECRET = 4;

/** Values of the secret fields of a credential. For a URL also its last path segment, since that is the secret part. */
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

/** The text with every secret masked, also if it is percent-encoded. */
export function redact(text: string, secrets: string[]): string {
	return (
		secrets
			.filter((secret) => secret.length >= SHORTEST_SECRET)
			.flatMap((secret) => [secret, encodeURIComponent(secret)])
			// Longest first: if one secret is part of another, masking the shorter one first would leave the rest of
			// the longer one readable.
			.sort((a, b) => b.length - a.length)
			.reduce((result, secret) => result.split(secret).join(MASK), text)
	);
}

/** Masks secrets in all texts of a JSON value. */
export function redactJson<T extends object>(json: T, secrets: string[]): T {
	const text = JSON.stringify(json);
	const redacted = redact(text, secrets);
	return redacted === text ? json : (JSON.parse(redacted) as T);
}
