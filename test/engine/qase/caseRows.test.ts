/** The rows of cases that a plan of Qase is created with. */
import { byId, complaint, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const create = async (...ids: Array<Parameters<typeof byId>[0] | object>) => {
	const rows = ids.map((id) => ({ id: typeof id === 'object' ? (id as ReturnType<typeof byId>) : id }));
	return await qase.run('createPlan', { title: 'Listed', cases: { rows } });
};

test('may hold several cases each, in a text or in a list, where results without a case are left out', async () => {
	const { error } = await create('={{ [5, null] }}', byId('={{ [1, "8"] }}'), '3, 2');
	expect(error).toBeNull();
	const { body } = (await qase.calls()).find(({ method }) => method === 'POST')!;
	expect(body).toEqual({ title: 'Listed', cases: [5, 1, 8, 3, 2] });
});

test.each([
	['={{ null }}', 'has a row without a case'],
	['={{ [] }}', 'has a row without a case'],
	['={{ [null] }}', 'has a row without a case'],
	[' , ', 'has a row without a case'],
	['={{ ({}) }}', 'has a case that is neither a text'],
])('with %j are refused, and no plan is created without the case', async (id, message) => {
	for (const given of [id, byId(id)]) {
		expect(complaint(await create(byId(1), given))).toContain(`'Cases' ${message}`);
	}
	expect(await qase.calls()).toEqual([]);
});
