import path from 'node:path';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { type Child, startChild } from './asks';
import { buildBareRemix } from './bare-remix/build';
import { benchConsultationResults } from './consultation-results';
import { type FanOut, measureFanOut } from './fan-out';
import { cookieOf, type Forum, fillForum } from './forum';
import { discussionPaths, measurePages, type Pace, type PageFigures, type Servers, startServers } from './pages';
import { measureFirstVisit, openBrowser } from './phone';
import { measureReplies } from './replies';
import { aimsOf, type Figures, printReport } from './report';
import { type Bench, runBench } from './runner';
import { benchSession } from './session';
import { benchOpinionMap, benchStatementVotes } from './statements';
import { writeFigures } from './table';
import { benchUpvotes } from './upvotes';

/**
 * Measures Plenary beside baselines that it starts itself, in one run on one machine: what counts are the ratios. All
 * traffic stays on this machine and is bounded in number and time. `--quick` measures less of everything; `forum`,
 * `upvotes`, `opinion-map`, `votes`, `consultation-results` and `session` are its parts.
 */
/** Watchers, posts a second, seconds. */
type Crowd = [watchers: number, perSecond: number, seconds: number];
const crowds: Crowd[] = [
  [200, 1, 15],
  [200, 5, 15],
  [1000, 1, 15],
  [1000, 5, 15],
];
const quickCrowds: Crowd[] = [
  [200, 1, 5],
  [1000, 5, 6],
];

await runBench(async (bench) => {
  if (bench.takes('forum')) await benchForum(bench);
  if (bench.takes('upvotes')) await benchUpvotes(bench);
  if (bench.takes('opinion-map')) await benchOpinionMap(bench);
  if (bench.takes('votes')) await benchStatementVotes(bench);
  if (bench.takes('consultation-results')) await benchConsultationResults(bench);
  if (bench.takes('session')) await benchSession(bench);
});

async function benchForum({ root, folder, quick, say, atEnd }: Bench): Promise<void> {
  const pace: Pace = quick ? { rounds: 1, seconds: 2, warmUp: 800 } : { rounds: 3, seconds: 3, warmUp: 2000 };
  const bareBuild = path.join(root, '.cache', 'bare-remix');
  say('building the bare Remix route');
  await buildBareRemix(bareBuild);
  say('starting a database and filling it');
  const database = await startEmbedded(folder);
  atEnd(() => database.stop());
  const forums: Forum[] = [];
  for (const discussions of quick ? [100] : [100, 1000]) forums.push(await aForum(database.url, root, discussions));
  const loader = await startChild('load.ts');

  const pages: PageFigures[] = [];
  let servers: Servers | undefined;
  for (const forum of [...forums].reverse()) {
    // The smaller forum comes last: its servers are used for what follows.
    if (servers) await endServers(servers);
    servers = await startServers(forum, folder, bareBuild);
    say(`pages, ${forum.posts.toLocaleString('en')} posts in the forum`);
    pages.unshift(...(await measurePages(forum, servers, loader, database.pid, pace)));
  }
  const { plenary, rendering, plain, bare } = servers!;
  for (const server of [rendering, plain, bare]) await server.end();
  const forum = forums[0]!;
  const url = await plenary.ask<string>('url');
  const [, visited, watched, replied] = discussionPaths(forum);

  say('first visits on a phone');
  const browser = await openBrowser();
  const times = quick ? 1 : 5;
  const firstVisits = {
    visitor: await measureFirstVisit(browser, url, visited!.path, null, times),
    signedIn: await measureFirstVisit(browser, url, visited!.path, cookieOf(40), times),
  };
  await browser.close();

  const fanOut: FanOut[] = [];
  for (const [watchers, perSecond, seconds] of quick ? quickCrowds : crowds) {
    say(`${watchers} watchers, ${perSecond} posts a second`);
    fanOut.push(
      await measureFanOut(plenary, url, { ...watched!, path: bareOf(watched!.path) }, watchers, perSecond, seconds),
    );
  }
  say('replies');
  const replies = await measureReplies(plenary, url, bareOf(replied!.path), loader, quick ? 4 : 10);

  const figures: Figures = { pages, fanOut, replies, firstVisits };
  printReport(figures);
  writeFigures(root, 'bench', quick, figures, aimsOf(figures));
  await plenary.end();
  await loader.end();
}

async function aForum(databaseUrl: string, root: string, discussions: number): Promise<Forum> {
  const name = `forum_${discussions}`;
  const admin = connect(databaseUrl, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return fillForum(url.toString(), path.join(root, 'db', 'migrations'), discussions);
}

async function endServers(servers: Servers): Promise<void> {
  for (const server of Object.values(servers) as Child[]) await server.end();
}

function bareOf(address: string): string {
  return address.split('?')[0]!;
}
