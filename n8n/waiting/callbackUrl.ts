/**
 * The URL that a platform calls when a run has ended. Whoever knows it can resume the stored execution, so it is a
 * secret.
 */
import { createHash, randomBytes } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * Name of our own token in the query of the URL. We need one because not every version of n8n checks its signature of
 * the resume URL.
 */
export const TOKEN = 'token';

/** The execution's resume URL with a new token, and the digest by which the token is recognized later. */
export function callbackUrl(ctx: IExecuteFunctions): { url: string; digest: string } {
	const url = resumeUrl(ctx);
	const token = randomBytes(32).toString('hex');
	url.searchParams.set(TOKEN, token);
	return { url: url.toString(), digest: digestOf(token) };
}

/** SHA-256 of a token, as hex digits. */
export function digestOf(token: string): string {
	return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** The secrets in a callback URL: our token and n8n's own signature. */
export function secretsIn(url: string): string[] {
	return [...new URL(url).searchParams.values()];
}

/**
 * The secrets of a callback URL that the platform repeats in a response, when we have kept only the digest of its
 * token.
 */
export function repeatedSecrets(ctx: IExecuteFunctions, answer: IDataObject, digest: string): string[] {
	const tokens: string[] = JSON.stringify(answer).match(/\b[0-9a-f]{64}\b/g) ?? [];
	return [...secretsIn(resumeUrl(ctx).toString()), ...tokens.filter((token) => digestOf(token) === digest)];
}

function resumeUrl(ctx: IExecuteFunctions): URL {
	return new URL(ctx.evaluateExpression('{{ $execution.resumeUrl }}', 0) as string);
}
