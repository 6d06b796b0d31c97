import { placeName, regions, world } from '../organisations/places';

/** The regions that news can be sent to, and organisations that work everywhere; named on the server, as places are. */
export function regionChoices(language: string): { code: string; name: string }[] {
  return [world, ...regions].map((code) => ({ code, name: placeName(code, language) }));
}
