import { actionClient, type ActionClient, type Actions, type ControlTransport } from './kernel/actions';
import { isObject, parseJson } from './kernel/checks';
import { kernelActionRoutes, type KernelActions, type VariantView } from './kernel/control';
import type { PlatformModule } from './kernel/platform';
import type { VariantSpecs, VariantValues } from './kernel/variants';
import { platforms } from './platforms';

type Platforms = typeof platforms;
type HandlersOf<Module> = Module extends PlatformModule<VariantSpecs, infer Handlers> ? Handlers : Actions;

/** New values for some variants, by platform. */
export type VariantChanges = {
	[Name in keyof Platforms]?: Partial<VariantValues<Platforms[Name]['variants']>>;
};

/** The control API, typed: the kernel's actions at top level, those of a platform under its name. */
export type Control = Omit<ActionClient<KernelActions>, 'setVariants'> & {
	setVariants(changes: VariantChanges): Promise<Record<string, Record<string, VariantView>>>;
} & { [Name in keyof Platforms]: ActionClient<HandlersOf<Platforms[Name]>> };

/** A control client over any transport. */
export function createControl(transport: ControlTransport): Control {
	const perPlatform = Object.entries<PlatformModule>(platforms).map(([name, { actionRoutes }]) => [
		name,
		actionClient(`/control/${name}`, actionRoutes, transport),
	]);
	const kernel = actionClient<KernelActions>('/control', kernelActionRoutes, transport);
	return { ...kernel, ...Object.fromEntries(perPlatform) } as Control;
}

/** A control client of a sandbox in another process, by its URL. */
export function connectControl(url: string): Control {
	return createControl(async (method, path, body) => {
		const headers = { 'content-type': 'application/json' };
		const request = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
		const answer = await fetch(`${url}${path}`, request);
		return readAnswer(`${method} ${path}`, answer.status, await answer.text());
	});
}

/** The JSON of a control answer; throws with the sandbox's own words when it refused. */
export function readAnswer(call: string, status: number, content: string): unknown {
	const json = parseJson(content);
	if (status < 400) return json;
	const reason = isObject(json) ? (json.message ?? json.error) : content;
	throw new Error(`sandbox control ${call}: ${status} ${String(reason)}`);
}
