import { createDeliverySender, type DeliverySender } from './deliveries';
import type { ActiveFault } from './faults';
import type { OpenPlatform, PlatformModule } from './platform';
import { createRecorder, type Recorder } from './recorder';
import { sleep } from './sleep';
import { defaultVariants } from './variants';

/** A platform in service. */
export interface RunningPlatform {
	module: PlatformModule;
	variants: Record<string, string>;
	/** Milliseconds every call of it waits. */
	delayMs: number;
	open: OpenPlatform;
	/** Ends what it has planned for later. */
	stop(): void;
}

/** All that the sandbox holds at one time. */
export interface Kernel {
	recorder: Recorder;
	sender: DeliverySender;
	faults: ActiveFault[];
	platforms: Record<string, RunningPlatform>;
	/** Waits that long, or until the sandbox is reset or closed. */
	pause(ms: number): Promise<void>;
	/** Everything back to how it was at the start; call ids go on counting. */
	reset(): void;
	/** Ends timers and deliveries. */
	stop(): void;
}

/** A kernel with every platform open. `url` is asked late, since the port is known only once it listens. */
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
