'use strict';

const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Where jest-circus keeps the listeners of its events: those of a finished test file may not hear the next. */
const CIRCUS_LISTENERS = Symbol.for('EVENT_HANDLERS');

/**
 * Runs test files in the worker's own realm, where `runtime.js` loads packages. Globals, environment variables, spies,
 * clocks and exit listeners are restored after each test file.
 */
module.exports = class WorkerRealm {
	/** @param {{ projectConfig: import('@jest/types').Config.ProjectConfig }} config */
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
		this.restore = [restorerOf(globalThis), restorerOf(process.env)];
		this.exit = process.exit;
		this.exitListeners = process.listeners('exit');
		delete globalThis[CIRCUS_LISTENERS];
	}

	async setup() {}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		this.fakeTimersModern.dispose();
		for (const restore of this.restore) restore();
		// Jest wraps it for each test file.
		process.exit = this.exit;
		// n8n-core adds one for each of its instances.
		for (const listener of process.listeners('exit')) {
			if (!this.exitListeners.includes(listener)) process.off('exit', listener);
		}
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** Jest only asks whether there is one: `runtime.js` compiles without it. */
	getVmContext() {
		return this.global;
	}
};

/** Remembers properties of an object; what is returned restores them and removes those that were added. */
function restorerOf(object) {
	const before = Object.getOwnPropertyDescriptors(object);
	return () => {
		for (const key of Reflect.ownKeys(object)) {
			// What cannot be removed, such as the matchers of `expect`, is overwritten by the next test file.
			if (!Object.hasOwn(before, key)) Reflect.deleteProperty(object, key);
		}
		for (const key of Reflect.ownKeys(before)) Reflect.defineProperty(object, key, before[key]);
	};
}
