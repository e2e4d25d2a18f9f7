import { startHost } from '#local/host.ts';
import { rows, workflows } from '#test/local/host/product/product.ts';

/** A process that runs the small product, so that a test can kill it. */
const dataDir = process.argv[2] ?? '';
const host = await startHost({ port: 0, dataDir, env: process.env, rows, workflows, root: import.meta.dirname });
console.log(host.url);
