/** What operations on agents read from their parameters, and what they output. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, objectOf, objectsOf, textOf, withTexts } from '../../core/text/json';
import type { OperationCall } from '../../n8n/items/contract';
import type { Input } from '../../n8n/parameters/input';
import { redactJson } from '../../n8n/transport/redact';
import { hostOf } from '../shared/hostOf';
import type { AgentValidation, PreclinicalAgent } from './wire';

/** In the place of a setting that may be secret. */
const HIDDEN = '(hidden)';

/** The documented settings, by the names of their parameters. */
const SETTINGS: Record<string, string> = {
	apiKey: 'api_key',
	assistantId: 'assistant_id',
	baseUrl: 'base_url',
	maxTokens: 'max_tokens',
	model: 'model',
	systemPrompt: 'system_prompt',
	temperature: 'temperature',
	timeoutMs: 'timeout_ms',
};

const NUMBERS = ['maxTokens', 'temperature', 'timeoutMs'];

/** Settings whose texts are known to be no secret. All other texts are hidden. */
const PLAIN = ['assistant_id', 'base_url', 'model', 'system_prompt'];

/** A key with a prefix, such as `sk-…`, as error messages of providers quote it. */
const KEY_IN_TEXT = /\b(?:sk|pk|rk)[-_][\w*•-]{4,}/gi;

/** Names of settings that are secret, as the self-hosted server knows them too. */
const SECRET_NAME = /key|token|secret|password|auth|credential/i;

/** User and password, and the query, of a text that is an address of any scheme, valid or not. */
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\/(?:([^/?#]*)@)?[^?#]*(?:\?([^#]*))?/i;

/** A value of a header, such as `Bearer …`, of which the key can be quoted alone. */
const KEY_BEHIND_SCHEME = /^[a-z][\w-]*\s+(\S+)$/i;

/** What a person entered for the configuration of an agent. */
export interface EnteredConfig {
	/** By the names at Preclinical; `undefined` if nothing is set. */
	config: IDataObject | undefined;
	/** What is secret by its name or its place in an address. It is masked in outputs, also outside the configuration. */
	secrets: string[];
	/**
	 * All that is masked in errors: the secrets and every other text that outputs hide. In outputs, which repeat the
	 * configuration in one place alone, they would only be ordinary words.
	 */
	hidden: string[];
}

/**
 * Reads the configuration in a collection of fields: the JSON, the secret rows, and the settings that are fields of
 * their own. Of equal names the last one counts; `required` are the settings outside the collection.
 */
export function readConfig(input: Input, required: IDataObject = {}): EnteredConfig {
	const rows = secretRows(input);
	const own = Object.keys(SETTINGS).filter((name) => input.has(name));
	const config = { ...jsonSettings(input), ...rows, ...readSettings(input, own), ...required };
	const isPlain = ([name, value]: [string, unknown]) =>
		PLAIN.includes(name) && typeof value === 'string' && !Object.hasOwn(rows, name);
	const unknown = Object.entries(config).filter((entry) => !isPlain(entry));
	const secrets = [
		...namedSecrets(config),
		...textsDeepIn(Object.values(rows)),
		...textsDeepIn(config).flatMap(secretsInAddress),
	];
	return {
		config: Object.keys(config).length === 0 ? undefined : config,
		secrets,
		hidden: [...secrets, ...textsDeepIn(unknown.map(([, value]) => value))],
	};
}

/** Reads settings that are fields of their own; the result is by their names at Preclinical. */
export function readSettings(input: Input, names: string[]): IDataObject {
	const entries = names.map((name): [string, string | number] => {
		const value = NUMBERS.includes(name) ? input.number(name) : input.text(name);
		refuseHidden(input, name, value);
		return [SETTINGS[name], value];
	});
	return Object.fromEntries(entries);
}

/**
 * The agent without secrets. Hosted Preclinical returns no configuration. A self-hosted server masks only what it takes
 * for a secret by its name and leaves the first characters, so all texts are hidden except those that are no secret.
 */
export function shownAgent(
	{ config, ...agent }: PreclinicalAgent,
	{ byAgent }: OperationCall,
	secrets: string[] = [],
): IDataObject {
	const shown = config === undefined ? agent : { ...agent, config: shownConfig(config, byAgent) };
	return redactJson(shown as IDataObject, secrets);
}

/**
 * The outcome of a validation. The message can repeat what the provider said about its key, so what looks like one is
 * masked.
 */
export function validation(agentId: string, { valid, message, details }: AgentValidation): IDataObject {
	const answer = { agentId, valid, message: message ?? null, details: details ?? null };
	return withTexts(answer as IDataObject, (text) => text.replace(KEY_IN_TEXT, '***'));
}

function shownConfig(config: unknown, byAgent: boolean): unknown {
	if (!isObject(config)) return config === null ? null : HIDDEN;
	const entries = Object.entries(config).map(([name, value]) => [name, shownSetting(name, value, byAgent)]);
	return Object.fromEntries(entries);
}

function shownSetting(name: string, value: unknown, byAgent: boolean): unknown {
	if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
	if (typeof value !== 'string' || !PLAIN.includes(name)) return HIDDEN;
	return name === 'base_url' ? plainAddress(value, byAgent) : value;
}

/** An address without user, password and query, which can be secrets. */
function plainAddress(address: string, byAgent: boolean): string {
	if (byAgent || !URL.canParse(address)) return hostOf(address);
	const { origin, pathname } = new URL(address);
	return /^https?:/.test(origin) ? origin + pathname.replace(/\/$/, '') : hostOf(address);
}

/** The texts behind names of secrets, at any depth, and the keys in them. */
function namedSecrets(settings: unknown): string[] {
	if (typeof settings !== 'object' || settings === null) return [];
	return Object.entries(settings).flatMap(([name, value]) =>
		SECRET_NAME.test(name) ? textsDeepIn(value).flatMap(withKey) : namedSecrets(value),
	);
}

function withKey(text: string): string[] {
	return [text, KEY_BEHIND_SCHEME.exec(text)?.[1] ?? text];
}

/** User, password and values of the query of an address, as they are and decoded, and the address with them. */
function secretsInAddress(text: string): string[] {
	const [, login = '', query = ''] = (/\s/.test(text) ? null : ADDRESS.exec(text)) ?? [];
	const behind = (part: string, sign: string) => part.slice(part.indexOf(sign) + 1);
	const values = query.split('&').map((pair) => behind(pair, '='));
	const parts = [login.split(':')[0], behind(login, ':'), ...values].filter((part) => part !== '');
	return parts.length === 0 ? [] : [text, ...parts, ...parts.map(decoded)];
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function textsDeepIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsDeepIn) : [];
}

function jsonSettings(input: Input): IDataObject {
	const given = input.json('configuration') ?? {};
	if (!isObject(given)) return input.refuse('configuration', 'is not a JSON object');
	refuseHidden(input, 'configuration', given);
	return given as IDataObject;
}

function secretRows(input: Input): IDataObject {
	const { rows } = objectOf(input.json('secretConfiguration'));
	const entries = objectsOf(rows).map(({ name, value }): [string, string] => {
		const setting = textOf(name) ?? input.refuse('secretConfiguration', 'has a row without a name');
		const secret = textOf(value) ?? input.refuse('secretConfiguration', `has no value for ${setting}`);
		return [setting, secret];
	});
	const settings = Object.fromEntries(entries);
	refuseHidden(input, 'secretConfiguration', settings);
	return settings;
}

/** Refuses a setting that was read and is sent back: the mask would replace the secret. */
function refuseHidden(input: Input, name: string, value: unknown): void {
	if (!textsDeepIn(value).some((text) => text.includes('•') || text === HIDDEN)) return;
	input.refuse(
		name,
		'holds a hidden value as it was read',
		'It would replace the secret. Leave such settings out, or enter the secret itself.',
	);
}
