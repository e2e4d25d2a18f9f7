import type { DemoUser } from './rows.ts';

type Member = Pick<DemoUser, 'key' | 'name' | 'role' | 'managerKey'>;

type Region = { region: string; locale: 'it' | 'en'; timeZone: string; members: Member[] };

const manager = (key: string, name: string): Member => ({ key, name, role: 'manager', managerKey: 'direzione' });
const agent = (key: string, name: string, managerKey: string): Member => ({ key, name, role: 'sales', managerKey });

const regions: Region[] = [
  {
    region: 'Direzione',
    locale: 'it',
    timeZone: 'Europe/Rome',
    members: [{ key: 'direzione', name: 'Elena Marchetti', role: 'admin' }],
  },
  {
    region: 'Nord',
    locale: 'it',
    timeZone: 'Europe/Rome',
    members: [
      manager('nord', 'Davide Colombo'),
      agent('nord-1', 'Chiara Ferraris', 'nord'),
      agent('nord-2', 'Matteo Zanetti', 'nord'),
      agent('nord-3', 'Giulia Brambilla', 'nord'),
    ],
  },
  {
    region: 'Centro e Sud',
    locale: 'it',
    timeZone: 'Europe/Rome',
    members: [
      manager('centro-sud', 'Francesca De Santis'),
      agent('centro-sud-1', 'Antonio Esposito', 'centro-sud'),
      agent('centro-sud-2', 'Sara Martinelli', 'centro-sud'),
      agent('centro-sud-3', 'Salvatore Greco', 'centro-sud'),
    ],
  },
  {
    region: 'Britain and Ireland',
    locale: 'en',
    timeZone: 'Europe/London',
    members: [
      manager('britain', 'Margaret Whitfield'),
      agent('britain-1', 'Oliver Hartley', 'britain'),
      agent('britain-2', 'Niamh Gallagher', 'britain'),
      agent('britain-3', 'Rhys Pritchard', 'britain'),
    ],
  },
];

const address = (name: string): string => `${name.toLowerCase().replace(/ /g, '.')}@percorso-demo.example`;

/** Who works with the demo customers: a head of sales, three managers, nine agents. The same for every seed. */
export const team: readonly DemoUser[] = regions
  .flatMap(({ members, ...place }) => members.map((member) => ({ ...place, ...member, email: address(member.name) })))
  .map((user, index) => ({ line: index + 1, ...user }));

/** The agents of a country. */
export function agentsIn(country: string): readonly DemoUser[] {
  const abroad = country !== 'IT';
  return team.filter(({ role, locale }) => role === 'sales' && (locale === 'en') === abroad);
}
