/** Loads the built package: benches measure `dist`, which is what users install, not the sources. */
import path from 'node:path';

/** The root folder of this project. */
export const projectRoot = path.join(__dirname, '../../..');

/** Loads a built module by its path below `dist`, without `.js`. */
export function built<Module>(file: string): Module {
	return require(path.join(projectRoot, 'dist', `${file}.js`)) as Module;
}
