/** What a person may do in a document's text. */
export type TextAccess = 'none' | 'read' | 'suggest' | 'write';

export interface Writer {
  person: number;
  organisation: number | null;
}

/** Who wrote the structs `from` (included) to `to` (excluded) of a Yjs client. */
export interface Authored extends Writer {
  client: number;
  from: number;
  to: number;
}

/**
 * The texts that are written together, as pages see them: bytes in Yjs' update format (version 1) alone, so that two
 * copies of a module never meet. A room is a document's id. Whether someone may is the caller's to ask.
 */
export interface Texts {
  /** The committed state as one Yjs update; of a text that nobody has written yet, an empty one. */
  read(room: number): Promise<Uint8Array>;
  /**
   * Changes a text like any writer: `make` gets the committed state and gives an update (or null for nothing). Resolves
   * when it is committed and on its way to everyone. What `make` throws comes back; an update that cannot be taken is a
   * bug and throws.
   */
  change(room: number, by: Writer, make: (state: Uint8Array) => Uint8Array | null): Promise<void>;
  /**
   * Redaction: `make` gets the committed state and gives a state that lacks the words. It is stored as one blob with a
   * higher epoch, which is returned; of the log stays who wrote what is left, every client is closed with 4410.
   */
  rewrite(room: number, by: Writer, make: (state: Uint8Array) => Uint8Array): Promise<number>;
  /** The committed state, and who wrote which parts of it, from the log; in the order of clients and their structs. */
  readAuthored(room: number): Promise<{ state: Uint8Array; authors: Authored[] }>;
  /** Of that log only what these clients of Yjs wrote, and one part for each organisation for which these people wrote. */
  readWriters(room: number, clients: number[], people: number[]): Promise<Authored[]>;
}
