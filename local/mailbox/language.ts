/** Italian where an Accept-Language header prefers it to English, else English. */
export const preferredLanguage = (acceptLanguage: string | undefined): 'it' | 'en' => {
  const weights = (acceptLanguage ?? '').split(',').flatMap((entry) => {
    const [, language, weight] = /^\s*(it|en)\b[^;]*(?:;\s*q=([\d.]+))?/i.exec(entry) ?? [];
    return language === undefined ? [] : [{ language: language.toLowerCase(), weight: Number(weight ?? 1) }];
  });
  const [best] = weights.sort((one, other) => other.weight - one.weight);
  return best?.language === 'it' ? 'it' : 'en';
};
