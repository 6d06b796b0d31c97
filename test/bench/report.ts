import type { FanOut } from './fan-out';
import type { PageFigures } from './pages';
import type { FirstVisit } from './phone';
import type { Replies } from './replies';
import { type Aim, number, printAims, printTable, thousands } from './table';

export interface Figures {
  pages: PageFigures[];
  fanOut: FanOut[];
  replies: Replies;
  firstVisits: { visitor: FirstVisit; signedIn: FirstVisit };
}

/** What the project has set itself, with what was measured against it. */
export function aimsOf(f: Figures): Aim[] {
  const sizes = [...new Set(f.pages.map((p) => p.posts))];
  const find = (name: PageFigures['name'], page: PageFigures['page'], posts: number) =>
    f.pages.find((p) => p.name === name && p.page === page && p.posts === posts)!;
  const aims: Aim[] = [];
  for (const page of ['discussion', 'list'] as const) {
    for (const posts of sizes) {
      aims.push({
        what: `${page}, signed in: CPU against the bare Remix route, ${thousands(posts)} posts`,
        measured: find('signed in', page, posts).cpuMs / find('bare Remix', page, posts).cpuMs,
        aim: 1,
        unit: '×',
      });
      aims.push({
        what: `${page}, visitor: rate from memory against a static page, ${thousands(posts)} posts`,
        measured: find('visitor, from memory', page, posts).perSecond / find('static', page, posts).perSecond,
        aim: 0.7,
        unit: '×',
        atLeast: true,
      });
    }
    if (sizes.length > 1)
      for (const name of ['signed in', 'visitor, rendered'] as const)
        aims.push({
          what: `${page}, ${name}: CPU at ten times the posts`,
          measured: find(name, page, sizes[1]!).cpuMs / find(name, page, sizes[0]!).cpuMs,
          aim: 1.1,
          unit: '×',
        });
  }
  const crowd = f.fanOut.find((x) => x.watchers === 1000 && x.perSecond === 5);
  if (crowd) {
    aims.push({ what: '1,000 watchers, 5 posts a second: p95 to arrival', measured: crowd.p95, aim: 130, unit: 'ms' });
    aims.push({
      what: '1,000 watchers, 5 posts a second: CPU for each delivery',
      measured: crowd.cpuUs,
      aim: 40,
      unit: 'µs',
    });
  }
  const astray = f.fanOut.reduce((sum, x) => sum + x.lost + x.doubled, 0);
  aims.push({ what: 'deliveries lost or doubled', measured: astray, aim: 0, unit: '' });
  aims.push({ what: 'replies a second, 16 posters', measured: f.replies.perSecond, aim: 500, unit: '', atLeast: true });
  aims.push({ what: 'replies: p95', measured: f.replies.p95, aim: 60, unit: 'ms' });
  for (const [who, visit, most] of [
    ['visitor', f.firstVisits.visitor, 60],
    ['signed in', f.firstVisits.signedIn, 170],
  ] as const) {
    aims.push({ what: `first visit, ${who}: kilobytes`, measured: visit.kilobytes, aim: most, unit: 'kB' });
    aims.push({ what: `first visit, ${who}: requests`, measured: visit.requests, aim: 15, unit: '' });
    aims.push({ what: `first visit, ${who}: LCP on a phone`, measured: visit.lcp, aim: 1200, unit: 'ms' });
    aims.push({
      what: `first visit, ${who}: blocking time on a phone`,
      measured: visit.blocking,
      aim: 100,
      unit: 'ms',
    });
  }
  return aims;
}

export function printReport(f: Figures): void {
  for (const posts of new Set(f.pages.map((p) => p.posts))) {
    for (const page of ['discussion', 'list'] as const) {
      console.log(
        `\n${page === 'list' ? 'List of discussions' : 'Page of 20 posts'}, ${thousands(posts)} posts in the forum`,
      );
      const rows = f.pages.filter((p) => p.posts === posts && p.page === page);
      const still = rows.find((r) => r.name === 'static')!;
      const query = rows.find((r) => r.name === 'query')!;
      const bare = rows.find((r) => r.name === 'bare Remix')!;
      printTable(
        [
          '',
          'pages/s',
          'p50 ms',
          'p95 ms',
          'CPU ms',
          'database ms',
          'kB',
          'rate/static',
          'CPU/query',
          'CPU/bare Remix',
        ],
        rows.map((r) => [
          r.name,
          number(r.perSecond),
          number(r.p50),
          number(r.p95),
          number(r.cpuMs),
          r.databaseMs === null ? '' : number(r.databaseMs),
          number(r.bytes / 1024),
          number(r.perSecond / still.perSecond),
          number(r.cpuMs / query.cpuMs),
          number(r.cpuMs / bare.cpuMs),
        ]),
      );
    }
  }
  console.log('\nFrom POST to arrival');
  printTable(
    ['watchers', 'posts/s', 'p50 ms', 'p95 ms', 'most ms', 'CPU µs', 'deliveries', 'lost', 'doubled'],
    f.fanOut.map((x) =>
      [x.watchers, x.perSecond, x.p50, x.p95, x.most, x.cpuUs, x.deliveries, x.lost, x.doubled].map(number),
    ),
  );
  console.log('\nReplies, 16 posters');
  printTable(
    ['replies/s', 'p50 ms', 'p95 ms', 'CPU ms'],
    [[f.replies.perSecond, f.replies.p50, f.replies.p95, f.replies.cpuMs].map(number)],
  );
  console.log('\nFirst visit on a phone (1.6 Mbit/s, 150 ms, a quarter of the processor)');
  printTable(
    ['', 'kB', 'requests', 'elsewhere', 'LCP ms', 'blocking ms'],
    Object.entries(f.firstVisits).map(([who, v]) => [
      who === 'signedIn' ? 'signed in' : who,
      ...[v.kilobytes, v.requests, v.elsewhere, v.lcp, v.blocking].map(number),
    ]),
  );
  printAims(aimsOf(f));
}
