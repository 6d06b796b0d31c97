import { build, isFresh } from './build.mjs';

process.env.NODE_ENV ||= 'production';

if (!isFresh()) {
  console.log('Building Plenary; this takes some seconds and happens only when something has changed.');
  try {
    await build();
  } catch (e) {
    console.error(`Plenary could not be built: ${e instanceof Error ? e.message : e}`);
    console.error('Run "npm ci" (with its development packages) and start again.');
    process.exit(1);
  }
}
// The bundle is named at run time: before the first build there is none to check.
const bundle = new URL(`../build/host/${process.argv[2] === 'room' ? 'room' : 'main'}.js`, import.meta.url).href;
await import(bundle);
