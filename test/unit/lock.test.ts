/** The lock names every package for every operating system, so that installing does not change it on any. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Locked {
	optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(path.join(__dirname, '../../package-lock.json'), 'utf8')) as {
	packages: Record<string, Locked>;
};

/** Whether a package that another one asks for is found from its folder upwards, as node does. */
function isLocked(packages: Record<string, Locked>, from: string, name: string): boolean {
	const folders = from
		.split('/node_modules/')
		.map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
	return ['', ...folders].some((folder) => `${folder ? `${folder}/` : ''}node_modules/${name}` in packages);
}

function missingIn(packages: Record<string, Locked>): string[] {
	return Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies)
			.filter((name) => !isLocked(packages, folder, name))
			.map((name) => `${name}, which ${folder} asks for`),
	);
}

test('no optional package is missing, e.g. a binary for another system', () => {
	expect(missingIn(lock.packages)).toEqual([]);
});

test('one that is missing is noticed', () => {
	const name = 'node_modules/@esbuild/win32-x64';
	const { [name]: left, ...rest } = lock.packages;
	expect(left).toBeDefined();
	expect(missingIn(rest)).toEqual([expect.stringContaining('@esbuild/win32-x64, which ')]);
});
