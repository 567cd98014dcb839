import { format, type Row } from './row.ts';

const HEADINGS = ['what', 'measured', 'yardstick', 'ratio', 'goal', ''] as const;

/** The rows as a table for people; in Markdown, so that it can be kept as it is. */
export function table(rows: readonly Row[]): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf({ what, unit, measured, yardstick, goals }: Row): readonly string[] {
  return [
    what,
    `${format(measured)} ${unit}`,
    yardstick ? `${format(yardstick.value)} ${unit} (${yardstick.name})` : '',
    yardstick && yardstick.value > 0 ? `${(measured / yardstick.value).toFixed(2)}x` : '',
    goals.map(({ text }) => text).join(', '),
    goals.length === 0 ? '' : goals.every(({ met }) => met) ? 'met' : 'missed',
  ];
}
