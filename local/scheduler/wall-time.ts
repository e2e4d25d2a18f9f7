import { IANAZone } from 'luxon';

/**
 * Wall time is what a clock on the wall of a zone shows, kept as the epoch milliseconds at which a clock in UTC shows the same.
 * Instants are ordinary epoch milliseconds.
 */
const minute = 60_000;

/** Farther from any instant of that wall time than every zone is from UTC, nearer than two changes of the clocks. */
const reach = 26 * 3_600_000;

const offsetAt = (instant: number, zone: string): number => IANAZone.create(zone).offset(instant) * minute;

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);

export const wallOf = (instant: number, zone: string): number => instant + offsetAt(instant, zone);

/** The instants at which the zone's wall shows it, in order: none in the gap of spring, two in the fold of autumn. */
export const instantsOf = (wall: number, zone: string): number[] => {
  const offsets = new Set([offsetAt(wall - reach, zone), offsetAt(wall + reach, zone)]);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => wallOf(instant, zone) === wall)
    .sort((one, other) => one - other);
};

/** The first of them; in a gap, the instant at which the clock would have shown it had it not been put forward. */
export const firstInstantOf = (wall: number, zone: string): number =>
  instantsOf(wall, zone)[0] ?? wall - offsetAt(wall - reach, zone);
