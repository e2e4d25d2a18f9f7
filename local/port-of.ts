import { StartRefused } from '#local/start-refused.ts';

const defaultPort = 3000;

/** Where the product listens. @throws StartRefused when PORT is no port. */
export const portOf = (env: NodeJS.ProcessEnv): number => portIn(env, 'PORT', defaultPort);

/** Where the table listens; 0 for any free port. @throws StartRefused when TABLE_PORT is no port. */
export const tablePortOf = (env: NodeJS.ProcessEnv): number => portIn(env, 'TABLE_PORT', 0);

function portIn(env: NodeJS.ProcessEnv, name: 'PORT' | 'TABLE_PORT', otherwise: number): number {
  const given = env[name];
  const port = Number(given || otherwise);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  const [en, it] = otherwise === 0 ? ['any free one', 'una libera qualsiasi'] : [otherwise, `usare ${otherwise}`];
  throw new StartRefused({
    en: `${name} is "${given}": set it to a port from 1 to 65535 (0 for any free one), or unset it for ${en}.`,
    it: `${name} vale "${given}": impostalo a una porta da 1 a 65535 (0 per una libera qualsiasi), o toglilo per ${it}.`,
  });
}
