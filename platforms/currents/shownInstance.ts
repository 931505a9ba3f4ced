/** The results of a spec file as an item: its tests, and where their traces, screenshots and videos are. */
import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../core/text/json';
import { toIso } from '../../core/text/time';
import { givingWay } from '../../n8n/givingWay';
import type { Input } from '../../n8n/parameters/input';
import { evidenceOf } from './evidence';
import { instanceParts, pageOf, type InstancePart } from './instances';
import type { CurrentsInstance } from './wire';

/** A spec file, or one test of it. */
export interface InstanceAddress {
	instanceId: string;
	testId: string | null;
}

/** Reads `instanceId`: the id itself, or the address of the page of a spec file or of one of its tests. */
export function readInstanceId(input: Input): InstanceAddress {
	const given = input.text('instanceId');
	if (!/^https?:\/\//i.test(given)) return { instanceId: given, testId: null };
	const [, instanceId, testId] = /\/instance\/([^/?#]+)(?:\/test\/([^/?#]+))?/.exec(given) ?? [];
	if (instanceId === undefined) {
		return input.refuse('instanceId', 'holds an address that is not the page of a spec file or test');
	}
	return {
		instanceId: decodeURIComponent(instanceId),
		testId: testId === undefined ? null : decodeURIComponent(testId),
	};
}

/** The spec file with its tests, or with the wanted test alone; refused if it does not have that. */
export async function shownInstance(
	input: Input,
	instance: CurrentsInstance,
	dashboard: string,
	testId: string | null,
): Promise<IDataObject> {
	const place = { projectId: textOf(instance.projectId) ?? '', dashboard, buildId: null };
	const parts = await instanceParts(instance, place, givingWay());
	const wanted = testId === null ? parts : parts.filter(({ id }) => id === testId);
	if (testId !== null && wanted.length === 0) {
		return input.refuse('instanceId', 'names a test that the spec file does not have');
	}
	return {
		instanceId: textOf(instance.instanceId),
		runId: textOf(instance.runId),
		projectId: textOf(instance.projectId),
		file: textOf(instance.spec),
		group: textOf(instance.groupId),
		completedAt: toIso(instance.completedAt),
		url: pageOf(instance, dashboard, null),
		videoUrl: textOf(instance.results?.videoUrl),
		tests: wanted.map((part) => shownTest(part, instance)),
	};
}

function shownTest({ id, test, failure }: InstancePart, instance: CurrentsInstance): IDataObject {
	const { title, suite, status, flaky, attempts, durationMs, startedAt, url, tags } = test;
	return {
		...{ testId: id, title, suite, status, flaky, attempts, durationMs, startedAt, url, tags },
		message: failure?.error.message ?? null,
		evidence: evidenceOf(instance, id) as unknown as IDataObject[],
	};
}
