import { anything, boolean, httpUrl, integer, isObject, object, oneOf, text } from './checks';
import { controlError, type ActionRoutes } from './actions';
import type { Delivery, Redelivery } from './deliveries';
import { faultKinds, type ActiveFault, type FaultRule } from './faults';
import type { Kernel } from './kernel';
import type { RecordedCall, Violation } from './recorder';
import { refuseVariants, type VariantSpec } from './variants';

/** A variant and its current value. */
export interface VariantView extends VariantSpec {
	value: string;
}

/** The actions of the control API that do not depend on the platform. */
export type KernelActions = ReturnType<typeof kernelActions>;

const platformFilter = { platform: { check: text() } };

/** The routes of the kernel's actions, below `/control`. */
export const kernelActionRoutes: ActionRoutes<KernelActions> = {
	reset: { route: 'POST /reset', fields: {} },
	calls: { route: 'GET /calls', fields: platformFilter },
	clearCalls: { route: 'DELETE /calls', fields: {} },
	violations: { route: 'GET /violations', fields: platformFilter },
	clearViolations: { route: 'DELETE /violations', fields: {} },
	variants: { route: 'GET /variants', fields: {} },
	setVariants: { route: 'PUT /variants' },
	faults: { route: 'GET /faults', fields: {} },
	addFault: {
		route: 'POST /faults',
		fields: {
			platform: { check: text(), required: true },
			match: { check: object },
			skip: { check: integer({ min: 0 }) },
			times: { check: integer({ min: 1 }) },
			fault: { check: object, required: true },
			afterEffect: { check: boolean },
		},
	},
	clearFaults: { route: 'DELETE /faults', fields: {} },
	setDelay: {
		route: 'PUT /delays',
		fields: {
			platform: { check: text(), required: true },
			ms: { check: integer({ min: 0 }), required: true },
		},
	},
	deliveries: { route: 'GET /deliveries', fields: platformFilter },
	redeliver: {
		route: 'POST /deliveries/:id/redeliver',
		fields: {
			id: { check: anything, required: true },
			times: { check: integer({ min: 1, max: 1000 }) },
			parallel: { check: boolean },
			headers: { check: object },
			body: { check: text({ min: 0 }) },
			url: { check: httpUrl() },
		},
	},
	sendRaw: {
		route: 'POST /deliveries',
		fields: {
			platform: { check: text(), required: true },
			url: { check: httpUrl(), required: true },
			headers: { check: object },
			body: { check: text({ min: 0 }) },
			bodyBase64: { check: text({ min: 0 }) },
		},
	},
	settle: { route: 'POST /settle', fields: {} },
};

/** The kernel's actions. */
export function kernelActions(kernel: Kernel) {
	return {
		reset: () => kernel.reset(),
		calls: (filter?: { platform?: string }): RecordedCall[] => ofPlatform(kernel.recorder.calls, filter),
		clearCalls() {
			kernel.recorder.calls = [];
		},
		violations: (filter?: { platform?: string }): Violation[] =>
			ofPlatform(kernel.recorder.violations, filter),
		clearViolations() {
			kernel.recorder.violations = [];
		},
		variants: () => viewVariants(kernel),
		setVariants: (changes: Record<string, Record<string, string>>) => setVariants(kernel, changes),
		faults: (): ActiveFault[] => kernel.faults,
		addFault: (rule: FaultRule): ActiveFault => addFault(kernel, rule),
		clearFaults() {
			kernel.faults = [];
		},
		setDelay({ platform, ms }: { platform: string; ms: number }) {
			running(kernel, platform).delayMs = ms;
		},
		deliveries: (filter?: { platform?: string }): Delivery[] => ofPlatform(kernel.sender.log, filter),
		async redeliver({ id, ...how }: { id: number } & Redelivery): Promise<Delivery[]> {
			if (!kernel.sender.log.some((delivery) => delivery.id === Number(id))) {
				throw controlError(`no delivery ${id}`, 404);
			}
			return await kernel.sender.redeliver(Number(id), how);
		},
		/**
		 * Sends any bytes to a receiver as if they came from the platform. Headers are sent as given; only the content
		 * length is added.
		 */
		async sendRaw(raw: {
			platform: string;
			url: string;
			headers?: Record<string, string>;
			body?: string;
			bodyBase64?: string;
		}): Promise<Delivery> {
			const { platform, url, headers = {}, body = '', bodyBase64 } = raw;
			const bytes = bodyBase64 === undefined ? Buffer.from(body) : Buffer.from(bodyBase64, 'base64');
			return await kernel.sender.send({ platform, kind: 'raw', url, headers, body: bytes });
		},
		/** Waits until all deliveries have been sent. */
		settle: async () => await kernel.sender.settle(),
	};
}

function ofPlatform<Entry extends { platform: string }>(entries: Entry[], filter?: { platform?: string }) {
	return filter?.platform ? entries.filter(({ platform }) => platform === filter.platform) : entries;
}

function running(kernel: Kernel, name: string) {
	const platform = Object.hasOwn(kernel.platforms, name) ? kernel.platforms[name] : undefined;
	if (!platform)
		throw controlError(`no platform ${name}; known are ${Object.keys(kernel.platforms).join(', ')}`);
	return platform;
}

function viewVariants(kernel: Kernel): Record<string, Record<string, VariantView>> {
	return Object.fromEntries(
		Object.values(kernel.platforms).map(({ module, variants }) => [
			module.name,
			Object.fromEntries(
				Object.entries(module.variants).map(([name, spec]) => [name, { value: variants[name], ...spec }]),
			),
		]),
	);
}

function setVariants(kernel: Kernel, changes: Record<string, Record<string, string>>) {
	for (const [name, values] of Object.entries(changes)) {
		const problem = refuseVariants(running(kernel, name).module.variants, values);
		if (problem) throw controlError(`${name}: ${problem}`);
	}
	for (const [name, values] of Object.entries(changes))
		Object.assign(kernel.platforms[name].variants, values);
	return viewVariants(kernel);
}

function addFault(kernel: Kernel, rule: FaultRule): ActiveFault {
	running(kernel, rule.platform);
	const problem = refuseFault(rule);
	if (problem) throw controlError(`fault: ${problem}`);
	const active = { ...rule, id: kernel.faults.length + 1, skip: rule.skip ?? 0, times: rule.times ?? 1 };
	kernel.faults.push(active);
	return active;
}

function refuseFault({ fault, match }: FaultRule): string | null {
	const status = integer({ min: 100, max: 599 });
	if (!isObject(fault)) return 'must be an object';
	if (match?.path?.startsWith('^')) {
		try {
			new RegExp(match.path);
		} catch {
			return `path ${match.path} is no regular expression`;
		}
	}
	if (fault.kind === 'status' || fault.kind === 'html') return status(fault.status);
	if (fault.kind === 'delay') return integer({ min: 0 })(fault.ms);
	if (fault.kind === 'redirect') return text()(fault.location);
	return oneOf(faultKinds)(fault.kind);
}
