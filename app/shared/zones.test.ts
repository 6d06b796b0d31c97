import { expect, test } from 'vitest';
import { isZone } from './time';
import { presentZone, zoneNames } from './zones';

test('zones are listed by their present names, each once, UTC first', () => {
  const names = zoneNames();
  expect(names[0]).toBe('UTC');
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Kyiv', 'America/Nuuk']));
  for (const old of ['Asia/Calcutta', 'Asia/Katmandu', 'Europe/Kiev', 'America/Godthab', 'America/Buenos_Aires'])
    expect(names).not.toContain(old);
  expect(names.filter((name) => !isZone(name))).toEqual([]);
  // None is lost by it: every zone of this machine is there, by one of its names.
  for (const zone of Intl.supportedValuesOf('timeZone')) expect(names).toContain(presentZone(zone));
});

test('a zone by its present name keeps the time that it had by the older', () => {
  const at = (timeZone: string) =>
    ['2026-01-15T12:00Z', '2026-07-15T12:00Z'].map((instant) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'long' })
        .format(new Date(instant))
        .replace(/ [^ ]*$/, ''),
    );
  for (const zone of Intl.supportedValuesOf('timeZone')) expect(at(presentZone(zone)), zone).toEqual(at(zone));
});
