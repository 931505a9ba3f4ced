/** A platform of the tests alone: all that a new platform needs to bring, and nothing that a node knows. */
import type { IAuthenticateGeneric, ICredentialType, IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../n8n/parameters/fields';
import type { Platform } from '../../platforms/platform';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import { type DeliveredEvent, DeliveryError } from '../../n8n/webhooks/contract';
import { output } from '../../n8n/items/output';
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import { nullOn } from '../../n8n/transport/errors';
import { isObject, objectOf, textOf, type JsonMap } from '../../core/text/json';
import { send } from '../../n8n/transport/request';
import type { ApiContext, Service } from '../../n8n/transport/contract';
import { waitFields } from '../../n8n/waiting/fields';
import { sameSecret } from '../../n8n/webhooks/secrets';

/** Header in which the toy platform sends its secret. */
export const TOY_SECRET_HEADER = 'x-toy-secret';

const TOY_CREDENTIAL = 'toyApi';

const TOY = { platform: 'toy', platformName: 'Toy' };

/** API key, address and webhook secret of the toy platform. */
export class ToyApi implements ICredentialType {
	name = TOY_CREDENTIAL;

	displayName = 'Toy API';

	properties: INodeProperties[] = ['key', 'baseUrl', 'secret'].map((name) => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
	}));

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-toy-key': '={{$credentials.key}}' } },
	};
}

/** The API of the toy platform. */
export const toyService: Service = {
	name: 'Toy',
	credential: TOY_CREDENTIAL,
	secretFields: ['key', 'secret'],
	baseUrl: ({ baseUrl }) => checkedBaseUrl(baseUrl, 'https://toy.example.com'),
	errorText: (body) => textOf(objectOf(body).message),
};

/** `runId` */
export const runIdField: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	required: true,
	default: '',
};

/** The toy platform: `GET /runs/<id>` gives `{ id, state: 'going' | 'done', passed, failed }`. */
export const toy: Platform = {
	id: TOY.platform,
	name: TOY.platformName,
	credential: TOY_CREDENTIAL,
	operations: [
		{
			value: 'getRun',
			name: 'Get Run',
			action: 'Get a run',
			description: 'Read a run of the toy platform',
			fields: [runIdField, simplifyField],
			run: async (call) => output(call.input, await readRun(call, call.input.text('runId'))),
		},
		{
			value: 'waitForRun',
			name: 'Wait for Run',
			action: 'Wait for a run',
			description: 'Wait until a run of the toy platform has ended',
			fields: [runIdField, ...waitFields(), simplifyField],
			async begin(call) {
				const id = call.input.text('runId');
				return { read: async () => await readRun(call, id) };
			},
		},
	],
	trigger: {
		credential: TOY_CREDENTIAL,
		events: [{ value: 'RUN_FINISH', name: 'Run Finished', description: 'When a run has ended' }],
		defaultEvents: ['RUN_FINISH'],
		fields: [],
		filters: ['verdicts'],
	},
	deliveries: async () => ({
		enteredSecret: async (ctx) => textOf((await ctx.getCredentials(TOY_CREDENTIAL)).secret),
		scope: async () => ({}),
		detects: ({ headers }) => headers[TOY_SECRET_HEADER] !== undefined,
		verify: ({ headers }, { secret }) =>
			sameSecret(headers[TOY_SECRET_HEADER], secret ?? '')
				? { ok: true }
				: { ok: false, reason: 'the secret is wrong' },
		parse: ({ body }) => deliveredEvent(body),
		readVerifies: false,
		async readRun(ctx, { run }) {
			if (run === null) return null;
			const json = await fetchRun(ctx, 0, run.id).catch(nullOn(404));
			return json && runFacts(json);
		},
	}),
};

async function readRun({ ctx, itemIndex }: OperationCall, id: string): Promise<RunReading> {
	const json = await fetchRun(ctx, itemIndex, id);
	return { run: buildRun(runFacts(json)), raw: json as IDataObject };
}

async function fetchRun(ctx: ApiContext, itemIndex: number, id: string): Promise<JsonMap> {
	const call = { purpose: 'read the run', method: 'GET', path: `/runs/${encodeURIComponent(id)}` } as const;
	const pick = (json: unknown) => (isObject(json) ? json : undefined);
	return await send(ctx, toyService, { ...call, pick }, itemIndex);
}

function runFacts({ id, state, passed, failed }: JsonMap): RunFacts {
	return {
		...TOY,
		id: String(id),
		status: state === 'done' ? 'finished' : 'running',
		counts: { ...noCounts(), passed: Number(passed), failed: Number(failed) },
	};
}

function deliveredEvent(body: unknown): DeliveredEvent {
	const id = textOf(objectOf(body).run);
	if (id === null) throw new DeliveryError('The body names no run');
	return {
		event: 'RUN_FINISH',
		platformEvent: 'done',
		platform: TOY.platform,
		deliveryKey: `toy:${id}`,
		occurredAt: null,
		run: { ...TOY, id, status: 'finished' },
	};
}
