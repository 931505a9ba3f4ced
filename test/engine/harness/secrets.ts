/**
 * Checks that no secret of a test appears in anything that n8n outputs: log lines, console, errors, items, stored
 * executions, responses to senders, and lists and messages of the editor.
 */
import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject } from 'n8n-workflow';

/** A recorded output, and what kind it is. */
interface Emission {
	where: string;
	value: unknown;
}

/** Shorter values are not checked: they may be parts of ordinary words. */
const SHORTEST_SECRET = 8;

const secrets = new Set<string>();
let emissions: Emission[] = [];

/** Registers all credential fields of type password as secrets; for a URL also its last part. */
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

/** Registers the `secret` in a node's static data as a secret. */
export function keepStoredSecret({ secret }: IDataObject): void {
	keepSecret(secret);
}

function keepSecret(value: unknown): void {
	const secret = typeof value === 'string' ? value.trim() : '';
	if (secret.length >= SHORTEST_SECRET) secrets.add(secret);
}

/** Records an output and returns it. It is checked at the end of the test. */
export function cameOut<T>(where: string, value: T): T {
	emissions.push({ where, value });
	return value;
}

/** Records what `attempt` returns or throws. */
export async function noting<T>(where: string, attempt: () => Promise<T>): Promise<T> {
	try {
		return cameOut(where, await attempt());
	} catch (error) {
		throw cameOut(`error of ${where}`, error);
	}
}

/** The outputs that contain secrets of this test, one line each; empty if there are none. */
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

/** Removes all recorded outputs and secrets; called between tests. */
export function forgetSecrets(): void {
	secrets.clear();
	emissions = [];
}

/** Records everything that is written to the console, stdout or stderr, until the returned function is called. */
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

/**
 * All texts in a value, however deeply nested: keys, causes and stacks of errors, bytes, and properties that are not
 * enumerable.
 */
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
