/** Keeps secrets out of messages, outputs and logs. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { withTexts } from '../../core/text/json';

const MASK = '***';
/** Shorter values are not masked: they would also match parts of ordinary words. */
const SHORTEST_SECRET = 4;
/** Values that are sometimes entered in a secret field and protect nothing. They are words of any output. */
const NO_SECRETS = ['false', 'none', 'null', 'true', 'undefined'];

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

/** The text with every secret masked, also if it is percent-encoded or escaped as in JSON. */
export function redact(text: string, secrets: string[]): string {
	return maskOf(secrets)(text);
}

/** Masks secrets in all texts of a JSON value. */
export function redactJson<T>(json: T, secrets: string[]): T {
	return withTexts(json, maskOf(secrets));
}

function maskOf(secrets: string[]): (text: string) => string {
	// Longest first: if one secret is part of another, masking the shorter one first would leave the rest of the longer
	// one readable.
	const forms = [...new Set(secrets.filter(isMasked).flatMap(formsOf))].sort((a, b) => b.length - a.length);
	return (text) => forms.reduce((result, form) => result.split(form).join(MASK), text);
}

function isMasked(secret: string): boolean {
	return secret.length >= SHORTEST_SECRET && !NO_SECRETS.includes(secret.toLowerCase());
}

/** A secret in the forms in which a response can repeat it. Half a surrogate pair cannot be percent-encoded. */
function formsOf(secret: string): string[] {
	return [secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)];
}
