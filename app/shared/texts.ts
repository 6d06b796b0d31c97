/** Who changes a text: a person, in the name of an organisation. */
export interface By {
  person: number;
  organisation: number | null;
}

/**
 * The texts that are written together, as pages and deeds may use them. Bytes only, Yjs updates (encoding 1): a page's
 * copy of Yjs and the server's are two, and their objects must never meet. A room is a document's id.
 */
export interface Texts {
  /** The committed state as one update. */
  read(room: number): Promise<Uint8Array>;
  /**
   * Changes a text like any writer: `make` gets the committed state and gives an update, or null for nothing to do. It
   * may be called again where somebody wrote meanwhile. Resolves when the update is durable and on its way to everyone.
   */
  change(room: number, by: By, make: (state: Uint8Array) => Uint8Array | null): Promise<void>;
  /**
   * Takes words out for good: `make` gets the state and gives one that lacks them; stored as one piece under a higher
   * epoch, which is returned. The log goes, and every client throws its copy away.
   */
  rewrite(room: number, by: By, make: (state: Uint8Array) => Uint8Array): Promise<number>;
  /** Whose writing each client id is, from the log. */
  authors(room: number): Promise<{ client: number; person: number; organisation: number | null }[]>;
}
