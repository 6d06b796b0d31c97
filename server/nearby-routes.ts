import type { ServerBuild } from '@remix-run/node';

/**
 * Remix goes through all routes several times for each request: to match, and to make a router that renders. This gives
 * it those alone that an address could lead to, by its first segment; the answer is the same, at half the cost of a page.
 */
export function nearbyRoutes(build: ServerBuild): (pathname: string) => ServerBuild {
  const everywhere: string[] = [];
  const bySegment = new Map<string, string[]>();
  for (const id of Object.keys(build.routes)) {
    const segment = firstSegment(build.routes, id);
    if (segment === null) everywhere.push(id);
    else bySegment.set(segment, [...(bySegment.get(segment) ?? []), id]);
  }
  const elsewhere = only(build, everywhere);
  const builds = new Map([...bySegment].map(([segment, ids]) => [segment, only(build, [...everywhere, ...ids])]));
  return (pathname) => {
    // What a browser's own router asks for is the address of the page with `.data` behind it.
    const asked = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
    try {
      return builds.get(decodeURIComponent(asked.split('/')[1] ?? '').toLowerCase()) ?? elsewhere;
    } catch {
      return build;
    }
  };
}

/** The first part of a route's address where that is fixed; null where it could be anything. */
function firstSegment(routes: ServerBuild['routes'], id: string): string | null {
  const route = routes[id]!;
  const above = route.parentId === undefined ? undefined : firstSegment(routes, route.parentId);
  // A child of a fixed place is found where its parent is; `root` itself is everywhere.
  if (above) return above;
  const [first] = (route.path ?? '').split('/');
  // The index of the root is at `/`; others have an address, or a parent that has one.
  if (route.index && !first && route.parentId === 'root') return '';
  return !first || /^[:*]|\?$/.test(first) ? null : first.toLowerCase();
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
