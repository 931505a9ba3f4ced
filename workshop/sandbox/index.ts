import type { AddressInfo } from 'node:net';
import { connectControl, type Control } from './control';
import { createKernel } from './kernel/kernel';
import type { PlatformModule } from './kernel/platform';
import { createServer } from './kernel/server';
import { platforms } from './platforms';

/** Where the sandbox listens. */
export interface SandboxOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: '127.0.0.1' | '::1';
}

type Addresses = { [Name in keyof typeof platforms]: ReturnType<(typeof platforms)[Name]['addresses']> };

/** A listening sandbox, with the addresses and keys that clients of each platform are configured with. */
export type Sandbox = Addresses & {
	/** e.g. `http://127.0.0.1:4010`, without a trailing slash. */
	url: string;
	/** The control API. */
	control: Control;
	/** Ends it, hanging calls included. */
	close(): Promise<void>;
};

/** Starts the simulated platforms on a loopback address. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1' } = options;
	let url = '';
	const modules = Object.values<PlatformModule>(platforms);
	const kernel = createKernel(modules, () => url);
	const app = createServer(kernel);
	await app.listen({ port, host });
	const bound = (app.server.address() as AddressInfo).port;
	url = `http://${host === '::1' ? '[::1]' : host}:${bound}`;
	const control = connectControl(url);
	const addresses = Object.fromEntries(
		modules.map((module) => [module.name, module.addresses(url)]),
	) as Addresses;
	return {
		...addresses,
		url,
		control,
		async close() {
			kernel.stop();
			await app.close();
		},
	};
}
