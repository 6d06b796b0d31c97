import type { ServerBuild } from '@remix-run/node';

/**
 * Remix goes through all routes several times for each request: to match, and to make a router that renders. This gives
 * it those alone that an address fits, with those around them; the answer is the same, at half the cost of a page.
 */
export function nearbyRoutes(build: ServerBuild): (pathname: string) => ServerBuild {
  const patterns = Object.keys(build.routes).map((id) => ({ id, pattern: patternOf(build.routes, id) }));
  const made = new Map<string, ServerBuild>();
  return (pathname) => {
    // What a browser's own router asks for is the address of the page with `.data` behind it.
    const asked = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
    const segments = segmentsOf(asked);
    if (!segments) return build;
    const fitting = patterns.filter(({ pattern }) => fits(pattern, segments)).map(({ id }) => id);
    const key = fitting.join(' ');
    let some = made.get(key);
    if (!some) {
      some = only(build, withThoseAround(build.routes, fitting));
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

/** A part of a route's path; null where anything may stand. */
type Part = { is: string | null; optional: boolean };

interface Pattern {
  parts: Part[];
  /** Anything may follow. */
  open: boolean;
}

function patternOf(routes: ServerBuild['routes'], id: string): Pattern {
  const parts: string[] = [];
  for (let at = routes[id]; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    parts.unshift(...(at.path ?? '').split('/').filter(Boolean));
  return {
    parts: parts.filter((part) => part !== '*').map(partOf),
    open: parts.includes('*'),
  };
}

function partOf(part: string): Part {
  const optional = part.endsWith('?');
  const name = optional ? part.slice(0, -1) : part;
  return { is: name.startsWith(':') ? null : name.toLowerCase(), optional };
}

/** Fits too much rather than too little: which of those that are left answers is decided by Remix. */
function fits({ parts, open }: Pattern, segments: string[], part = 0, segment = 0): boolean {
  const next = parts[part];
  if (!next) return open || segment === segments.length;
  if (next.optional && fits({ parts, open }, segments, part + 1, segment)) return true;
  if (segment >= segments.length || (next.is !== null && next.is !== segments[segment])) return false;
  return fits({ parts, open }, segments, part + 1, segment + 1);
}

function withThoseAround(routes: ServerBuild['routes'], ids: string[]): Set<string> {
  const all = new Set(ids);
  for (const id of ids)
    for (let at = routes[id]; at?.parentId !== undefined; at = routes[at.parentId]) all.add(at.parentId);
  return all;
}

function only(build: ServerBuild, ids: Set<string>): ServerBuild {
  const chosen = <T>(of: Record<string, T>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => ids.has(id))) as Record<string, T>;
  return {
    ...build,
    routes: chosen(build.routes),
    assets: { ...build.assets, routes: chosen(build.assets.routes) },
  } as ServerBuild;
}
