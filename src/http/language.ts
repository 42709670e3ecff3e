/** Accept-Language (RFC 9110 12.5.4) to one of the languages findings are written in. */
import { type Language, languages } from '../fhir/texts.ts';

/** English where nothing that is asked for can be had. */
export function languageOf(header: string | undefined): Language {
  const ranges = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const weight = parameters.map((part) => /^\s*q=([\d.]+)\s*$/.exec(part)?.[1]).find(Boolean);
      return { primary: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { primary } of ranges) {
    const found = languages.find((language) => language === primary);
    if (found) return found;
  }
  return 'en';
}
