/** Which files a request passes through on its way from the node, by the stack at the moment it is sent. */
import { join, relative, sep } from 'node:path';

import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { SHIPPED } from '../../../layers.js';

const ROOT = join(__dirname, '..', '..', '..');

/** The files of a request, the one that sends it first; those of the node itself do not count. */
export type Way = string[];

/** The node, which calls `note` with the way of each request that it sends. */
export function noting(node: INodeType, note: (way: Way) => void): INodeType {
	const execute = async function (this: IExecuteFunctions) {
		const { httpRequestWithAuthentication: send } = this.helpers;
		const noted: typeof send = async function (this: IExecuteFunctions, ...request) {
			note(wayTo(noted));
			return await send.apply(this, request);
		};
		const helpers = { ...this.helpers, httpRequestWithAuthentication: noted };
		return await node.execute!.call(Object.create(this, { helpers: { value: helpers } }));
	};
	return Object.assign(Object.create(node) as INodeType, { execute });
}

/** The files of the functions that wait for this one, each once. */
function wayTo(called: (...parameters: never[]) => unknown): Way {
	const { stackTraceLimit } = Error;
	const held = { stack: '' };
	Error.stackTraceLimit = Infinity;
	Error.captureStackTrace(held, called);
	Error.stackTraceLimit = stackTraceLimit;
	return filesIn(held.stack);
}

function filesIn(stack: string): Way {
	const files = [...stack.matchAll(/\(?([^\s()]+\.ts):\d+:\d+\)?$/gm)].map(([, file]) =>
		relative(ROOT, file).split(sep).join('/'),
	);
	return [...new Set(files)].filter((file) => {
		const [layer] = file.split('/');
		return SHIPPED.includes(layer) && layer !== 'nodes';
	});
}
