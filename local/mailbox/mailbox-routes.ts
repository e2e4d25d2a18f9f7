import type { IncomingMessage, ServerResponse } from 'node:http';
import { target } from '#local/gateway/http-event.ts';
import { sendJson, sendProblem } from '#local/http.ts';
import { namesThisMachine } from '#local/loopback.ts';
import type { Mailbox, MailQuery } from './mailbox.ts';
import { frameHtml } from './message-body.ts';
import { listPage, messagePage, missingPage } from './pages.ts';
import { messagePolicy, pagePolicy } from './style.ts';
import { textsFor } from './texts.ts';

type Call = {
  mailbox: Mailbox;
  req: IncomingMessage;
  res: ServerResponse;
  query: URLSearchParams;
  id: string;
  position: number;
};
type Route = { path: RegExp; serve(call: Call): Promise<void> | void };

const hardened = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

const sendHtml = (res: ServerResponse, status: number, page: string, policy: string): void => {
  res
    .writeHead(status, { ...hardened, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    .end(page);
};

const noSuchMail = (res: ServerResponse): void =>
  sendProblem(res, 404, 'Not Found', 'There is no such e-mail: GET /local/mail lists the ones that exist.');

const queryOf = (query: URLSearchParams): MailQuery => {
  const text = (name: string): string | undefined => query.get(name) || undefined;
  const limit = text('limit');
  return {
    // Only an absent one means everybody: a program that looks for nobody must not be shown everything.
    to: query.get('to') ?? undefined,
    from: text('from'),
    subject: text('subject'),
    since: text('since'),
    cursor: text('cursor'),
    limit: limit === undefined ? undefined : Number(limit),
  };
};

const list = ({ mailbox, res, query }: Call): void => sendJson(res, 200, mailbox.list(queryOf(query)));

const one = async ({ mailbox, res, id }: Call): Promise<void> => {
  const mail = await mailbox.get(id);
  return mail === undefined ? noSuchMail(res) : sendJson(res, 200, mail);
};

const rawFile = async ({ mailbox, res, id }: Call): Promise<void> => {
  const raw = await mailbox.raw(id);
  if (raw === undefined) return noSuchMail(res);
  const disposition = `attachment; filename="${id}.eml"`;
  res.writeHead(200, { ...hardened, 'content-type': 'message/rfc822', 'content-disposition': disposition }).end(raw);
};

const attachment = async ({ mailbox, res, id, position }: Call): Promise<void> => {
  const found = await mailbox.attachment(id, position);
  if (found === undefined) return noSuchMail(res);
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(found.filename)}`;
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(found.mimeType) ? found.mimeType : 'application/octet-stream';
  res.writeHead(200, { ...hardened, 'content-type': type, 'content-disposition': disposition }).end(found.content);
};

const listAsPage = async ({ mailbox, req, res, query }: Call): Promise<void> => {
  const texts = textsFor(req.headers['accept-language']);
  const to = (query.get('to') ?? '').trim();
  // An empty field of the search form means everybody.
  const found = mailbox.list({ ...queryOf(query), to: to === '' ? undefined : to });
  const page = await listPage(texts, found, to);
  sendHtml(res, 200, page, pagePolicy());
};

const oneAsPage = async ({ mailbox, req, res, id }: Call): Promise<void> => {
  const texts = textsFor(req.headers['accept-language']);
  const mail = await mailbox.get(id);
  if (mail === undefined) return sendHtml(res, 404, await missingPage(texts), pagePolicy());
  return sendHtml(res, 200, await messagePage(texts, mail), pagePolicy());
};

const body = async ({ mailbox, res, id }: Call): Promise<void> => {
  const mail = await mailbox.get(id);
  if (mail?.html === undefined) return noSuchMail(res);
  const images = new Map<string, string>();
  for (const [position, { contentId, mimeType }] of mail.attachments.entries()) {
    const content = contentId === undefined ? undefined : (await mailbox.attachment(id, position))?.content;
    if (contentId === undefined || content === undefined) continue;
    images.set(contentId.replace(/^<|>$/g, ''), `data:${mimeType};base64,${content.toString('base64')}`);
  }
  return sendHtml(res, 200, frameHtml(mail.html, images), messagePolicy);
};

const routes: readonly Route[] = [
  { path: /^\/local\/mail\/?$/, serve: list },
  { path: /^\/local\/mail\/([^/]+)$/, serve: one },
  { path: /^\/local\/mail\/([^/]+)\/raw$/, serve: rawFile },
  { path: /^\/local\/mail\/([^/]+)\/attachments\/(\d+)$/, serve: attachment },
  { path: /^\/local\/mailbox\/?$/, serve: listAsPage },
  { path: /^\/local\/mailbox\/([^/]+)$/, serve: oneAsPage },
  { path: /^\/local\/mailbox\/([^/]+)\/body$/, serve: body },
];

/**
 * Serves the mailbox: JSON under `/local/mail`, pages for people under `/local/mailbox`. Answers false for any other path.
 * Messages carry links that decide things, so only a browser or program on this machine gets them: a request under another
 * host name (a page that points its own name here) is refused.
 */
export const mailboxRoutes =
  (mailbox: Mailbox) =>
  async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    const { path: pathname, query } = target(req);
    const route = routes.find(({ path }) => path.test(pathname));
    if (route === undefined) return false;
    if (!namesThisMachine(req)) {
      sendProblem(
        res,
        421,
        'Misdirected Request',
        'The mailbox answers on this machine only: open it as http://127.0.0.1 or http://localhost.',
      );
      return true;
    }
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.setHeader('allow', 'GET, HEAD');
      sendProblem(res, 405, 'Method Not Allowed', 'The mailbox is read with GET.');
      return true;
    }
    const [, id = '', position = ''] = route.path.exec(pathname) ?? [];
    try {
      await route.serve({ mailbox, req, res, query: new URLSearchParams(query), id, position: Number(position) });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      sendProblem(res, 400, 'Bad Request', error.message);
    }
    return true;
  };
