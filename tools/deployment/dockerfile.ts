import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../launcher/paths.ts';

/** Names of the images that Greenroom is built as. */
export const IMAGES = ['api', 'web', 'prosody'] as const;

export type ImageName = (typeof IMAGES)[number];

/** An instruction, with the words of its arguments. */
export type Step = {
  readonly keyword: string;
  /** The stage that a COPY takes its files from; undefined for the checkout. */
  readonly from: string | undefined;
  readonly words: readonly string[];
  /** Everything behind the keyword. */
  readonly text: string;
};

/** What is built from one `FROM` to the next. */
export type BuildStage = {
  readonly name: string | undefined;
  readonly base: string;
  readonly steps: readonly Step[];
};

/** What a COPY of the last stage brings into the image. */
export type CopiedFiles = {
  /** The stage that it comes from; undefined for the checkout. */
  readonly from: string | undefined;
  /** Path below the checkout. */
  readonly source: string;
  /** Path below the image's folder. */
  readonly target: string;
};

export function readDockerfile(image: ImageName): string {
  return readFileSync(path.join(ROOT, `deploy/images/${image}.Dockerfile`), 'utf8');
}

/**
 * The stages of a Dockerfile, in their order. It reads what the Dockerfiles of this project are made of.
 *
 * @throws Error for what it does not know, such as here-documents
 */
export function stagesOf(source: string): readonly BuildStage[] {
  const stages: { name: string | undefined; base: string; steps: Step[] }[] = [];
  for (const step of stepsOf(source)) {
    if (step.keyword === 'FROM') {
      const [base = '', as, name] = step.words;
      if (as !== undefined && as.toUpperCase() !== 'AS') throw new Error(`FROM ${step.text}`);
      stages.push({ name, base, steps: [] });
    } else {
      const stage = stages.at(-1);
      if (stage !== undefined) stage.steps.push(step);
      else if (step.keyword !== 'ARG') throw new Error(`${step.keyword} stands before the first FROM`);
    }
  }
  return stages;
}

function stepsOf(source: string): Step[] {
  const lines = source.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  const joined = lines.join('\n').replaceAll(/\\\n\s*/g, '');
  return joined
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, keyword, text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      if (keyword === undefined || text.includes('<<')) throw new Error(`not understood: ${line}`);
      const words = text.trim().split(/\s+/);
      const options = words.filter((word) => word.startsWith('--'));
      const from = options.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      return { keyword, text, from, words: words.filter((word) => !word.startsWith('--')) };
    });
}

/** What the image holds beside its base: what the last stage copies. */
export function copiesOf(source: string): readonly CopiedFiles[] {
  const steps = stagesOf(source).at(-1)?.steps ?? [];
  return steps
    .filter(({ keyword }) => keyword === 'COPY')
    .flatMap(({ from, words }) => {
      const target = words.at(-1) ?? '';
      return words
        .slice(0, -1)
        .map((source) => ({ from, source: source.replace(/^\/greenroom\//, ''), target }));
    });
}
