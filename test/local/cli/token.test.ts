import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { openKeyFile, recordIssuer } from '#local/identity/key-file.ts';
import { createVerifier } from '#local/identity/verify-token.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { recordedTerminal } from './terminal.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const day = 86_400_000;

/** Where the host keeps its keys. */
const keysIn = (dataDir: string) => join(dataDir, 'identity');

async function verifierOf(dataDir: string, issuer: string, at = now) {
  return createVerifier(await openKeyFile(keysIn(dataDir)), issuer, () => at);
}

describe('crm token', () => {
  test('prints a token and nothing else, before anything was ever started', async () => {
    const { crm, out, err, dataDir } = recordedTerminal();
    expect(await crm('token', '--role', 'admin')).toBe(0);
    expect(out()).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(err()).toBe('');
    const verify = await verifierOf(dataDir, 'http://127.0.0.1:3000/local/oidc');
    expect(await verify(out().trim())).toMatchObject({ ok: true, claims: { 'cognito:groups': ['admin'] } });
  });

  test('speaks for the server of PORT, else for the one that was started last', async () => {
    const started = recordedTerminal();
    const keys = keysIn(started.dataDir);
    recordIssuer(keys, await openKeyFile(keys), 'http://127.0.0.1:4321/local/oidc');
    await started.crm('token', '--role', 'sales');
    expect(decodeJwt(started.out()).iss).toBe('http://127.0.0.1:4321/local/oidc');
    const chosen = recordedTerminal({}, { CRM_DATA_DIR: started.dataDir, PORT: '5000' });
    await chosen.crm('token', '--role', 'sales');
    expect(decodeJwt(chosen.out()).iss).toBe('http://127.0.0.1:5000/local/oidc');
  });

  test('holds as long as asked, counted on the clock of the product', async () => {
    const { crm, out, dataDir } = recordedTerminal();
    writeFileSync(join(dataDir, 'clock.json'), JSON.stringify({ offset: 180 * day, reached: 0 }));
    await crm('token', '--role', 'manager', '--ttl', 'PT12H', '--user', 'ada@crm.example');
    const token = out().trim();
    expect(decodeJwt(token)).toMatchObject({ sub: 'ada@crm.example', email: 'ada@crm.example' });
    const issuer = 'http://127.0.0.1:3000/local/oidc';
    const at = (hours: number) => verifierOf(dataDir, issuer, now + 180 * day + hours * 3_600_000);
    expect(await (await at(0))(token)).toMatchObject({ ok: true });
    expect(await (await at(11.9))(token)).toMatchObject({ ok: true });
    expect(await (await at(12.1))(token)).toMatchObject({ ok: false, reason: 'the token has expired' });
  });

  test.each([
    [['--role', 'boss'], 'There is no role "boss": take one of admin, manager, marketing, sales.'],
    [['--role', 'admin', '--ttl', '12h'], '"12h" is not a time to live'],
    [['--role', 'admin', '--ttl', 'PT0S'], '"PT0S" is not a time to live'],
  ])('refuses %j with a remedy', async (args, sentence) => {
    const { crm, out, err } = recordedTerminal();
    expect(await crm('token', ...args)).toBe(1);
    expect(out()).toBe('');
    expect(err()).toContain(sentence);
  });

  test('refuses a data folder that is a file, or whose keys are damaged', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const inFile = recordedTerminal({}, { CRM_DATA_DIR: join(folder, 'file') });
    expect(await inFile.crm('token', '--role', 'admin')).toBe(1);
    expect(inFile.err()).toMatch(
      /^The data folder \S+file cannot be used \(ENOTDIR.*choose another one with CRM_DATA_DIR\.\n$/,
    );

    const damaged = recordedTerminal();
    mkdirSync(join(damaged.dataDir, 'identity'));
    writeFileSync(join(damaged.dataDir, 'identity/identity.json'), '{');
    expect(await damaged.crm('token', '--role', 'admin')).toBe(1);
    expect(damaged.err()).toMatch(/identity\.json is not a key file: move it away/);
  });

  test('refuses a PORT that is none', async () => {
    const { crm, err } = recordedTerminal({}, { PORT: 'http' });
    expect(await crm('token', '--role', 'admin')).toBe(1);
    expect(err()).toContain('PORT is "http": set it to a number');
  });
});
