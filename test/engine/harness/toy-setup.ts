import { clearDuplicates, startInstance, type Instance } from './index';
import { startToyService, type ToyService } from './toy-service';
import { toyTrigger } from './toy-trigger';
import { toyAction, toyApi } from './toys';

/** The key of the toy credential. */
export const KEY = 'toy-key-0000';

/** The started servers; set before the first test of a file. */
interface Running {
	service: ToyService;
	instance: Instance;
}

/** Starts the toy service and an instance for the tests of a file, and resets them between tests. */
export function useToys() {
	const running: Partial<Running> = {};
	const toys = {
		get service() {
			return required(running.service);
		},
		get instance() {
			return required(running.instance);
		},
		/** The toy credential for the running service. */
		credentials: () => ({
			credentials: { toyApi: { apiKey: KEY, baseUrl: toys.service.url } },
			credentialTypes: [toyApi],
		}),
		/** Options to run the toy action with a path of the service. */
		action: (path: string, waitMinutes = 0) => ({
			...toys.credentials(),
			node: toyAction,
			parameters: { url: `${toys.service.url}${path}`, waitMinutes },
		}),
		/** Options for the toy trigger. */
		trigger: () => ({ ...toys.credentials(), node: toyTrigger, parameters: { url: '/hooks' } }),
	};
	beforeAll(async () => {
		running.service = await startToyService();
		running.instance = await startInstance();
	});
	beforeEach(() => {
		toys.service.seen.length = 0;
		toys.service.answers['/thing'] = () => ({ body: { ok: true } });
		clearDuplicates();
	});
	afterAll(async () => {
		await toys.instance.close();
		await toys.service.close();
	});
	return toys;
}

function required<Part>(part: Part | undefined): Part {
	if (part === undefined) throw new Error('The toys are not running yet');
	return part;
}
