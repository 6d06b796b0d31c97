/** What one connection, one person and one text may ask of the server. */
export interface Limits {
  /** Bytes of one frame. */
  frameBytes: number;
  /** Structs of Yjs in one update. */
  structs: number;
  /** Frames at once, and in a second on end. */
  frames: number;
  framesASecond: number;
  /** Bytes at once, and in a second on end. */
  bytes: number;
  bytesASecond: number;
  /** Times that the whole text, or who is there, is asked for at once, and in a second on end. */
  asks: number;
  asksASecond: number;
  /** Suggestions that have to be looked at, which takes some milliseconds each. */
  suggestions: number;
  suggestionsASecond: number;
  /** Sockets of one person, and different texts in them. */
  sockets: number;
  rooms: number;
  /** Bytes that wait for one reader before it is let go. One more frame may be on top of them, of 4 MB at most. */
  waiting: number;
  /** Frames, and their bytes, that came before what they rest on. */
  held: number;
  heldBytes: number;
  /** Bytes of a text as it is stored. */
  textBytes: number;
  /** Bytes of one text that wait to be saved while the database is away. */
  unsaved: number;
}

export const usualLimits: Limits = {
  frameBytes: 4 * 1024 * 1024,
  structs: 400_000,
  frames: 5000,
  framesASecond: 500,
  bytes: 32 * 1024 * 1024,
  bytesASecond: 2 * 1024 * 1024,
  asks: 20,
  asksASecond: 1,
  suggestions: 300,
  suggestionsASecond: 40,
  sockets: 60,
  rooms: 30,
  waiting: 3 * 1024 * 1024,
  held: 500,
  heldBytes: 1024 * 1024,
  textBytes: 64 * 1024 * 1024,
  unsaved: 16 * 1024 * 1024,
};

/** Rates and numbers times so much, for tests and benches; what bounds memory stays. */
export function widened(limits: Limits, factor: number): Limits {
  const { frames, framesASecond, bytes, bytesASecond, suggestions, suggestionsASecond, sockets, rooms } = limits;
  return {
    ...limits,
    frames: frames * factor,
    framesASecond: framesASecond * factor,
    bytes: bytes * factor,
    bytesASecond: bytesASecond * factor,
    suggestions: suggestions * factor,
    suggestionsASecond: suggestionsASecond * factor,
    sockets: sockets * factor,
    rooms: rooms * factor,
  };
}

/** A bucket that holds `most` and fills by so much a second. */
export class Bucket {
  private left: number;
  private at = performance.now();

  constructor(
    private most: number,
    private aSecond: number,
  ) {
    this.left = most;
  }

  /** False where there is not enough left. */
  take(n: number): boolean {
    if (this.left < n) {
      const now = performance.now();
      this.left = Math.min(this.most, this.left + ((now - this.at) / 1000) * this.aSecond);
      this.at = now;
      if (this.left < n) return false;
    }
    this.left -= n;
    return true;
  }
}
