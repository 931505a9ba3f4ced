/**
 * Watches over the secrets of a test: whatever nodes are given to keep secret must be in nothing that comes out of
 * n8n: log lines, console, errors, items, stored executions, answers to senders, lists and messages of the editor.
 */
import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject } from 'n8n-workflow';

/** Something that came out, and where. */
interface Emission {
	where: string;
	value: unknown;
}

/** Shorter values are parts of ordinary words. */
const SHORTEST_SECRET = 8;

const secrets = new Set<string>();
let emissions: Emission[] = [];

/** Has every credential field of type password, and of a secret URL also its last part, kept in mind. */
export function keepCredentialsSecret(
	types: ICredentialType[] = [],
	credentials: Record<string, ICredentialDataDecryptedObject> = {},
): void {
	for (const { name, properties } of types) {
		for (const { name: field, typeOptions } of properties) {
			const value = credentials[name]?.[field];
			if (typeOptions?.password !== true || typeof value !== 'string') continue;
			keepSecret(value);
			if (value.includes('://')) keepSecret(value.split('/').pop());
		}
	}
}

/** Has what a node keeps as `secret` in its static data kept in mind. */
export function keepStoredSecret({ secret }: IDataObject): void {
	keepSecret(secret);
}

function keepSecret(value: unknown): void {
	const secret = typeof value === 'string' ? value.trim() : '';
	if (secret.length >= SHORTEST_SECRET) secrets.add(secret);
}

/** Notes something that came out of n8n, and hands it on. Looked through when the test is over. */
export function cameOut<T>(where: string, value: T): T {
	emissions.push({ where, value });
	return value;
}

/** Notes what an attempt gives, or throws. */
export async function noting<T>(where: string, attempt: () => Promise<T>): Promise<T> {
	try {
		return cameOut(where, await attempt());
	} catch (error) {
		throw cameOut(`error of ${where}`, error);
	}
}

/** Where secrets of this test came out, one line each; empty when all is well. */
export function leaks(): string[] {
	const forms = [...secrets].flatMap((secret) => {
		const encoded = [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64(secret)];
		return [...new Set([secret, ...encoded])].map((form) => ({ secret, form }));
	});
	const found = emissions.flatMap(({ where, value }) => {
		const texts = textsIn(value);
		return forms
			.filter(({ form }) => texts.some((text) => text.includes(form)))
			.map(({ secret }) => `${where}: ${secret}`);
	});
	return [...new Set(found)];
}

/** Forgets what came out and what is secret, as between two tests. */
export function forgetSecrets(): void {
	secrets.clear();
	emissions = [];
}

/** Notes what is written to the console or to the output of the process, until the returned function is called. */
export function watchOutput(): () => void {
	const levels = ['debug', 'error', 'info', 'log', 'warn'] as const;
	const watched = [
		...levels.map((level) => watchMethod(console, level, 'console')),
		...[process.stdout, process.stderr].map((stream) => watchMethod(stream, 'write', 'output')),
	];
	return () => watched.forEach((restore) => restore());
}

function watchMethod<Name extends string>(
	target: Record<Name, (...parts: never[]) => unknown>,
	name: Name,
	where: string,
): () => void {
	const original = target[name];
	target[name] = (...parts: never[]) => original.apply(target, cameOut(where, parts));
	return () => void (target[name] = original);
}

function base64(secret: string): string {
	return Buffer.from(secret).toString('base64');
}

/** All texts in a value, however deep: keys, causes and stacks of errors, bytes, what is not enumerable. */
function textsIn(value: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const open = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next === 'string') texts.push(next);
		if (typeof next !== 'object' || next === null || seen.has(next)) continue;
		seen.add(next);
		if (ArrayBuffer.isView(next))
			texts.push(Buffer.from(next.buffer, next.byteOffset, next.byteLength).toString());
		else if (next instanceof Map || next instanceof Set) open.push(...next);
		else open.push(...partsOf(next));
	}
	return texts;
}

function partsOf(value: object): unknown[] {
	return Reflect.ownKeys(value).flatMap((key) => {
		const property = Object.getOwnPropertyDescriptor(value, key);
		return [key, property?.value];
	});
}
