import { createHash, randomBytes } from 'node:crypto';
import net from 'node:net';

/*
 * A websocket client as lean as it can be, so that what is measured is the server: it reads frames in place out of one
 * buffer for all connections, and what it sends was framed beforehand. The servers' own library on this side would take
 * more of the machine than they do.
 */

const mask = [0x37, 0xfa, 0x21, 0x3d] as const;
const accepted = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const readingBuffer = Buffer.allocUnsafeSlow(1 << 20);

/** A frame from client to server, masked as the protocol demands. */
export function frameOf(payload: Uint8Array, opcode = 2): Buffer {
  const length = payload.length;
  const head = length < 126 ? 6 : length < 65_536 ? 8 : 14;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x80 | opcode;
  if (head === 6) frame[1] = 0x80 | length;
  else if (head === 8) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  for (let i = 0; i < 4; i++) frame[head - 4 + i] = mask[i]!;
  for (let i = 0; i < length; i++) frame[head + i] = payload[i]! ^ mask[i & 3]!;
  return frame;
}

export interface Hearing {
  /** The bytes are only there until this returns. */
  message(payload: Buffer): void;
  /** Code of the close frame, the status of a refused upgrade, or 1006 where the connection just ended. */
  closed(code: number): void;
}

export class Wire {
  /** Payload that came in, in bytes. */
  bytesIn = 0;
  private socket: net.Socket;
  private isOpen = false;
  private code = 1006;
  private isClosed = false;
  /** The beginning of a frame whose header was cut, or of the answer to the upgrade. */
  private rest: Buffer | null = null;
  /** A frame whose payload is still coming. */
  private large: Buffer | null = null;
  private largeAt = 0;
  private largeOpcode = 0;
  private opened!: () => void;
  private key = randomBytes(16).toString('base64');

  constructor(
    url: string,
    private hearing: Hearing,
    headers: Record<string, string> = {},
  ) {
    const { hostname, port, pathname, search } = new URL(url);
    this.socket = net.connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: readingBuffer,
        callback: (count: number, buffer: Uint8Array) => {
          this.read((buffer as Buffer).subarray(0, count));
          return true;
        },
      },
    });
    this.socket.on('error', () => {});
    this.socket.on('close', () => this.end());
    this.socket.write(
      [
        `GET ${pathname}${search} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${this.key}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        '\r\n',
      ].join('\r\n'),
    );
  }

  /** Resolves when the upgrade was accepted; a refusal is told to `closed` and leaves this waiting for ever. */
  open(): Promise<void> {
    return this.isOpen ? Promise.resolve() : new Promise((resolve) => (this.opened = resolve));
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** Bytes handed over that the system has not taken yet. */
  get waiting(): number {
    return this.socket.writableLength;
  }

  /** Whole frames, as `frameOf` makes them; or anything else where the server is to be tried. */
  send(frames: Uint8Array): void {
    if (!this.isClosed) this.socket.write(frames);
  }

  drained(): Promise<void> {
    if (!this.socket.writableNeedDrain || this.isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.socket.once('drain', resolve);
      this.socket.once('close', () => resolve());
    });
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** As when the machine is switched off, or the tab is. */
  drop(): void {
    this.socket.destroy();
  }

  private end(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.hearing.closed(this.code);
  }

  private read(data: Buffer): void {
    if (!this.isOpen) {
      this.rest = this.rest ? Buffer.concat([this.rest, data]) : Buffer.from(data);
      const end = this.rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = this.rest.toString('latin1', 0, end);
      const expected = createHash('sha1').update(`${this.key}${accepted}`).digest('base64');
      if (!head.startsWith('HTTP/1.1 101') || !head.includes(expected)) {
        this.code = Number(head.slice(9, 12)) || 1006;
        this.socket.destroy();
        return;
      }
      this.isOpen = true;
      data = this.rest.subarray(end + 4);
      this.rest = null;
      this.opened?.();
      if (data.length) this.frames(Buffer.from(data));
      return;
    }
    this.frames(data);
  }

  private frames(data: Buffer): void {
    let at = 0;
    if (this.large) {
      at = Math.min(data.length, this.large.length - this.largeAt);
      data.copy(this.large, this.largeAt, 0, at);
      this.largeAt += at;
      if (this.largeAt < this.large.length) return;
      const whole = this.large;
      this.large = null;
      this.frame(this.largeOpcode, whole);
    } else if (this.rest) {
      data = Buffer.concat([this.rest, data]);
      this.rest = null;
    }
    while (at < data.length) {
      const left = data.length - at;
      const short = left < 2 ? 0 : data[at + 1]! & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (left < head) {
        this.rest = Buffer.from(data.subarray(at));
        return;
      }
      const length = head === 2 ? short : head === 4 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
      const opcode = data[at]! & 0x8f;
      at += head;
      if (data.length - at < length) {
        this.large = Buffer.allocUnsafe(length);
        this.largeAt = data.copy(this.large, 0, at);
        this.largeOpcode = opcode;
        return;
      }
      this.frame(opcode, data.subarray(at, at + length));
      at += length;
    }
  }

  private frame(opcode: number, payload: Buffer): void {
    switch (opcode) {
      case 0x82:
        this.bytesIn += payload.length;
        this.hearing.message(payload);
        return;
      case 0x89:
        this.send(frameOf(payload, 0xa));
        return;
      case 0x88:
        if (payload.length >= 2) this.code = payload.readUInt16BE(0);
        this.send(frameOf(payload.subarray(0, 2), 8));
        this.socket.end();
        return;
      case 0x8a:
        return;
      default:
        throw new Error(`a frame of kind ${opcode.toString(16)}, which none of the servers is known to send`);
    }
  }
}
