import { Claim, claimOf } from '../../../../n8n/webhooks/claims';

let keys = 0;
const newKey = () => `key ${++keys}`;

test('a delivery is taken once', () => {
	const key = newKey();

	expect(claimOf(key)).toBeInstanceOf(Claim);
	expect(claimOf(key)).toBeNull();
});

test('one that is given up counts when it comes again, with all that it had claimed', () => {
	const [key, more] = [newKey(), newKey()];
	const claim = claimOf(key)!;
	expect(claim.claimAlso(more)).toBe(true);
	expect(claim.claimAlso(more)).toBe(false);

	claim.undo();
	expect(claimOf(key)?.claimAlso(more)).toBe(true);
});

test('one that is released keeps the rest', () => {
	const [key, more] = [newKey(), newKey()];
	const claim = claimOf(key)!;
	claim.claimAlso(more);

	claim.release();
	expect(claimOf(key)?.claimAlso(more)).toBe(false);
});

test('what others had claimed before is not freed', () => {
	const [key, more] = [newKey(), newKey()];
	claimOf(more);
	const claim = claimOf(key)!;
	claim.claimAlso(more);

	claim.undo();
	expect(claimOf(more)).toBeNull();
});

test('one that is worked on hears of each repetition once', () => {
	const key = newKey();
	const claim = claimOf(key)!;
	expect(claim.wasRepeated()).toBe(false);

	claimOf(key);
	claimOf(key);
	expect([claim.wasRepeated(), claim.wasRepeated()]).toEqual([true, false]);
});

test('one that is worked off hears of none, and does not keep the next one from hearing', () => {
	const key = newKey();
	const first = claimOf(key)!;
	first.release();
	const second = claimOf(key)!;
	first.end();

	claimOf(key);
	expect([first.wasRepeated(), second.wasRepeated()]).toEqual([false, true]);
	second.end();
	claimOf(key);
	expect(second.wasRepeated()).toBe(false);
});

test('without a key nothing is kept from being taken', () => {
	const claim = new Claim();
	claim.release();
	claim.undo();
	claim.end();

	expect(claim.wasRepeated()).toBe(false);
});
