/** Problems of tools whose error texts stand in public bug reports: the same one twice, and two that look alike. */
import { normalizeError } from '../../../../core/identity/normalizeError';
import { buildFailure } from '../../../../core/model/buildFailure';
import byOthers from './pairs-by-others.json';
import pairs from './pairs-of-other-tools.json';

it('has enough pairs of both kinds', () => {
	expect(pairs.same.length).toBeGreaterThanOrEqual(50);
	expect(pairs.different.length).toBeGreaterThanOrEqual(45);
	expect(byOthers.same.length + byOthers.different.length).toBeGreaterThanOrEqual(150);
});

it.each(pairs.same)('$tool: the same problem with $what', ({ a, b }) => {
	expect(a).not.toBe(b);
	expect(normalizeError(b)).toBe(normalizeError(a));
});

it.each(pairs.different)('$tool: different problems by $what', ({ a, b }) => {
	expect(normalizeError(b)).not.toBe(normalizeError(a));
});

/** A message alone, or what a tool tells about a failure. */
type Told = string | { message?: string; stack?: string; title?: string; suite?: string; file?: string };

const fingerprintOf = (told: Told): string =>
	buildFailure({
		project: 'p',
		title: 't',
		status: 'failed',
		...(typeof told === 'string' ? { message: told } : told),
	}).fingerprint;

describe('by somebody who had not seen the rules', () => {
	it.each(byOthers.same)('$tool: the same problem with $what', ({ a, b }) => {
		expect(a).not.toEqual(b);
		expect(fingerprintOf(b)).toBe(fingerprintOf(a));
	});

	it.each(byOthers.different)('$tool: different problems by $what', ({ a, b }) => {
		expect(fingerprintOf(b)).not.toBe(fingerprintOf(a));
	});
});
