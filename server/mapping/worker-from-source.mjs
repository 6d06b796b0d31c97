import { register } from 'tsx/esm/api';

/* worker.ts as it stands in the source, for development: tsx does not reach into threads by itself. */
register();
await import(new URL('./worker.ts', import.meta.url).href);
