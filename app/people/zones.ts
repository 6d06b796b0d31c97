import { zoneNames } from '../shared/zones';

/** Every zone that this process knows, UTC first; `own` too, which may be an older name of one of them. */
export function listZones(own?: string): string[] {
  const zones = zoneNames();
  return own && !zones.includes(own) ? [own, ...zones] : zones;
}

/** "America/Argentina/Salta": the group America and the place "Argentina, Salta". UTC stands alone. */
export function zoneParts(zone: string): { group: string | undefined; place: string } {
  const [first, ...rest] = zone.replaceAll('_', ' ').split('/');
  return rest.length > 0 ? { group: first, place: rest.join(', ') } : { group: undefined, place: zone };
}
