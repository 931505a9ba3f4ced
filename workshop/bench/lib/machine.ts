/** What the benches were run on; no name or path of it. */
import os from 'node:os';

/** A machine, as far as it matters for speed. */
export interface Machine {
	cpu: string;
	cores: number;
	/** Gigabytes. */
	memory: number;
	platform: string;
	node: string;
}

/** This machine. */
export function thisMachine(): Machine {
	const [{ model }] = os.cpus();
	return {
		cpu: model.trim(),
		cores: os.cpus().length,
		memory: Math.round(os.totalmem() / 1024 ** 3),
		platform: `${process.platform} ${process.arch}`,
		node: process.version,
	};
}
