import type { Config } from '#shared/config.ts';
import type {
  CustomerStore,
  IdempotencyStore,
  LinkStore,
  Mailer,
  MailLedger,
  PolicyStore,
  Scheduler,
  SourceStore,
  UserStore,
  WaitStore,
  WorkflowAnswerer,
  WorkflowStarter,
} from '#shared/ports.ts';
import type { LeadFetcher } from './intake/adapters/adapter.ts';

/** Everything a handler can ask for. A part that its row of the registry does not grant refuses to be used. */
export type Deps = {
  readonly config: Config;
  readonly customers: CustomerStore;
  readonly waits: WaitStore;
  readonly links: LinkStore;
  readonly ledger: MailLedger;
  readonly users: UserStore;
  readonly sources: SourceStore;
  readonly policies: PolicyStore;
  readonly idempotency: IdempotencyStore;
  readonly starter: WorkflowStarter;
  readonly answerer: WorkflowAnswerer;
  readonly scheduler: Scheduler;
  readonly mailer: Mailer;
  /** Leads of which a provider sends the id only. */
  readonly leads: LeadFetcher;
  readonly ids: Ids;
};

export type Ids = {
  /** Sorts by time. */
  customer(now: string): string;
  /** 128 random bits: can't be guessed. */
  secret(): string;
};
