/** The calls for test suites, which only the hosted API has. */
import type { ApiContext } from '../../n8n/transport/contract';
import { callerOf } from '../../n8n/transport/request';
import { anyList, withId } from './answers';
import { hostedService } from './service';
import type { PreclinicalTestSuite, TestSuiteFields } from './wire';

/** The calls for test suites. */
export function testSuitesApi(ctx: ApiContext, itemIndex = 0) {
	const call = callerOf(hostedService, ctx, itemIndex);
	const path = (id: string) => `/test-suites/${encodeURIComponent(id)}`;
	return {
		/** undocumented: the response, so any list in it is accepted. */
		list: async () =>
			await call<PreclinicalTestSuite[]>({
				purpose: 'list the test suites',
				method: 'GET',
				path: '/test-suites',
				pick: anyList,
			}),

		get: async (id: string) =>
			await call<PreclinicalTestSuite>({
				purpose: 'read the test suite',
				method: 'GET',
				path: path(id),
				pick: withId,
			}),

		create: async (fields: TestSuiteFields) =>
			await call<PreclinicalTestSuite>({
				purpose: 'create the test suite',
				method: 'POST',
				path: '/test-suites',
				body: { ...fields },
				inDoubt: 'Get Many Test Suites lists it, if it was created.',
				pick: withId,
			}),

		update: async (id: string, fields: TestSuiteFields) =>
			await call<PreclinicalTestSuite>({
				purpose: 'update the test suite',
				method: 'PUT',
				path: path(id),
				body: { ...fields },
				pick: withId,
			}),
	};
}
