import { stripVTControlCharacters } from 'node:util';

/** How many lines of one failure are shown in full; the complete reports are in test-results. */
const LINES_PER_FAILURE = 40;

/**
 * How many lines the list in short may have: integration servers cut long logs and keep some forty lines of the end,
 * in which the closing line stands too.
 */
const SHORT_LIST_LINES = 34;

/** How many lines of its explanation a failure has in the list in short, when there is room for it. */
const EXPLANATION_LINES = 8;

/** How many characters of one line are shown in short. */
const LINE_LENGTH = 300;

/**
 * What failed, for people: each failure with its explanation, then all of them once more in short, so that the end
 * of the log alone says which tests failed and why.
 *
 * @param failures a first line that names the test and its file, then the explanation
 */
export function reportFailures(failures: readonly string[]): string {
  const plain = failures.map((text) => stripVTControlCharacters(text));
  return `What failed:\n\n${plain.map(shorten).join('\n\n')}\n\nIn short:\n${listInShort(plain).join('\n')}`;
}

function shorten(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= LINES_PER_FAILURE) return text;
  const more = lines.length - LINES_PER_FAILURE;
  return [...lines.slice(0, LINES_PER_FAILURE), `… ${more} more lines`].join('\n');
}

function listInShort(failures: readonly string[]): string[] {
  const listed = failures.length > SHORT_LIST_LINES ? failures.slice(0, SHORT_LIST_LINES - 1) : failures;
  const room = Math.floor(SHORT_LIST_LINES / listed.length) - 1;
  const lines = listed.flatMap((text) => {
    const [title = '', ...explanation] = text.split('\n');
    const telling = explanation.filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
    return [
      title,
      ...telling.slice(0, Math.min(room, EXPLANATION_LINES)).map((line) => `    ${line.trim()}`),
    ];
  });
  if (listed.length < failures.length) lines.push(`… and ${failures.length - listed.length} more`);
  return lines.map((line) => line.slice(0, LINE_LENGTH));
}
