import { StartRefused } from '#local/start-refused.ts';

const defaultPort = 3000;

/** @throws StartRefused when PORT is no port. */
export function portOf(env: NodeJS.ProcessEnv): number {
  const port = Number(env.PORT || defaultPort);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new StartRefused({
    en: `PORT is "${env.PORT}": set it to a port from 1 to 65535 (0 for any free one), or unset it for ${defaultPort}.`,
    it: `PORT vale "${env.PORT}": impostalo a una porta da 1 a 65535 (0 per una libera qualsiasi), o toglilo per usare ${defaultPort}.`,
  });
}
