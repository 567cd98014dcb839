import { Liquid, LiquidError } from 'liquidjs';

/** Unknown names are mistakes of a template and fail; values are never read as a template. */
export const strictLiquid = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  lenientIf: true,
} as const;

/**
 * For words that administrators write: no files to include, and an end to what a text may cost. Characters of the source, milliseconds of
 * rendering, and objects made on the way.
 */
const engine = new Liquid({
  ...strictLiquid,
  templates: {},
  parseLimit: 10_000,
  renderLimit: 2_000,
  memoryLimit: 100_000,
});

/** Words that do not read as Liquid, or name what there is not. The message is for whoever wrote them. */
export class TextProblem extends Error {
  override readonly name = 'TextProblem';
}

/**
 * Fills in one text.
 *
 * @throws TextProblem
 */
export function renderText(source: string, words: object): string {
  try {
    return String(engine.parseAndRenderSync(source, words));
  } catch (failure) {
    if (LiquidError.is(failure)) throw new TextProblem(firstLine(failure.message), { cause: failure });
    throw failure;
  }
}

/** Further lines quote the source, which its writer has before them. */
const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message;

/** A rendered text as one line. */
export const asLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A rendered text as paragraphs, which empty lines part. */
export const asParagraphs = (text: string): readonly string[] =>
  text
    .split(/\n\s*\n/)
    .map(asLine)
    .filter((paragraph) => paragraph !== '');
