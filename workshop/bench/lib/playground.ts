/**
 * The playground of the end-to-end tests: a real n8n with the packed package installed, and the sandbox that simulates
 * the platforms.
 */
import type { Sandbox } from '../../sandbox';
import { script } from './n8n';

/** A workflow as n8n's API accepts it. */
export interface WorkflowDraft {
	name: string;
	nodes: object[];
	connections: object;
	settings: object;
}

/** A reference to a stored credential, as a node contains it. */
export interface Reference {
	id: string;
	name: string;
}

/** The part of the playground that benches use; see scripts/lib/playground.mjs. */
export interface Playground {
	env: Record<string, string>;
	/** Path of the packed package; if not set, the package is packed. */
	tarball?: string;
	n8n: { url: string; pid: number };
	sandbox: Sandbox;
	client: {
		createCredential(credential: { name: string; type: string; data: object }): Promise<Reference>;
		createWorkflow(draft: WorkflowDraft): Promise<{ id: string }>;
		activate(id: string): Promise<void>;
		deactivate(id: string): Promise<void>;
		listExecutions(workflowId: string): Promise<Array<{ status: string }>>;
	};
	/** By credential type. */
	credentials: Record<string, Reference>;
}

interface PlaygroundScript {
	createPlayground(line: '2'): Playground;
	bringUp(line: '2'): object[];
	close(playground: Playground): Promise<void>;
	removeFolder(playground: Playground): void;
}

interface StepsScript {
	runSteps(
		steps: object[],
		state: Playground,
		print: (line: string) => void,
	): Promise<Array<{ name: string; ok: boolean; error?: string }>>;
}

/** Sets up a playground, runs `work` and removes the playground. */
export async function onPlayground<T>(
	env: Record<string, string>,
	work: (playground: Playground) => Promise<T>,
): Promise<T> {
	const { createPlayground, bringUp, close, removeFolder } = (await script('playground')) as PlaygroundScript;
	const { runSteps } = (await script('steps')) as StepsScript;
	const playground = createPlayground('2');
	playground.env = env;
	// The package is packed only once for all rows.
	playground.tarball = process.env.BENCH_TARBALL;
	const clean = () => removeFolder(playground);
	process.once('exit', clean);
	try {
		const results = await runSteps(bringUp('2'), playground, (line) => process.stderr.write(`  ${line}\n`));
		const failed = results.find(({ ok }) => !ok);
		if (failed) throw new Error(`${failed.name}: ${failed.error}`);
		return await work(playground);
	} finally {
		await close(playground);
		clean();
		process.off('exit', clean);
	}
}

/** A workflow of a trigger and the nodes after it, connected in a row. */
export function rowOf(
	name: string,
	nodes: Array<{ name: string; type: string; [more: string]: unknown }>,
): WorkflowDraft {
	const placed = nodes.map((node, column) => ({
		id: `${name} ${column}`,
		typeVersion: 1,
		position: [column * 240, 0],
		parameters: {},
		...node,
	}));
	const links = placed
		.slice(1)
		.map((node, i) => [placed[i].name, { main: [[{ node: node.name, type: 'main', index: 0 }]] }]);
	return { name, nodes: placed, connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}
