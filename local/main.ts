import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * What Node has made of the sources is kept beside the packages, which are of the same installation: types need not be
 * stripped nor functions compiled again, which halves the time of a start. Without it, as where nothing can be written, it starts all the same.
 */
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/percorso'));
await import('#local/run.ts');
