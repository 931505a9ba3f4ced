'use strict';

const { createRequire, isBuiltin } = require('node:module');
const { isAbsolute } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/**
 * Jest's runtime, except that Node itself loads packages (n8n-core, n8n-workflow, fast-check, ...), once per worker
 * instead of once per test file: n8n-core alone consists of 1,800 files. The project's own files are loaded anew for
 * each test file, in the realm of the packages (see `environment.js`), so that `instanceof Error` holds across both.
 * `jest.mock` of a package replaces it for the project's files only, not for other packages.
 */
module.exports = class SharedPackagesRuntime extends Runtime {
	constructor(...settings) {
		super(...settings);
		const { executor } = this;
		if (typeof executor?.compile !== 'function') {
			throw new Error('jest-runtime has changed: see where it compiles modules now');
		}
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	/**
	 * @param {string} from the file that requires
	 * @param {string} [name] what it requires; `from` itself if missing
	 * @param {object} [options] given only for modules of jest itself
	 * @param {boolean} [isActual]
	 */
	requireModule(from, name, options, isActual) {
		return options === undefined && isOfPackage(name)
			? createRequire(from)(name)
			: super.requireModule(from, name, options, isActual);
	}
};

function isOfPackage(name) {
	return name !== undefined && !name.startsWith('.') && !isAbsolute(name) && !isBuiltin(name);
}
