import { readTime } from '#local/clock/shared-time.ts';
import { authorizerOf } from '#local/grants.ts';
import { isOfThisMachine } from '#local/loopback.ts';
import { type EmbeddedTable, openEmbeddedTable } from '#local/table/embedded-table.ts';
import { listenTable } from '#local/table/serve/listen-table.ts';
import { factsIn } from './facts.ts';
import { type Beginning, failureOf, type Report, type Wish } from './messages.ts';

/** So long may the owner take over the files that are copied at the moment of a backup. */
const longestMomentMs = 120_000;

/** Opens and serves the table; resolves to what carries out a wish, or to nothing when it was refused. */
export async function serveWishes(beginning: Beginning, report: (report: Report) => void) {
  const { file, port, region, time, rows } = beginning;
  const facts = factsIn(beginning.facts);
  let table: EmbeddedTable | undefined;
  try {
    const clock = { now: readTime(time) };
    const onTrouble = (sentence: string) => report({ kind: 'trouble', sentence });
    const opened = openEmbeddedTable({
      file,
      clock,
      region,
      authorize: authorizerOf(rows),
      mayAsk: isOfThisMachine,
      onTrouble,
    });
    table = opened;
    const publish = () => facts.write({ nextExpiry: opened.nextExpiry(), lastRecord: opened.lastRecord() });
    publish();
    opened.onCommit(publish);
    opened.onRecords(() => {
      if (facts.mustTell()) report({ kind: 'records' });
    });
    const server = await listenTable(opened.respond, port);
    report({ kind: 'ready', url: server.url });
    return (wish: Wish) => carryOut(wish, opened, server.close);
  } catch (error) {
    await table?.close();
    report({ kind: 'refused', error: failureOf(error) });
    return undefined;
  }

  async function carryOut(wish: Wish, opened: EmbeddedTable, stop: () => Promise<void>): Promise<void> {
    switch (wish.kind) {
      case 'expire':
        await opened.expire();
        return report({ kind: 'answer', id: wish.id });
      case 'well':
        return report({ kind: 'answer', id: wish.id, isWell: await opened.isWell() });
      case 'backup':
        return report({ kind: 'answer', id: wish.id, ...(await backup(opened, wish.file)) });
      case 'close':
        await stop();
        return await opened.close();
      default:
        return wish satisfies never;
    }
  }

  async function backup(opened: EmbeddedTable, copy: string): Promise<Pick<Report & { kind: 'answer' }, 'error'>> {
    try {
      await opened.backup(copy, () => facts.waitForOwner(() => report({ kind: 'moment' }), longestMomentMs));
      return {};
    } catch (error) {
      return { error: failureOf(error) };
    }
  }
}
