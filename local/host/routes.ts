import type { FunctionRow } from '#functions/registry.ts';
import { backupRoute } from '#local/backup/backup-route.ts';
import { clockRoutes } from '#local/clock/clock-routes.ts';
import type { MovableClock } from '#local/clock.ts';
import { createGateway } from '#local/gateway/gateway.ts';
import type { Endpoints } from '#local/host/environment.ts';
import type { FailureLog } from '#local/host/failure-log.ts';
import { forwardTo } from '#local/host/forward.ts';
import { healthRoute } from '#local/host/health.ts';
import { homeRoute } from '#local/host/home.ts';
import { createRouter } from '#local/host/router.ts';
import type { Services } from '#local/host/services.ts';
import { type LocalHandler, readOnly, sendJson, sendProblem } from '#local/http.ts';
import type { Identity } from '#local/identity/identity.ts';
import type { Turns } from '#local/invoker/turns.ts';
import type { Invoker } from '#local/invoker.ts';
import { mailboxRoutes } from '#local/mailbox/mailbox-routes.ts';
import { deadLetterRoutes } from '#local/streams/dead-letter-routes.ts';
import type { StreamRelay } from '#local/streams.ts';
import type { TableThread } from '#local/table-thread/open-table-thread.ts';

export type RoutesOptions = {
  readonly rows: readonly FunctionRow[];
  readonly clock: MovableClock;
  readonly invoker: Invoker;
  readonly turns: Turns;
  readonly services: Services;
  readonly identity: Pick<Identity, 'routes' | 'verify'>;
  readonly endpoints: Endpoints;
  /** The table of this process, unless the user named another DynamoDB. */
  readonly table: Pick<TableThread, 'url' | 'backup'> | undefined;
  readonly dataDir: string;
  readonly databaseAnswers: () => Promise<boolean>;
  readonly failures: FailureLog;
};

/** What the one server answers: first the AWS endpoints alone, then everything. */
export function hostRoutes(options: RoutesOptions) {
  const { rows, clock, invoker, turns, identity, endpoints, table, databaseAnswers, failures } = options;
  const { states, ses, scheduler } = options.services;
  const services = {
    ...(table && { '/aws/dynamodb': forwardTo(table.url) }),
    '/aws/sfn': states.handle,
    '/aws/ses': ses.handle,
    '/aws/scheduler': scheduler.handle,
  };
  const gateway = createGateway({
    rows,
    invoker: { invoke: (name, event) => turns.request(() => invoker.invoke(name, event)) },
    clock,
    verify: identity.verify,
    onFailure: failures.ofFunction,
  });
  return {
    onlyServices: createRouter({ services, local: {}, partial: [], health: unavailable, product: unavailable }),
    everything: (relay: StreamRelay): LocalHandler =>
      createRouter({
        services,
        local: {
          '/local/clock': clockRoutes(clock),
          '/local/endpoints': readOnly((_, res) => sendJson(res, 200, endpoints)),
          '/local/backup': backupRoute({ dataDir: options.dataDir, table, clock, verify: identity.verify }),
          '/local/dead-letters': deadLetterRoutes(relay, scheduler.lostFirings),
          '/local/dead-letters/': deadLetterRoutes(relay, scheduler.lostFirings),
        },
        partial: [homeRoute, mailboxRoutes(ses.mailbox), identity.routes],
        health: readOnly(healthRoute(clock, databaseAnswers)),
        product: gateway,
      }),
  };
}

const unavailable: LocalHandler = (_, res) => {
  res.setHeader('retry-after', '1');
  sendProblem(res, 503, 'Service Unavailable', 'Percorso is starting or stopping; ask again in a second.');
};
