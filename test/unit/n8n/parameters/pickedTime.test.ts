import { instantOf } from '../../../../n8n/parameters/pickedTime';

const read = (text: string, zone = 'Europe/Berlin') => {
	const instant = instantOf(text, () => zone);
	return Number.isNaN(instant) ? null : new Date(instant).toISOString();
};

describe('a picked time', () => {
	test.each([
		['winter', '2026-01-15T12:00:00', 'Europe/Berlin', '2026-01-15T11:00:00.000Z'],
		['summer', '2026-07-15T12:00:00', 'Europe/Berlin', '2026-07-15T10:00:00.000Z'],
		['midnight', '2026-07-15T00:00:00', 'Europe/Berlin', '2026-07-14T22:00:00.000Z'],
		['the west', '2026-07-15T22:30:15', 'America/New_York', '2026-07-16T02:30:15.000Z'],
		['half an hour', '2026-07-15T12:00:00', 'Asia/Kolkata', '2026-07-15T06:30:00.000Z'],
		['UTC', '2026-07-15T12:00:00', 'UTC', '2026-07-15T12:00:00.000Z'],
		['the hour before summer time', '2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
		['the hour after it began', '2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['the hour after it ended', '2026-10-25T03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
		[
			'the hour before it began in the west',
			'2026-03-08T01:30:00',
			'America/New_York',
			'2026-03-08T06:30:00.000Z',
		],
		['no seconds', '2026-07-15 12:00', 'Europe/Berlin', '2026-07-15T10:00:00.000Z'],
		['milliseconds', '2026-07-15T12:00:00.250', 'Europe/Berlin', '2026-07-15T10:00:00.250Z'],
		['a day', '2026-07-15', 'Europe/Berlin', '2026-07-14T22:00:00.000Z'],
		['a day in the west', '2026-05-01', 'America/New_York', '2026-05-01T04:00:00.000Z'],
		['the day when summer time begins', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
	])('is in the zone of the workflow: %s', (_, text, zone, expected) => {
		expect(read(text, zone)).toBe(expected);
	});

	test.each([
		['2026-07-15T12:00:00Z', '2026-07-15T12:00:00.000Z'],
		['2026-07-15T12:00:00+05:00', '2026-07-15T07:00:00.000Z'],
		['2026-07-15T12:00:00.000-04:00', '2026-07-15T16:00:00.000Z'],
		['2026-07-15 12:00:00+0500', '2026-07-15T07:00:00.000Z'],
	])('that names its zone keeps it: %s', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	test.each([
		'soon',
		'2026-13-01T00:00:00',
		'2026-13-01',
		'2026-01-01T25:00:00',
		'05/01/2026',
		'1',
		'2026',
		'2026-07-15T12:00 Berlin',
		'',
	])('is none: %j', (text) => {
		expect(read(text)).toBeNull();
	});
});
