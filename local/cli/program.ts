import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { folderRefusal } from '#local/data-folder.ts';
import { StartRefused } from '#local/start-refused.ts';
import { adopt } from './commands/adopt.ts';
import { backup, restore } from './commands/backup.ts';
import { clock } from './commands/clock.ts';
import { customers } from './commands/customers.ts';
import { demo } from './commands/demo.ts';
import { importFolder } from './commands/import.ts';
import { mail } from './commands/mail.ts';
import { report } from './commands/report.ts';
import { users } from './commands/users.ts';
import { CommandFailed } from './failure.ts';
import { dataDir, tokenFor } from './place.ts';
import type { Terminal } from './terminal.ts';

const whole = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
};

const positive = (text: string): number => {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
};

const url = () => new Option('--url <address>', 'where Percorso runs (default: by PORT, else where it last started)');
const lang = () => new Option('--lang <language>', 'it or en (default: by LANG)').choices(['it', 'en']);

/** Where a relative path starts: npm runs the command in its own folder. */
const fromHere = (terminal: Terminal, path: string): string => resolve(terminal.env.INIT_CWD || '.', path);

/** `npm run crm -- <command>`. The actions throw CommandFailed; `interrupted` is called for an import that was stopped. */
export function crmProgram(terminal: Terminal, interrupted: () => void): Command {
  const program = new Command('crm')
    .usage('<command> [options]   (npm run crm -- <command>)')
    .description('Works with a Percorso that runs on this machine.')
    .addHelpText(
      'after',
      '\nThe data folder is CRM_DATA_DIR (.crm); commands sign in with its keys, or with CRM_TOKEN.',
    )
    .showHelpAfterError('(--help tells what a command takes)');
  const finish = (outcome: 'done' | 'interrupted') => {
    if (outcome === 'interrupted') interrupted();
  };

  program
    .command('token')
    .description('prints a bearer token; Percorso need not run')
    .requiredOption('--role <role>', 'admin, manager, marketing or sales')
    .option('--user <id or e-mail>', 'whose token it is (default: the operator)')
    .option('--ttl <duration>', 'how long it holds, ISO 8601 such as PT12H (default: two years of the product’s clock)')
    .action(async (options) => terminal.out(await tokenFor(options, terminal)));

  program
    .command('import <folder>')
    .description('brings in users, companies, people and opportunities from CSV files (docs/import.md)')
    .option('--mapping <file>', 'how to read the files (default: the shipped mapping that fits the folder)')
    .option('--no-shift-dates', 'leave dates as they are, also where the mapping moves them')
    .option('--check', 'only read the files and tell what could not be taken')
    .addOption(url())
    .action(async (folder, { mapping, ...options }) => {
      const file = mapping === undefined ? {} : { mapping: fromHere(terminal, mapping) };
      finish(await importFolder(fromHere(terminal, folder), { ...options, ...file }, terminal));
    });

  program
    .command('demo')
    .description('brings in invented customers, always the same')
    .option('--customers <number>', 'how many', whole, 60)
    .option('--seed <number>', 'another seed invents others', whole, 1)
    .addOption(url())
    .action(async (options) => finish(await demo(options, terminal)));

  program
    .command('report')
    .description('prints the portfolio, what was done, sent and decided, and what comes next')
    .option('--from <day>', 'counts what was done from this day on, such as 2026-11-01')
    .option('--until <day>', 'counts what was done up to this day')
    .option('--json', 'as the API gives it')
    .addOption(lang())
    .addOption(url())
    .action((options) => report(options, terminal));

  program
    .command('clock')
    .description('tells the time of the product, or moves it')
    .option('--advance <duration>', 'forward, through all that is due; ISO 8601 such as P30D')
    .option('--speed <times>', 'how many times faster than real time', positive)
    .addOption(url())
    .action((options) => clock(options, terminal));

  program
    .command('users')
    .description('lists who works with Percorso')
    .addOption(url())
    .action((options) => users(options, terminal));

  program
    .command('customers')
    .description('lists customers in the order of their next action')
    .option('--email <address>', 'only the one with this address')
    .option('--limit <number>', 'how many at most', positive, 25)
    .addOption(lang())
    .addOption(url())
    .action((options) => customers(options, terminal));

  program
    .command('mail')
    .description('lists what the local mailbox holds, newest first')
    .option('--to <address>', 'only to this address')
    .option('--limit <number>', 'how many at most', positive, 25)
    .addOption(url())
    .action((options) => mail(options, terminal));

  program
    .command('backup <folder>')
    .description('copies all that lasts into a new folder, whether Percorso runs or not')
    .addOption(url())
    .action((folder, options) => backup(fromHere(terminal, folder), options, terminal));

  program
    .command('restore <folder>')
    .description('fills the data folder, which must be empty, with a backup; Percorso must not run')
    .action((folder) => restore(fromHere(terminal, folder), terminal));

  program
    .command('adopt')
    .description('takes a data folder over that was made with DynamoDB Local; Percorso must not run')
    .action(() => adopt(terminal));

  return program;
}

/** Runs a command line; the exit code. */
export async function runCrm(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = crmProgram(terminal, () => {
    code = 130;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    const known = folderRefusal(error, dataDir(terminal.env));
    if (!(known instanceof CommandFailed || known instanceof StartRefused)) throw error;
    terminal.err(`${known.message}\n`);
    return 1;
  }
}
