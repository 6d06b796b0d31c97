import net, { type AddressInfo } from 'node:net';

export interface Wire {
  /** The address at the near end. */
  url: string;
  /** Breaks every connection and lets none through until mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A wire to a server that can be cut: a browser's own "offline" leaves websockets as they are. */
export async function aWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to);
  const open = new Set<net.Socket>();
  let whole = true;
  const server = net.createServer((near) => {
    if (!whole) return near.destroy();
    const far = net.connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, hostname, listening));
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}`,
    cut,
    mend() {
      whole = true;
    },
    close() {
      cut();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
