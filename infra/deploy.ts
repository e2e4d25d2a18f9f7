import { spawnSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { accountMissing } from '#infra/account.ts';
import { assertDeployable, readSettings, type SettingName, settingNames } from '#infra/settings.ts';

/** `npm run deploy -- --stage prod --mail-domain …`: checks the settings before AWS is asked for anything, then lets the CDK work. */
const program = new Command('deploy')
  .description('Deploys one stage to the AWS account of the current credentials. Other options go to `cdk deploy`.')
  .requiredOption('--stage <name>', 'dev, prod, …')
  .addOption(option('mailDomain', '--mail-domain <domain>', 'domain that mail is sent from'))
  .addOption(option('mailFrom', '--mail-from <address>', 'sender; crm@<mail-domain> unless given'))
  .addOption(option('adminEmail', '--admin-email <address>', 'first admin, who also gets the alarms'))
  .addOption(option('domainName', '--domain-name <domain>', 'own domain of the API'))
  .addOption(option('certificateArn', '--certificate-arn <arn>', 'ACM certificate of that domain, same region'))
  .addOption(option('leadSecret', '--lead-secret <name>', 'secret with facebookToken and hubspotToken'))
  .allowUnknownOption()
  .allowExcessArguments()
  .parse();

const given = program.opts<Partial<Record<SettingName, string>>>();
try {
  assertDeployable(readSettings((name) => given[name as SettingName], {}));
} catch (error) {
  program.error(error instanceof Error ? error.message : String(error));
}
const noAccount = await accountMissing(profileIn(program.args), process.env);
if (noAccount !== undefined) program.error(noAccount);
const context = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
const cdk = spawnSync('cdk', ['deploy', '--all', ...context, ...program.args], { stdio: 'inherit' });
if (cdk.error) program.error(`The CDK did not start (${cdk.error.message}): run this with npm run deploy.`);
process.exitCode = cdk.status ?? 1;

/** The profile that `cdk deploy` is told to take. */
function profileIn(args: readonly string[]): string | undefined {
  const at = args.indexOf('--profile');
  return args[at + 1 || args.length] ?? args.find((arg) => arg.startsWith('--profile='))?.slice('--profile='.length);
}

function option(name: SettingName, flags: string, description: string): Option {
  return new Option(flags, description).env(settingNames[name]);
}
