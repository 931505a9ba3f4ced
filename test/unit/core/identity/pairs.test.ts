/** Problems of tools whose error texts stand in public bug reports: the same one twice, and two that look alike. */
import { normalizeError } from '../../../../core/identity/normalizeError';
import pairs from './pairs-of-other-tools.json';

it('has enough pairs of both kinds', () => {
	expect(pairs.same.length).toBeGreaterThanOrEqual(50);
	expect(pairs.different.length).toBeGreaterThanOrEqual(45);
});

it.each(pairs.same)('$tool: the same problem with $what', ({ a, b }) => {
	expect(a).not.toBe(b);
	expect(normalizeError(b)).toBe(normalizeError(a));
});

it.each(pairs.different)('$tool: different problems by $what', ({ a, b }) => {
	expect(normalizeError(b)).not.toBe(normalizeError(a));
});
