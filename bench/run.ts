/** `npm run bench -- <name>`: measures, prints, and ends with 1 when a figure is outside its bound. */
const benches: Readonly<Record<string, () => Promise<{ run(): Promise<unknown> }>>> = {
  intake: () => import('./intake.ts'),
  states: () => import('./states.ts'),
  cycle: () => import('./cycle.ts'),
  bundles: () => import('./bundles.ts'),
  table: () => import('./table.ts'),
};

const [name = '', ...others] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  console.error(`npm run bench -- <name>, with one of: ${Object.keys(benches).join(', ')}; not "${name}".`);
  process.exitCode = 2;
} else if (others.length > 0) {
  console.error(`npm run bench -- ${name} takes nothing more: leave "${others.join(' ')}" out.`);
  process.exitCode = 2;
} else {
  await (await load()).run();
}
