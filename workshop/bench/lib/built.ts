/** The package as it ships: benches measure `dist`, not the sources. */
import path from 'node:path';

/** The folder of this project. */
export const projectRoot = path.join(__dirname, '../../..');

/** A built module by its path below `dist`, without `.js`. */
export function built<Module>(file: string): Module {
	return require(path.join(projectRoot, 'dist', `${file}.js`)) as Module;
}
