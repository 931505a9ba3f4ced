import { atOnce } from '../../../../core/text/inTurns';
import { isDeeperThan } from '../../../../n8n/webhooks/depth';

const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as unknown;
const lists = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

test.each<[unknown, boolean]>([
	[null, false],
	['text', false],
	[{}, false],
	[nested(400), false],
	[nested(401), true],
	[lists(400), false],
	[lists(401), true],
	[{ wide: Array.from({ length: 5_000 }, () => ({ a: [1] })) }, false],
	[{ first: {}, then: nested(400) }, true],
	[nested(30_000), true],
])('whether a body is nested deeper than 400 levels (case %#)', async (body, expected) => {
	expect(await isDeeperThan(body, 400, atOnce)).toBe(expected);
});
