import { isActive, type Reader } from '../people/person';
import { type Level, levelOfOthers } from './notice';

/** What a page shows as chosen: null for visitors and those who wait, who follow nothing. */
export function followPart(reader: Reader | null, level: Level | null): Level | null {
  return isActive(reader) ? (level ?? levelOfOthers) : null;
}
