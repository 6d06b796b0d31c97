import { WebSocket } from 'ws';

export interface Cookied {
  id: number;
  cookie: string;
}

/** What `ws` makes for someone with this cookie. */
export function webSocketOf(
  base: string,
  cookie: string,
  headers: Record<string, string> = {},
  hearSend: (data: Uint8Array) => void = () => {},
) {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Origin: base, Cookie: cookie, ...headers }, perMessageDeflate: false });
      this.on('error', () => {});
    }

    override send(data: Uint8Array | string): void {
      if (data instanceof Uint8Array) hearSend(data);
      super.send(data);
    }
  };
}
