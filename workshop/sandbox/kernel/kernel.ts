import { createDeliverySender, type DeliverySender } from './deliveries';
import type { ActiveFault } from './faults';
import type { OpenPlatform, PlatformModule } from './platform';
import { createRecorder, type Recorder } from './recorder';
import { sleep } from './sleep';
import { defaultVariants } from './variants';

/** A platform that the sandbox currently simulates. */
export interface RunningPlatform {
	module: PlatformModule;
	variants: Record<string, string>;
	/** Delay of each of its responses, in milliseconds. */
	delayMs: number;
	open: OpenPlatform;
	/** Cancels everything that it has scheduled for later. */
	stop(): void;
}

/** The complete state of the sandbox. */
export interface Kernel {
	recorder: Recorder;
	sender: DeliverySender;
	faults: ActiveFault[];
	platforms: Record<string, RunningPlatform>;
	/** Waits for this time, or until the sandbox is reset or closed. */
	pause(ms: number): Promise<void>;
	/** Restores the initial state, except that the ids of requests and deliveries continue to increase. */
	reset(): void;
	/** Cancels timers and deliveries. */
	stop(): void;
}

/** Creates a kernel with all platforms. `url` is a function because the port is not known until the server listens. */
export function createKernel(modules: PlatformModule[], url: () => string): Kernel {
	const recorder = createRecorder();
	const sender = createDeliverySender();
	const openAll = () =>
		Object.fromEntries(modules.map((module) => [module.name, openPlatform(module, sender, url)]));
	let stopper = new AbortController();
	const kernel: Kernel = {
		recorder,
		sender,
		faults: [],
		platforms: openAll(),
		pause: async (ms) => await sleep(ms, stopper.signal),
		reset() {
			kernel.stop();
			recorder.calls = [];
			recorder.violations = [];
			kernel.faults = [];
			kernel.platforms = openAll();
		},
		stop() {
			for (const platform of Object.values(kernel.platforms)) platform.stop();
			sender.stop();
			stopper.abort();
			stopper = new AbortController();
		},
	};
	return kernel;
}

function openPlatform(module: PlatformModule, sender: DeliverySender, url: () => string): RunningPlatform {
	const variants = defaultVariants(module.variants);
	const timers = new Set<NodeJS.Timeout>();
	const open = module.open({
		variants,
		url,
		deliver: async (outgoing) => await sender.send({ platform: module.name, ...outgoing }),
		later(ms, work) {
			const timer = setTimeout(() => {
				timers.delete(timer);
				work();
			}, ms);
			timers.add(timer);
		},
	});
	const stop = () => timers.forEach((timer) => clearTimeout(timer));
	return { module, variants, delayMs: 0, open, stop };
}
