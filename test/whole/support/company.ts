import type { Product } from './product.ts';

/** A line of people: the account manager, their manager, and that one's manager. */
export const people = {
  chief: { id: 'carla', name: 'Carla Chief', email: 'carla@company.example', role: 'manager', locale: 'en' },
  boss: {
    id: 'bruno',
    name: 'Bruno Boss',
    email: 'bruno@company.example',
    role: 'manager',
    managerId: 'carla',
    locale: 'en',
  },
  rep: {
    id: 'rita',
    name: 'Rita Rep',
    email: 'rita@company.example',
    role: 'sales',
    managerId: 'bruno',
    locale: 'en',
  },
} as const;

/** Hires them, and opens a form whose prospects are the account manager's. */
export async function openForBusiness(product: Product) {
  for (const person of [people.chief, people.boss, people.rep]) await product.newUser(person);
  return product.newSource('json', { ownerId: people.rep.id, locale: 'en' });
}

/** The one link of a mail that leads to such a page: r review, s survey, p preferences, i interest, d data request. */
export function linkIn({ links, subject }: { links: string[]; subject: string }, page: 'r' | 's' | 'p' | 'i' | 'd') {
  const found = links.find((link) => new RegExp(`/${page}/[^/?]+$`).test(link));
  if (found === undefined) throw new Error(`"${subject}" has no link to /${page}/: ${links.join(' ')}`);
  return found;
}

/** The decisions that a review's page offers. */
export function choices(page: string): string[] {
  return [...page.matchAll(/name="decision" value="([\w-]+)"/g)].map(([, id = '']) => id);
}
