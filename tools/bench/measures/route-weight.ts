import { CONFERENCE_LIBRARY, compressedSize, weighPages } from '../../checks/page-weight.ts';
import { atMost, format, type Row } from '../row.ts';

const BYTES_PER_KB = 1000;

/** What was first hoped for, in KB; the budgets that the build holds are what was reached (docs/adr/0009-byte-budgets.md). */
const HOPED_FOR: Readonly<Record<string, number>> = { 'landing page': 110, 'live interview': 290 };

/** What is sent until a page works, beside lib-jitsi-meet alone: what the lightest page with a conference would weigh. */
export function routeWeight(): Promise<Row[]> {
  const library = { name: 'lib-jitsi-meet alone', value: compressedSize(CONFERENCE_LIBRARY) / BYTES_PER_KB };
  const rows = weighPages().map(({ page, bytes, limit, files }): Row => {
    const measured = bytes / BYTES_PER_KB;
    const hopedFor = HOPED_FOR[page];
    const hasLibrary = files.some(({ name }) => CONFERENCE_LIBRARY.endsWith(`/${name}`));
    return {
      what: `weight of the ${page}, brotli`,
      unit: 'KB',
      measured,
      ...(hasLibrary && { yardstick: library }),
      goals: [
        atMost(measured, hopedFor ?? limit / BYTES_PER_KB, 'KB'),
        { text: `budget ${format(limit / BYTES_PER_KB)} KB`, met: bytes <= limit },
      ],
    };
  });
  return Promise.resolve(rows);
}
