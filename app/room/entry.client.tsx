// Remix builds an entry for browsers; the room never serves it, and it holds nothing.
export {};
