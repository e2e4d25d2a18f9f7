import chromium from '@sparticuz/chromium';
import { chromium as launcher } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { anna, startIdentity } from './start-identity.ts';

describe('In a real browser', () => {
  test('a person pastes the printed link, chooses a user and is sent back with a code', async () => {
    const { identity, origin, issuer } = await startIdentity();
    const executablePath = await chromium.executablePath();
    const browser = await launcher.launch({ executablePath, args: chromium.args, headless: true });
    onTestFinished(() => browser.close());
    const page = await (await browser.newContext({ locale: 'it' })).newPage();
    const request = new URLSearchParams({
      response_type: 'code',
      client_id: identity.clientId,
      redirect_uri: `${origin}/console`,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    await page.goto(`${issuer}/oauth2/authorize?${request}`);
    await page.getByLabel('Collegamento o codice di accesso').fill(await identity.signInLink());
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.getByLabel('Indirizzo e-mail').fill(anna.email);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.waitForURL(`${origin}/console?code=*`);
    expect(await page.locator('body').textContent()).toBe('elsewhere');
  });
});
