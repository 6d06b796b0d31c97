import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import { expect, test } from 'vitest';
import { nearbyRoutes } from './nearby-routes';

const paths: Record<string, string | undefined> = {
  root: '',
  index: undefined,
  splat: '*',
  discussions: 'discussions',
  discussion: 'discussions/:id/:slug?',
  board: 'discussions/:id/board',
  feed: 'discussions.atom',
  people: 'people/:handle',
  language: ':language?/about',
  office: 'office',
  desk: 'desks/:id',
};

const routes = Object.fromEntries(
  Object.entries(paths).map(([id, path]) => [
    id,
    {
      id,
      path,
      index: id === 'index' || id === 'discussions',
      parentId: id === 'root' ? undefined : id === 'desk' ? 'office' : 'root',
      module: {},
    },
  ]),
);
const build = { routes, assets: { routes, url: '/manifest.js' } } as unknown as ServerBuild;

function leafOf({ routes }: ServerBuild, address: string): string | undefined {
  type Branch = { id: string; path: string | undefined; index: boolean; children?: Branch[] };
  const within = (parentId: string | undefined): Branch[] =>
    Object.values(routes)
      .filter((r) => r.parentId === parentId)
      .map(({ id, path, index }) => ({ id, path, index: index === true, ...(index ? {} : { children: within(id) }) }));
  return matchRoutes(within(undefined) as never, address)?.at(-1)?.route.id;
}

test.each([
  ['/', 'index'],
  ['/discussions', 'discussions'],
  ['/Discussions/', 'discussions'],
  ['/discussions/4', 'discussion'],
  ['/discussions/4/a-slug', 'discussion'],
  ['/%64iscussions/4/board', 'board'],
  ['/discussions.atom', 'feed'],
  ['/people/a.name', 'people'],
  ['/fr/about', 'language'],
  ['/about', 'language'],
  ['/office', 'office'],
  ['/office/desks/3', 'desk'],
  ['/office/desks', 'splat'],
  ['/discussions//4', 'splat'],
  ['/discussions/4/a-slug/and/more/and/more', 'splat'],
  ['/nowhere/at/all', 'splat'],
  ['/constructor', 'splat'],
])('%s leads where it would among all routes', (address, leaf) => {
  expect(leafOf(build, address)).toBe(leaf);
  expect(leafOf(nearbyRoutes(build)(address), address)).toBe(leaf);
});

test('the data of a page is found where the page is', () => {
  const nearby = nearbyRoutes(build);
  expect(nearby('/discussions/4/a-slug.data')).toBe(nearby('/discussions/4/a-slug'));
  expect(nearby('/_root.data')).toBe(nearby('/'));
});

test('those alone are left that fit, and the list that browsers load is the whole one', () => {
  const some = nearbyRoutes(build)('/people/a.name');
  expect(Object.keys(some.routes).sort()).toEqual(['people', 'root', 'splat']);
  expect(Object.keys(some.assets.routes).sort()).toEqual(['people', 'root', 'splat']);
  expect(some.assets.url).toBe(build.assets.url);
});

test('an address that cannot be read is left to the whole', () => {
  expect(nearbyRoutes(build)('/%zz')).toBe(build);
});
