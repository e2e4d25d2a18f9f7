import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { backUp, NoBackup } from '#local/backup/back-up.ts';
import type { LocalClock } from '#local/clock-port.ts';
import { authorize, challenge, type VerifyToken } from '#local/gateway/authorizer.ts';
import { BodyTooLarge, type LocalHandler, readBody, sendJson, sendProblem } from '#local/http.ts';
import type { TableThread } from '#local/table-thread/open-table-thread.ts';

const Wish = z.strictObject({ folder: z.string().refine(isAbsolute) });

export type BackupRouteOptions = {
  readonly dataDir: string;
  readonly table: Pick<TableThread, 'backup'> | undefined;
  readonly clock: Pick<LocalClock, 'now'>;
  readonly verify: VerifyToken;
};

/** `POST /local/backup {"folder": "/where/to"}` as an administrator: answers when the backup is complete. */
export function backupRoute({ dataDir, table, clock, verify }: BackupRouteOptions): LocalHandler {
  return async (req, res) => {
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      return sendProblem(res, 405, 'Method Not Allowed', 'POST {"folder": "/where/to"} makes a backup.');
    }
    const access = await authorize(req, verify);
    if (!access.ok) {
      res.setHeader('www-authenticate', challenge(access));
      return sendProblem(res, access.status, 'Unauthorized', access.reason);
    }
    if (!/\badmin\b/.test(access.claims['cognito:groups'] ?? '')) {
      return sendProblem(res, 403, 'Forbidden', 'Only an administrator may make a backup.');
    }
    if (table === undefined) {
      const detail = 'The table is in the DynamoDB that AWS_ENDPOINT_URL_DYNAMODB names: it has to be backed up there.';
      return sendProblem(res, 409, 'Conflict', detail);
    }
    try {
      const { folder } = Wish.parse(JSON.parse((await readBody(req, 10_000)).toString('utf8')));
      const { at, files } = await backUp({ dataDir, folder, table, now: clock.now });
      sendJson(res, 200, { folder, at, files: Object.keys(files).length, bytes: sizeOf(files) });
    } catch (error) {
      refuse(res, error);
    }
  };
}

export function sizeOf(files: Readonly<Record<string, { readonly bytes: number }>>): number {
  return Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
}

function refuse(res: Parameters<LocalHandler>[1], error: unknown): void {
  if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof BodyTooLarge) {
    sendProblem(res, 400, 'Bad Request', 'Send {"folder": "/where/to"} with an absolute path.');
  } else if (error instanceof NoBackup) {
    sendProblem(res, 409, 'Conflict', error.message);
  } else {
    const why = error instanceof Error ? error.message : String(error);
    sendProblem(res, 507, 'Insufficient Storage', `The backup could not be made: ${why}`);
  }
}
