import path from 'node:path';
import type { Log } from '../app/shared/context';
import { type CleanerOptions, openCleaner } from './cleaning/cleaner';
import { openConverter } from './converting/converter';
import { openMapper } from './mapping/mapper';

/** The threads for what would hold up everybody: files that are cleaned, documents that are converted, votes that are mapped. */
export function openThreads({
  root,
  built,
  log,
  cleaning,
}: {
  root: string;
  /** Folder of the build; null where they run from source. */
  built: string | null;
  log: Log;
  cleaning: Partial<Pick<CleanerOptions, 'threads' | 'limitMs'>> | undefined;
}) {
  const entry = (name: string) =>
    built ? path.join(built, 'host', `${name}.js`) : path.join(root, 'server', name, 'worker-from-source.mjs');
  return {
    cleaner: openCleaner({ entry: entry('cleaning'), log, ...cleaning }),
    converter: openConverter({ entry: entry('converting'), log }),
    mapper: openMapper({ entry: entry('mapping'), log }),
  };
}
