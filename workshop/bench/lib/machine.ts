/** Describes the machine that runs the benches, without host names or paths. */
import os from 'node:os';

/** The properties of a machine that affect speed. */
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
