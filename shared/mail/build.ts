import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mjml2html from 'mjml';

const templates = join(import.meta.dirname, 'templates');
const compiled = join(import.meta.dirname, 'compiled');

/** Names of the templates: every `templates/<name>.mjml` has its plain-text twin `templates/<name>.txt`. */
export const templateNames = async (): Promise<string[]> =>
  (await readdir(templates))
    .filter((file) => file.endsWith('.mjml'))
    .map((file) => file.slice(0, -'.mjml'.length))
    .sort();

/** Compiles one template to the source of its module: the liquid of the HTML part and of the text part as two strings. */
export const compileTemplate = async (name: string): Promise<string> => {
  const source = join(templates, `${name}.mjml`);
  const { html } = await mjml2html(await readFile(source, 'utf8'), {
    filePath: source,
    // MJML 5 reads included files only when told to; the parts are ours.
    ignoreIncludes: false,
    validationLevel: 'strict',
    keepComments: false,
    fonts: {},
  });
  const text = await readFile(join(templates, `${name}.txt`), 'utf8');
  return [
    `// Compiled from templates/${name}.mjml and templates/${name}.txt by \`npm run mail:build\`. Change those.`,
    `export const html = ${literal(squeeze(html))};`,
    '',
    `export const text = ${literal(text)};`,
    '',
  ].join('\n');
};

const squeeze = (html: string): string =>
  html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const literal = (value: string): string => `\`${value.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``;

if (import.meta.main) {
  for (const name of await templateNames()) {
    await writeFile(join(compiled, `${name}.ts`), await compileTemplate(name));
    console.log(`compiled ${name}`);
  }
}
