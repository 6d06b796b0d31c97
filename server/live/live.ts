import type { Server } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import type { Log } from '../../app/shared/context';
import type { Sql } from '../../db/connect';
import type { Bus } from '../bus';

export interface LiveHost {
  sql: Sql;
  bus: Bus;
  log: Log;
  now: () => Date;
  publicUrl: () => string;
  fixedOrigin: string | undefined;
  trustProxy: boolean;
}

export function startLive(server: Server, _host: LiveHost): { stop(): Promise<void> } {
  const io = new SocketServer(server, { path: '/live', serveClient: false, destroyUpgrade: false });
  return {
    async stop() {
      await new Promise<void>((done) => void io.close(() => done()));
    },
  };
}
