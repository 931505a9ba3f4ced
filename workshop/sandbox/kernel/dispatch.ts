import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject, parseJson } from './checks';
import { inspectCall, matchEndpoint, type Answer, type ApiCall, type Endpoint } from './contract';
import { send, sendFault, takeFault } from './faults';
import type { Kernel, RunningPlatform } from './kernel';
import { readParts } from './multipart';
import type { Refusal } from './platform';
import { cut, type RecordedCall } from './recorder';

/**
 * Handles one request to a platform: records it, checks it against the contract, applies a fault or executes it, and
 * responds.
 */
export async function dispatch(
	kernel: Kernel,
	platform: RunningPlatform,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const call = readCall(platform, request);
	const match = matchEndpoint(platform.open.endpoints, call.method, call.path);
	const endpoint = 'endpoint' in match ? match.endpoint : null;
	if ('params' in match) call.params = match.params;
	const recorded = kernel.recorder.add(describe(platform, call, endpoint));
	const refusal =
		'problem' in match ? unknownCall(platform, match.problem) : judge(platform, call, match.endpoint);
	if (refusal?.breach) kernel.recorder.violate(recorded, refusal.breach);

	const rule = takeFault(kernel.faults, {
		platform: platform.module.name,
		method: call.method,
		path: call.path,
	});
	recorded.fault = rule?.fault.kind ?? null;
	const { errorAnswer } = platform.open;
	const carryOut = async () =>
		refusal || !endpoint
			? errorAnswer(refusal?.status ?? 404, refusal?.message ?? 'Not found')
			: await runEndpoint(kernel, platform, recorded, endpoint, call);

	await kernel.pause(platform.delayMs);
	const early = rule?.afterEffect ? await carryOut() : null;
	if (rule && rule.fault.kind !== 'delay') {
		recorded.status = sendFault(rule.fault, reply, early, errorAnswer);
		early?.after?.();
		return;
	}
	if (rule?.fault.kind === 'delay') await kernel.pause(rule.fault.ms);
	const answer = early ?? (await carryOut());
	recorded.status = send(reply, answer);
	answer.after?.();
}

async function runEndpoint(
	kernel: Kernel,
	{ open }: RunningPlatform,
	recorded: RecordedCall,
	endpoint: Endpoint,
	call: ApiCall,
): Promise<Answer> {
	try {
		return await endpoint.run(call);
	} catch (error) {
		const message = `the sandbox itself failed: ${error instanceof Error ? error.message : String(error)}`;
		kernel.recorder.violate(recorded, message);
		return open.errorAnswer(500, message);
	}
}

function readCall({ module }: RunningPlatform, request: FastifyRequest): ApiCall {
	const [target, ...rest] = (request.raw.url ?? '').split('?');
	const below = target.slice(module.mount.length);
	const path = below.startsWith(`${module.basePath}/`) ? below.slice(module.basePath.length) : target;
	const query: Record<string, string[]> = {};
	for (const [name, value] of new URLSearchParams(rest.join('?'))) (query[name] ??= []).push(value);
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
	const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const parsed = parseJson(rawBody.toString('utf8'));
	const body = isObject(parsed) ? parsed : {};
	return { method: request.method, path, params: {}, query, headers, rawBody, body, parts: [] };
}

function describe({ module }: RunningPlatform, call: ApiCall, endpoint: Endpoint | null) {
	const headers = { ...call.headers };
	for (const name of module.secretHeaders) if (headers[name]) headers[name] = cut(headers[name]);
	const secrets = (endpoint?.secretParams ?? []).map((name) => encodeURIComponent(call.params[name]));
	const path = secrets.reduce((text, secret) => text.replace(secret, cut(secret)), call.path);
	return { platform: module.name, method: call.method, path, query: call.query, headers, body: bodyOf(call) };
}

/** The body for the log; of files only the names, by form field. */
function bodyOf({ headers, rawBody }: ApiCall): unknown {
	const parts = readParts(headers['content-type'] ?? '', rawBody);
	if (typeof parts === 'string') {
		const text = rawBody.toString('utf8');
		return text === '' ? null : (parseJson(text) ?? text);
	}
	const names: Record<string, Array<string | null>> = {};
	for (const { name, filename } of parts) (names[name] ??= []).push(filename);
	return names;
}

function unknownCall({ module }: RunningPlatform, problem: string): Refusal {
	const breach = `contract ${module.contract} 2: ${problem}`;
	return { status: 404, message: breach, breach };
}

function judge({ module, open }: RunningPlatform, call: ApiCall, endpoint: Endpoint): Refusal | null {
	const place = `${endpoint.method} ${endpoint.path}`;
	const refusal = open.authorize(call, endpoint);
	if (refusal) {
		const breach = refusal.breach && `contract ${module.contract} 1: ${refusal.breach} in ${place}`;
		return { ...refusal, breach };
	}
	const problem = inspectCall(endpoint, call);
	if (!problem) return null;
	const breach = `contract ${module.contract} ${endpoint.section}: ${problem} in ${place}`;
	return { status: 400, message: breach, breach };
}
