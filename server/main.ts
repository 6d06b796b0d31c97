import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import pino from 'pino';
import { livePath } from '../app/discussions/live-events';
import { makeReplyAddress } from '../app/notices/replying/commands.server';
import { replyAddress } from '../app/notices/replying/reply';
import { findReaders } from '../app/people/sessions.server';
import type { Log } from '../app/shared/context';
import type { Answering } from '../app/shared/mail.server';
import type { Sql } from '../db/connect';
import { migrate, missingMigrations } from '../db/migrate';
import { askedTogetherBy } from './asked-together';
import { startBus } from './bus';
import type { CleanerOptions } from './cleaning/cleaner';
import { type Coediting, coeditingPath, openCoediting } from './coediting/coediting';
import { type Config, isSettingsRefusal } from './config';
import { openDatabases } from './databases';
import { findDemonstration, watchDemonstration } from './demonstration';
import { type Hearing, startHearing } from './hearing';
import { makeHttp } from './http';
import { makeDeeds } from './jobs/deeds';
import { startLanes } from './jobs/lanes';
import { plantStandingWork } from './jobs/standing';
import { makeLimits } from './limits';
import { closeAfterLast, listen } from './listening';
import { type Live, startLive } from './live/live';
import { addressIn } from './mail/compose';
import { openInbound } from './mail/inbound';
import { openPostOffice } from './mail/post-office';
import { type Resolver, resolveName } from './mail/receiving';
import { askedFor, mailWriters } from './mail/writers';
import { startMapping } from './mapping/mapping';
import { Markup, mayErase } from './markup';
import { isRoomsName } from './origin';
import { Pages } from './pages';
import { makeRenderer } from './remix';
import { tagsOf } from './tags';
import { startTelling } from './telling';
import { type TextRules, textHost } from './texts';
import { openThreads } from './threads';
import { watchUpgrades } from './upgrades';
import { openVoices } from './voices';
import { openBallotBox } from './votes';

export interface Running {
  url: string;
  sql: Sql;
  /** True where the embedded database has just been made, so that it may be given a world. */
  isNew: boolean;
  wake(): void;
  /** Resolves when every announcement committed so far was passed on and no deed that is due is left. */
  settled(): Promise<void>;
  pages: Pages;
  live: Live;
  coediting: Coediting;
  hearing: Hearing;
  /** Where answers by mail come in; null where none are taken. */
  mailPort: number | null;
  stop(): Promise<void>;
}

export interface Extras {
  /** Folder with package.json: migrations, and the build. */
  root: string;
  log?: Log;
  now?: () => Date;
  /** Sees the text of every statement; for budgets in tests. */
  onQuery?: (text: string) => void;
  limitFactor?: number;
  pollMs?: number;
  presentEveryMs?: number;
  /** Other rules for texts than those of documents, and another time until one counts as quiet. */
  texts?: Partial<TextRules>;
  vite?: { middleware: RequestHandler; build: () => Promise<ServerBuild> };
  server?: http.Server;
  /** Other bounds for the cleaning of files. */
  cleaning?: Partial<Pick<CleanerOptions, 'threads' | 'limitMs'>>;
  /** Answers questions to the domain name system, about who sent a mail. */
  resolver?: Resolver;
  /** Socket of the survivor room's one door; without it no room is asked, and markers stand for voices. */
  door?: string | null;
  /** Called once the schema is up to date and before anyone is let in. */
  beforeListening?: (sql: Sql, isNew: boolean) => Promise<void>;
}

/**
 * Puts the process together: database, bus, timed work, pages, sockets, server. Throws a settings refusal, one
 * sentence for whoever started it, where that is what is wrong.
 */
export async function start(config: Config, extras: Extras): Promise<Running> {
  const log: Log =
    extras.log ?? (pino({ level: config.logLevel }, pino.destination({ sync: false })) as unknown as Log);
  const migrations = path.join(extras.root, 'db', 'migrations');
  const ending: (() => Promise<unknown>)[] = [];
  const end = async () => {
    for (const step of ending.reverse()) await step();
  };
  try {
    const door = extras.door ?? null;
    const databases = await openDatabases(config, { onQuery: extras.onQuery, withRoom: door !== null }, ending);
    const { sql, beside, edits, isNew } = databases;
    await migrate(sql, migrations);
    await plantStandingWork(sql, config.roomStaffMail);
    await extras.beforeListening?.(sql, isNew);

    const atFirst = await findDemonstration(sql, config);
    const server = extras.server ?? http.createServer();
    let port = config.port;
    const publicUrl = () =>
      config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    const bus = await startBus(sql, log, { pollMs: extras.pollMs });
    ending.push(() => bus.stop());
    const now = extras.now ?? (() => new Date());
    const pages = new Pages(config.pagesInMemoryMb * 1024 * 1024, () => now().getTime());
    const markup = new Markup((config.pagesInMemoryMb * 1024 * 1024) / 4);
    bus.onAnnouncement((a) => {
      pages.drop(tagsOf(a));
      if (mayErase(a.what, a.ids)) markup.dropAll();
    });
    bus.onGap(() => pages.dropAll());
    const demonstration = watchDemonstration(sql, bus, atFirst);

    const postOffice = openPostOffice(
      {
        smtpUrl: config.smtpUrl,
        from: config.mailFrom,
        dataDir: config.dataDir,
        publicUrl,
        ...(config.mailIn ? { answerTo: makesReplyAddresses(beside, config.mailIn.domain, now) } : {}),
      },
      mailWriters,
      askedFor,
    );
    ending.push(async () => postOffice.close());
    await postOffice.takeUp(beside);
    const lanes = startLanes(databases, makeDeeds(postOffice, config.roomStaffMail), log, () => bus.wake());
    const telling = startTelling(beside, log, () => bus.wake());
    bus.onWake(() => {
      lanes.look();
      telling.look();
    });
    ending.push(() => Promise.all([lanes.stop(), telling.stop()]));

    const built = path.join(extras.root, 'build');
    const build =
      extras.vite?.build ??
      ((await import(pathToFileURL(path.join(built, 'server', 'index.js')).href)) as unknown as ServerBuild);
    const { cleaner, converter, mapper } = openThreads({
      root: extras.root,
      built: extras.vite ? null : built,
      log,
      cleaning: extras.cleaning,
    });
    ending.push(() => Promise.all([cleaner.stop(), converter.stop()]));
    const mapping = startMapping({ sql, bus, log, now, work: mapper.work });
    // Together: what is counted waits for its thread.
    ending.push(() => Promise.all([mapping.stop(), mapper.stop()]));
    const limit = makeLimits(extras.limitFactor);
    const inbound = config.mailIn
      ? await openInbound(config.mailIn, {
          sql,
          log,
          now,
          cleanFile: cleaner.cleanFile,
          limit: (person) => limit('reply', person),
          resolver: extras.resolver ?? resolveName,
          sender: addressIn(config.mailFrom),
        })
      : null;
    ending.push(async () => inbound?.stop());
    const voices = openVoices(door);
    ending.push(async () => voices.close());
    const hearing = startHearing({ sql, voices, bus, log }, door !== null);
    ending.push(() => hearing.stop());
    let draining = false;
    const address = { publicUrl, fixedOrigin: config.publicUrl };
    const coediting = await openCoediting(
      textHost({ ...address, sql, edits, bus, log, now, demonstration, limitFactor: extras.limitFactor }, extras.texts),
    );
    ending.push(() => coediting.stop());
    const handle = makeHttp({
      sql,
      bus,
      pages,
      markup,
      log,
      limit,
      whoAsks: askedTogetherBy((secure: boolean, cookies: string[]) => findReaders(sql, cookies, secure)),
      publicUrl,
      fixedOrigin: config.publicUrl,
      development: config.mode === 'development',
      trustProxy: config.trustProxy,
      outbox: postOffice.outbox,
      render: makeRenderer(build, config.mode, {
        cleanFile: cleaner.cleanFile,
        convert: converter.convert,
        castVote: openBallotBox({ sql, now }),
      }),
      clientFolder: path.join(built, 'client'),
      island: extras.vite
        ? '/app/island/island.ts'
        : (JSON.parse(fs.readFileSync(path.join(built, 'island.json'), 'utf8')) as { src: string }).src,
      isReady: async () => (await missingMigrations(sql, migrations)).length === 0,
      isDraining: () => draining,
      texts: coediting.texts,
      voices,
      roomNames: config.roomNames,
      demonstration,
      now,
      vite: extras.vite?.middleware,
    });
    server.on('request', handle);
    server.on('clientError', (_e, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    });
    const upgrades = watchUpgrades(
      server,
      { [livePath]: null, [coeditingPath]: coediting.upgrade, ...(extras.vite ? { '/@hmr': null } : {}) },
      (req) => isRoomsName(req, config.roomNames),
    );
    const live = await startLive(server, {
      sql,
      bus,
      log,
      now,
      publicUrl,
      fixedOrigin: config.publicUrl,
      demonstration,
      presentEveryMs: extras.presentEveryMs,
    });
    ending.push(() => live.stop());
    port = await listen(server, config);
    ending.push(async () => {
      draining = true;
      // While requests are still taken: who polls is told by the next one.
      await Promise.all([live.stop(), coediting.stop()]);
      await closeAfterLast(server, () => upgrades.closeAll(2000));
    });

    return {
      url: publicUrl(),
      sql,
      isNew,
      pages,
      live,
      coediting,
      hearing,
      mailPort: inbound?.port ?? null,
      wake: () => bus.wake(),
      async settled() {
        // What a deed announces may have to be told, and what is told may be due at once.
        await lanes.deedsSettled();
        await telling.settled();
        await lanes.mailSettled();
        await bus.look();
        // Votes that were heard of are counted, and the counts told.
        await mapping.settled();
        await bus.look();
        await live.settled();
        await coediting.settled();
      },
      stop: end,
    };
  } catch (e) {
    await end().catch(() => {});
    throw e;
  }
}

function makesReplyAddresses(sql: Sql, domain: string, now: () => Date) {
  return async ({ person, discussion, post }: Answering & { person: number }) =>
    replyAddress(
      await makeReplyAddress(sql, { personId: person, discussionId: discussion, postId: post }, now()),
      domain,
    );
}

export { isSettingsRefusal };
