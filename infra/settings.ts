/** What differs from one stage to the next; everything else is the same in all of them. */
export type StageSettings = {
  readonly stage: string;
  /** Keeps table, users and logs when the stack goes, and refuses to delete them. */
  readonly protected: boolean;
  /** The domain that mail is sent from; one stage per domain. */
  readonly mailDomain: string;
  readonly mailFrom: string;
  /** The first user of the group admin, who also gets the alarms. */
  readonly adminEmail: string;
  /** Own domain of the API, with its certificate in the stack's region. */
  readonly site?: { readonly domainName: string; readonly certificateArn: string };
  /** A secret of Secrets Manager with `facebookToken` and `hubspotToken`, for the providers that send ids only. */
  readonly leadSecret?: string;
};

/** The CDK context's key of each setting, and the environment variable that stands in for it. */
export const settingNames = {
  stage: 'STAGE',
  mailDomain: 'MAIL_DOMAIN',
  mailFrom: 'MAIL_FROM',
  adminEmail: 'ADMIN_EMAIL',
  domainName: 'DOMAIN_NAME',
  certificateArn: 'CERTIFICATE_ARN',
  leadSecret: 'LEAD_SECRET',
} as const;

export type SettingName = keyof typeof settingNames;

/** Lets the stage `dev` be synthesised by anybody; these names belong to nobody, so it cannot be deployed with them. */
const onPaper: Partial<Record<SettingName, string>> = {
  mailDomain: 'percorso.example',
  adminEmail: 'admin@percorso.example',
};

/**
 * Each setting comes from the CDK context (`-c mailDomain=…`), else from the environment (`MAIL_DOMAIN=…`).
 * @throws Error saying which setting is missing or wrong, and how to give it.
 */
export function readSettings(
  context: (key: string) => unknown,
  env: Readonly<Record<string, string | undefined>>,
): StageSettings {
  const given = (name: SettingName) => text(context(name)) ?? text(env[settingNames[name]]);
  const stage = given('stage') ?? 'dev';
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new Error(
      `The stage "${stage}" must begin with a lower-case letter and go on with at most 19 of a-z, 0-9 and -.`,
    );
  }
  const required = (name: 'mailDomain' | 'adminEmail') =>
    given(name) ?? (stage === 'dev' ? onPaper[name] : undefined) ?? missing(stage, name);
  const mailDomain = required('mailDomain');
  const leadSecret = given('leadSecret');
  const settings = {
    stage,
    protected: stage === 'prod',
    mailDomain,
    mailFrom: given('mailFrom') ?? `crm@${mailDomain}`,
    adminEmail: required('adminEmail'),
    ...site(given('domainName'), given('certificateArn')),
    ...(leadSecret && { leadSecret }),
  };
  if (stage !== 'dev') assertDeployable(settings);
  assertWellFormed(settings);
  return settings;
}

/** @throws Error naming the setting that SES, Cognito or CloudFormation would refuse only after the upload. */
function assertWellFormed({ stage, mailDomain, mailFrom, adminEmail, site }: StageSettings): void {
  const refuse = (name: SettingName, value: string, must: string): never => {
    throw new Error(`${name} of the stage ${stage} is ${value}: it must be ${must}.`);
  };
  if (!isDomain(mailDomain)) refuse('mailDomain', mailDomain, 'a domain such as crm.yourcompany.com');
  if (!isAddress(adminEmail)) refuse('adminEmail', adminEmail, 'one e-mail address');
  if (!isAddress(mailFrom) || !mailFrom.toLowerCase().endsWith(`@${mailDomain.toLowerCase()}`))
    refuse('mailFrom', mailFrom, `one address of the mail domain, such as crm@${mailDomain}`);
  if (site && !isDomain(site.domainName)) refuse('domainName', site.domainName, 'a domain such as crm.yourcompany.com');
  if (site && !/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/.test(site.certificateArn))
    refuse(
      'certificateArn',
      site.certificateArn,
      'the ARN of a certificate, arn:aws:acm:<region>:<account>:certificate/<id>',
    );
}

const isDomain = (text: string): boolean =>
  text.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(text);

function isAddress(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@');
  return more.length === 0 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(local) && isDomain(domain);
}

/** @throws Error when mail would come from, or go to, a domain that exists on paper only. */
export function assertDeployable({ stage, mailDomain, adminEmail }: StageSettings): void {
  const reserved = /(^|[.@])(example|example\.(com|org|net)|test|invalid|localhost)$/;
  for (const [name, value] of Object.entries({ mailDomain, adminEmail })) {
    if (reserved.test(value))
      throw new Error(`${name} of the stage ${stage} is ${value}, which no mail can reach: give your own.`);
  }
}

function site(domainName: string | undefined, certificateArn: string | undefined): Pick<StageSettings, 'site'> {
  if (domainName && certificateArn) return { site: { domainName, certificateArn } };
  if (!domainName && !certificateArn) return {};
  throw new Error(
    'domainName and certificateArn belong together: give both, or neither for the address that AWS makes.',
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function missing(stage: string, name: SettingName): never {
  throw new Error(
    `The stage ${stage} has no ${name}: say --${optionOf(name)} … (to the CDK itself -c ${name}=…), or set ${settingNames[name]}.`,
  );
}

/** `mailDomain` as it is written on the command line of `npm run deploy`. */
const optionOf = (name: SettingName): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
