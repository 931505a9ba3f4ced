import { isObject, parseJson, type Check } from './checks';
import { inspectParts, readParts, type Part, type UploadLimits } from './multipart';

/**
 * One query parameter that a contract documents. It may occur only once unless `repeated` is set. `refused` is set if
 * it must not be sent, and says why.
 */
export interface QueryField {
	check: Check;
	required?: true;
	repeated?: true;
	refused?: string;
}

/** One body field that a contract documents. */
export interface BodyField {
	check: Check;
	required?: true;
}

/** A request to a platform, parsed but not yet checked. */
export interface ApiCall {
	method: string;
	/** Path below the platform's base URL, still percent-encoded and without the query. */
	path: string;
	params: Record<string, string>;
	query: Record<string, string[]>;
	headers: Record<string, string>;
	rawBody: Buffer;
	/** The JSON object in the body; empty if there is none. */
	body: Record<string, unknown>;
	/** The files of a multipart body; empty until the body has been checked. */
	parts: Part[];
}

/** The response of a platform. `body` is sent as JSON, `text` unchanged; without either, the body is empty. */
export interface Answer {
	status: number;
	body?: unknown;
	text?: { contentType: string; content: string };
	headers?: Record<string, string>;
	/** Called after the response has been sent (or damaged by a fault), for deliveries that follow a request. */
	after?: () => void;
}

/** One documented request: its path, the parameters that it may have, and what it does. */
export interface Endpoint {
	method: string;
	/** Path below the base URL, with `:name` for path parameters. */
	path: string;
	/** The section of the contract that documents it. */
	section: string;
	/** Set if no Authorization header is expected. None may be sent then. */
	open?: true;
	/** Path parameters that are credentials and must not appear in the log. */
	secretParams?: string[];
	query?: Record<string, QueryField>;
	/** If omitted, the request has no JSON body. */
	body?: Record<string, BodyField>;
	/** Set if the body is multipart/form-data, with the limits for its files. */
	upload?: UploadLimits;
	/** A rule about several fields; returns what is wrong, or null. */
	rule?: (call: ApiCall) => string | null;
	run: (call: ApiCall) => Answer | Promise<Answer>;
}

/**
 * Finds the endpoint for a method and path, and decodes its parameters. If there is none, returns a sentence that says
 * why.
 */
export function matchEndpoint(
	endpoints: Endpoint[],
	method: string,
	path: string,
): { endpoint: Endpoint; params: Record<string, string> } | { problem: string } {
	const onPath = endpoints.flatMap((endpoint) => {
		const params = matchPath(endpoint.path, path);
		return params ? [{ endpoint, params }] : [];
	});
	const match = onPath.find(({ endpoint }) => endpoint.method === method);
	if (match) return match;
	if (onPath.length === 0) return { problem: `no endpoint ${method} ${path} in the sandbox` };
	const methods = [...new Set(onPath.map(({ endpoint }) => endpoint.method))].join(', ');
	return { problem: `wrong method ${method} ${path}, documented is ${methods}` };
}

/** Returns the first difference between a request and the documentation of its endpoint, or null. */
export function inspectCall(endpoint: Endpoint, call: ApiCall): string | null {
	return (
		inspectQuery(endpoint.query ?? {}, call.query) ??
		(endpoint.upload ? inspectUpload(endpoint.upload, call) : inspectBody(endpoint.body, call)) ??
		endpoint.rule?.(call) ??
		null
	);
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return null;
	const params: Record<string, string> = {};
	for (const [index, segment] of wanted.entries()) {
		if (!segment.startsWith(':')) {
			if (segment !== given[index]) return null;
			continue;
		}
		const value = decodeSegment(given[index]);
		if (!value) return null;
		params[segment.slice(1)] = value;
	}
	return params;
}

function decodeSegment(segment: string): string | null {
	try {
		return decodeURIComponent(segment);
	} catch {
		return null;
	}
}

function inspectQuery(fields: Record<string, QueryField>, query: Record<string, string[]>): string | null {
	for (const [name, values] of Object.entries(query)) {
		const field = fields[name];
		if (!field) return `unknown query name \`${name}\``;
		if (field.refused) return `query \`${name}\` ${field.refused}`;
		if (!field.repeated && values.length > 1) return `query \`${name}\` is sent ${values.length} times`;
		if (values.includes('')) return `query \`${name}\` is empty`;
		const problem = values.map(field.check).find((found) => found !== null);
		if (problem) return `query \`${name}\` ${problem}`;
	}
	const missing = Object.keys(fields).find((name) => fields[name].required && !query[name]);
	return missing ? `query \`${missing}\` is missing` : null;
}

function inspectBody(fields: Record<string, BodyField> | undefined, call: ApiCall): string | null {
	if (!fields) return call.rawBody.length > 0 ? 'a body is sent, none is documented' : null;
	const contentType = (call.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
	if (contentType !== 'application/json') return `content type is "${contentType}", not application/json`;
	if (!isObject(parseJson(call.rawBody.toString('utf8')))) return 'the body is not a JSON object';
	return inspectFields(fields, call.body, 'body field');
}

function inspectUpload(limits: UploadLimits, call: ApiCall): string | null {
	const parts = readParts(call.headers['content-type'] ?? '', call.rawBody);
	if (typeof parts === 'string') return parts;
	call.parts = parts;
	return inspectParts(parts, limits);
}

/** Returns the first problem of an object: an unknown field, a missing field, or an invalid value; or null. */
export function inspectFields(
	fields: Record<string, BodyField>,
	given: Record<string, unknown>,
	word: string,
): string | null {
	const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
	if (unknown !== undefined) return `unknown ${word} \`${unknown}\``;
	for (const [name, field] of Object.entries(fields)) {
		if (given[name] === undefined) {
			if (field.required) return `${word} \`${name}\` is missing`;
			continue;
		}
		const problem = field.check(given[name]);
		if (problem) return `${word} \`${name}\` ${problem}`;
	}
	return null;
}
