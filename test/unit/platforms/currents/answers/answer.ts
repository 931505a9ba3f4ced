import type { FullRun } from '../../../../../platforms/currents/api';
import type { Details } from '../../../../../platforms/currents/details';
import type { CurrentsInstance } from '../../../../../platforms/currents/wire';
import type { TestRun } from '../../../../../core/model/TestRun';

/** An answer of Currents, shaped after one that the vendor has published, and the run that should come of it. */
export interface PublishedAnswer {
	/** What is special about it. */
	about: string;
	run: object;
	/** Answers about its spec files. */
	instances: object[];
	details: Details;
	/** Test keys and fingerprints are hashes, and left out. */
	expected: Omit<TestRun, 'failures' | 'tests'> & { failures: object[] | null; tests: object[] | null };
}

/** The answers of {@link PublishedAnswer}, as the package reads them. */
export function asWire({ run, instances }: PublishedAnswer) {
	return {
		run: run as FullRun,
		instances: new Map((instances as CurrentsInstance[]).map((instance) => [instance.instanceId, instance])),
	};
}
