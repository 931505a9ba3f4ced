import * as fc from 'fast-check';
import { toIso } from '../../../../core/text/time';

describe('toIso', () => {
	it.each<[unknown, string]>([
		['2025-03-01T10:11:12.345Z', '2025-03-01T10:11:12.345Z'],
		['2025-03-01T10:11:12Z', '2025-03-01T10:11:12.000Z'],
		['2025-03-01T10:11Z', '2025-03-01T10:11:00.000Z'],
		['2025-03-01', '2025-03-01T00:00:00.000Z'],
		['2025-03-01T10:11:12.345678Z', '2025-03-01T10:11:12.345Z'],
		['2025-03-01T10:11:12.3Z', '2025-03-01T10:11:12.300Z'],
		['2025-03-01T10:11:12,345Z', '2025-03-01T10:11:12.345Z'],
		['2025-03-01 10:11:12', '2025-03-01T10:11:12.000Z'],
		['2025-03-01T10:11:12', '2025-03-01T10:11:12.000Z'],
		['2025-03-01 10:11:12 UTC', '2025-03-01T10:11:12.000Z'],
		['2025-03-01T10:11:12+02:00', '2025-03-01T08:11:12.000Z'],
		['2025-03-01T10:11:12-0530', '2025-03-01T15:41:12.000Z'],
		['2025-03-01T23:30:00-01', '2025-03-02T00:30:00.000Z'],
		['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
		['  2025-03-01T10:11:12Z\n', '2025-03-01T10:11:12.000Z'],
		[1_740_823_872, '2025-03-01T10:11:12.000Z'],
		[1_740_823_872.345, '2025-03-01T10:11:12.345Z'],
		[1_740_823_872_345, '2025-03-01T10:11:12.345Z'],
		['1740823872', '2025-03-01T10:11:12.000Z'],
		['1740823872345', '2025-03-01T10:11:12.345Z'],
		['1740823872.345678', '2025-03-01T10:11:12.346Z'],
		[new Date('2025-03-01T10:11:12Z'), '2025-03-01T10:11:12.000Z'],
	])('%p is %s', (value, iso) => {
		expect(toIso(value)).toBe(iso);
	});

	it.each<[unknown]>([
		[null],
		[undefined],
		[''],
		['soon'],
		['foo 1'],
		['2025'],
		['20250301'],
		['2025-13-01'],
		['2025-02-30'],
		['2025-02-29T00:00:00Z'],
		['2025-03-01T24:00:00Z'],
		['2025-03-01T10:60:00Z'],
		['2025-03-01T10:11:61Z'],
		['2025-03-01T10:11:12+15:00'],
		['2025-03-01T10:11:12 Europe/Paris'],
		['2025-03-01T10:11:12Z and more'],
		['0001-01-01T00:00:00Z'],
		['1970-01-01T00:00:00Z'],
		[0],
		[-5],
		[NaN],
		[Infinity],
		[1e17],
		['1740823872345678'],
		[new Date(NaN)],
		[true],
		[{}],
		[['2025-03-01']],
	])('%p is no date', (value) => {
		expect(toIso(value)).toBeNull();
	});

	it('reads every form of an instant as the same instant', () => {
		const instants = fc.date({
			min: new Date('1975-01-01'),
			max: new Date('2100-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(instants, (instant) => {
				const iso = instant.toISOString();
				expect(toIso(instant)).toBe(iso);
				expect(toIso(iso)).toBe(iso);
				expect(toIso(instant.getTime())).toBe(iso);
				expect(toIso(instant.getTime() / 1000)).toBe(iso);
				expect(toIso(iso.replace('T', ' ').replace('Z', ''))).toBe(iso);
			}),
		);
	});

	it('gives ISO or nothing, whatever comes in', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string(), fc.double()), (value) => {
				const iso = toIso(value);
				if (iso !== null) expect(new Date(iso).toISOString()).toBe(iso);
			}),
		);
	});
});
