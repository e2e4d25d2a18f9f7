import { describe, expect, test } from 'vitest';
import { Provider } from '#contracts/provider.ts';
import { largestBody, readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { post, postForm, postJson } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';

describe('every delivery', () => {
  test.each(Provider.options)('a body of more than 256 KB to %s is refused before it is read', async (provider) => {
    expect((await refusedFor('body-too-large', provider, post(new Uint8Array(largestBody + 1)))).status).toBe(413);
  });

  test('a body of exactly 256 KB is read', async () => {
    const frame = JSON.stringify({ email: 'a@b.example', message: '' });
    const message = 'x'.repeat(largestBody - frame.length);
    expect((await accepted('json', postJson({ email: 'a@b.example', message }))).message).toHaveLength(message.length);
  });

  test.each(Provider.options)('an empty body to %s is refused', async (provider) => {
    expect((await readDelivery(provider, post(''))).kind).toBe('refused');
  });

  test('a form without an address is refused with the fields that it had', async () => {
    const refused = await refusedFor(
      'no-usable-address',
      'json',
      postJson({ nome: 'Mario', contatto: 'chiedere a Luigi' }),
    );
    expect(refused.status).toBe(422);
    expect(refused.detail).toContain('"nome", "contatto"');
    expect(refused.detail).not.toContain('Luigi');
  });

  test('a form whose addresses are all invalid is refused, naming the fields and not what they held', async () => {
    const refused = await refusedFor(
      'no-usable-address',
      'json',
      postJson({ email: 'mario(at)rossi', telefono: 'non ce l’ho' }),
    );
    expect(refused.detail).toContain('"email", "telefono"');
    expect(refused.detail).not.toContain('rossi');
  });

  test('one valid address is enough; the invalid one is kept among the other answers', async () => {
    const submission = await accepted('json', postJson({ email: 'a@b.example', phone: '12' }));
    expect(submission).toMatchObject({ person: { email: 'a@b.example' }, extra: { phone: '12' } });
    expect((await accepted('json', postJson({ email: 'no', phone: '02 1234 5678' }))).person).toEqual({
      phone: '+390212345678',
    });
  });

  test('of two e-mail fields the first valid one counts', async () => {
    const { person, extra } = await accepted('json', postJson({ email: 'broken@', 'work email': 'w@b.example' }));
    expect({ person, extra }).toEqual({ person: { email: 'w@b.example' }, extra: { email: 'broken@' } });
  });
});

describe('injection', () => {
  test.each([
    ['a header after the e-mail address', 'email', 'a@b.example\r\nBcc: all@b.example'],
    ['a line feed in the name', 'name', 'Mario\nSubject: hi'],
    ['a carriage return in the phone', 'phone', '02 1234 5678\rX: y'],
    ['a NUL in the company', 'company', 'Acme\0Ltd'],
    ['a line separator in the name', 'nome', 'Mario\u2028Rossi'],
    ['a C1 control in the name', 'nome', 'Mario\u0085Rossi'],
    ['a script in the name', 'name', '<script>alert(1)</script>'],
    ['an image in the company', 'azienda', 'Acme <img src=x onerror=alert(1)>'],
    ['an unclosed tag in the family name', 'cognome', 'Rossi <svg/onload=alert(1) '],
    ['markup in the e-mail address', 'email', '"<b>x</b>"@b.example'],
    ['a script URL as website', 'website', 'javascript:alert(1)'],
    ['a closing tag in the city', 'città', 'Roma</td>'],
    ['a script in the message', 'messaggio', 'Hello,\n<script>alert(1)</script>'],
    ['a handler in the message', 'message', 'Look: <b/onmouseover = alert(1)>'],
    ['a script URL in a link of the message', 'message', "<a href=' javascript:alert(1)'>x</a>"],
    ['a script in an answer that means nothing to us', 'taglia', '< / script >'],
  ])('%s is refused', async (_, field, value) => {
    const delivery = postForm({ email: 'a@b.example', [field]: value });
    const refused = await refusedFor('field-injection', 'html', delivery);
    expect(refused.status).toBe(422);
    expect(refused.detail).not.toContain(value);
  });

  test('a message keeps its lines and its angle brackets, as plain text without control characters', async () => {
    const { message } = await accepted(
      'html',
      postForm({ email: 'a@b.example', message: 'Dear all,\r\n<b>1 < 2</b>\0\u0007\u202e\r\nbye' }),
    );
    expect(message).toBe('Dear all,\n<b>1 < 2</b>\nbye');
  });

  test('a script in the name of a field is refused, and a body made to keep the check busy costs no time', async () => {
    await refusedFor('field-injection', 'html', postForm({ email: 'a@b.example', '<script>x</script>': '1' }));
    const blanks = ' '.repeat(100_000);
    const { message } = await accepted(
      'html',
      postForm({ email: 'a@b.example', message: `<${blanks}<a =${blanks} on` }),
    );
    expect(message?.endsWith('on')).toBe(true);
  }, 2_000);

  test('what turns the writing direction around is left out of a name', async () => {
    const { person } = await accepted('html', postForm({ email: 'a@b.example', name: 'Eve \u202etxt.exe' }));
    expect(person.name).toBe('Eve txt.exe');
  });

  test.each(['O’Brien & Sons <3', 'A < B S.p.A.', 'Müller–Lüdenscheidt', 'Ευ Ζην', '株式会社', 'Tim "Timmy" Cook'])(
    'the company name %s is taken',
    async (company) => {
      expect((await accepted('json', postJson({ email: 'a@b.example', company }))).company?.name).toBe(company);
    },
  );

  test('blanks and line ends around a value are trimmed', async () => {
    const { person } = await accepted('json', postJson({ email: ' A@B.example\r\n', name: '\tMario  Rossi \n' }));
    expect(person).toEqual({ email: 'a@b.example', name: 'Mario Rossi' });
  });

  test('a name of a page’s length is refused', async () => {
    expect(
      (await refusedFor('field-too-long', 'json', postJson({ email: 'a@b.example', name: 'x'.repeat(301) }))).status,
    ).toBe(422);
  });

  test('half a surrogate pair does not reach the store', async () => {
    const { person, message } = await accepted(
      'json',
      post('{"email":"a@b.example","name":"x\\ud800y","message":"m\\udc00"}'),
    );
    expect([person.name, message]).toEqual(['x\ufffdy', 'm\ufffd']);
  });
});

describe('bodies made to be slow', () => {
  const largest = (unit: string): string => unit.repeat(Math.floor((largestBody - 100) / unit.length));

  test.each([
    ['tags that never close', `{"email":"a@b.example","name":"${largest('<a')}"}`],
    ['a website of dots', `{"email":"a@b.example","website":"${largest('a.')}"}`],
    ['an address of ats', `{"email":"${largest('a@')}"}`],
    ['one quote after the other', largest('"')],
    ['a string that never ends', `{"a":"${largest('\\"')}`],
    ['brackets within brackets', largest('[')],
    ['a label of words', `{"${largest('ricevere x ')}":"on"}`],
  ])('%s are answered within the test’s five seconds', async (_, body) => {
    const result = await readDelivery('json', post(body, { 'content-type': 'application/json' }));
    expect(result).toMatchObject({ kind: 'refused' });
  });

  test.each([
    ['one name tens of thousands of times', 'application/x-www-form-urlencoded', largest('consensi=1&')],
    [
      'thousands of names',
      'application/x-www-form-urlencoded',
      Array.from({ length: 20_000 }, (_, index) => `c${index}=1`).join('&'),
    ],
    ['percent signs', 'application/x-www-form-urlencoded', largest('%')],
    ['boundaries only', 'multipart/form-data; boundary=b', largest('--b\r\n')],
    ['dashes', 'multipart/form-data; boundary=b', largest('-')],
  ])('%s are answered within the test’s five seconds', async (_, type, body) => {
    expect(await readDelivery('html', post(body, { 'content-type': type }))).toMatchObject({ kind: 'refused' });
  });
});
