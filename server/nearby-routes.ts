import type { ServerBuild } from '@remix-run/node';

/**
 * Remix goes through all routes several times for each request: to match, and to make a router that renders. This gives
 * it those alone that an address could lead to, by its first segment and the number of them; the answer is the same, at
 * half the cost of a page.
 */
export function nearbyRoutes(build: ServerBuild): (pathname: string) => ServerBuild {
  const reaches = Object.keys(build.routes).map((id) => ({ id, ...reachOf(build.routes, id) }));
  const starts = new Set(reaches.map((r) => r.start).filter((start) => start !== null));
  const longest = Math.max(...reaches.map((r) => r.most).filter(Number.isFinite)) + 1;
  const made = new Map<string, ServerBuild>();
  return (pathname) => {
    // What a browser's own router asks for is the address of the page with `.data` behind it.
    const asked = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
    const segments = segmentsOf(asked);
    if (!segments) return build;
    const start = segments[0] !== undefined && starts.has(segments[0]) ? segments[0] : '';
    const count = Math.min(segments.length, longest);
    const key = `${start} ${count}`;
    let some = made.get(key);
    if (!some) {
      const fits = reaches.filter(
        (r) => (r.start === null || r.start === start) && r.least <= count && count <= r.most,
      );
      some = only(
        build,
        fits.map((r) => r.id),
      );
      made.set(key, some);
    }
    return some;
  };
}

/** As a router takes an address apart: decoded, in any case, without what is empty at its end. Null if it cannot be read. */
function segmentsOf(pathname: string): string[] | null {
  try {
    return pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment).toLowerCase());
  } catch {
    return null;
  }
}

interface Reach {
  /** The first part of the address where that is fixed; null where it could be anything. */
  start: string | null;
  least: number;
  most: number;
}

/** Which addresses a route can be part of: its own, and those of the routes within it. */
function reachOf(routes: ServerBuild['routes'], id: string): Reach {
  if (routes[id]!.parentId === undefined) return { start: null, least: 0, most: Number.POSITIVE_INFINITY };
  const within = Object.values(routes).filter((r) => r.parentId === id);
  const reaches = [ownReach(routes, id), ...within.map((r) => reachOf(routes, r.id))];
  const start = reaches.every((r) => r.start === reaches[0]!.start) ? reaches[0]!.start : null;
  return { start, least: Math.min(...reaches.map((r) => r.least)), most: Math.max(...reaches.map((r) => r.most)) };
}

function ownReach(routes: ServerBuild['routes'], id: string): Reach {
  const segments: string[] = [];
  for (let at = routes[id]; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    segments.unshift(...(at.path ?? '').split('/').filter(Boolean));
  const first = segments[0];
  const start = first === undefined ? '' : /^[:*]|\?$/.test(first) ? null : first.toLowerCase();
  const splat = segments.includes('*');
  const needed = segments.filter((s) => s !== '*' && !s.endsWith('?')).length;
  return { start, least: needed, most: splat ? Number.POSITIVE_INFINITY : segments.length };
}

function only(build: ServerBuild, ids: string[]): ServerBuild {
  const chosen = <T>(of: Record<string, T>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => ids.includes(id))) as Record<string, T>;
  return {
    ...build,
    routes: chosen(build.routes),
    assets: { ...build.assets, routes: chosen(build.assets.routes) },
  } as ServerBuild;
}
