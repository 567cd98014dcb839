import { type BuildStage, stagesOf, type Step } from './dockerfile.ts';

/** Packages that have no place where the product runs. */
const BUILD_TOOLS = /\b(?:build-essential|gcc|g\+\+|make|python3?|git|npm|yarn|typescript)\b/;
const SECRET_NAME = /(?:SECRET|PASSWORD|PASS|TOKEN|KEY)\b/;

/** What is wrong with a Dockerfile, in words; nothing when it keeps to the rules of this project. */
export function problemsOfDockerfile(source: string): readonly string[] {
  const stages = stagesOf(source);
  const last = stages.at(-1);
  if (last === undefined) return ['it has no FROM'];
  return [
    ...stages.flatMap((stage, at) => baseProblems(source, stage, stages.slice(0, at))),
    ...stages.flatMap(({ steps }) => steps.flatMap(stepProblems)),
    ...lastStageProblems(last),
  ];
}

/** A base image is an earlier stage, or a build argument without a default: name and digest come from outside. */
function baseProblems(source: string, { base }: BuildStage, earlier: readonly BuildStage[]): string[] {
  if (earlier.some(({ name }) => name === base)) return [];
  const [, argument] = /^\$\{([A-Z_]+_IMAGE)\}$/.exec(base) ?? [];
  if (argument === undefined) return [`the base image ${base} is no build argument that carries a digest`];
  const hasDefault = new RegExp(`^ARG\\s+${argument}=`, 'm').test(source);
  return hasDefault ? [`the base image ${argument} has a default, which nobody has to pin`] : [];
}

function stepProblems({ keyword, words, text }: Step): string[] {
  const problems: string[] = [];
  if (keyword === 'ADD') problems.push('ADD fetches and unpacks: COPY does not');
  if (['ARG', 'ENV'].includes(keyword) && words.some((word) => SECRET_NAME.test(word.split('=')[0] ?? ''))) {
    problems.push(`${keyword} ${words[0]} puts a secret into the image`);
  }
  if (keyword === 'WORKDIR' && !text.startsWith('/')) problems.push(`WORKDIR ${text} is relative`);
  if (keyword === 'RUN') problems.push(...commandProblems(text));
  return problems;
}

function commandProblems(command: string): string[] {
  const problems: string[] = [];
  if (/\bnpm (?:install|i)\b/.test(command))
    problems.push('npm install does not keep to the lock file: npm ci');
  if (/\bnpm ci\b/.test(command) && !command.includes('--ignore-scripts')) {
    problems.push('npm ci runs scripts of packages');
  }
  if (/(?:curl|wget)[^|]*\|/.test(command)) problems.push('something from the network is run unseen');
  if (command.includes('apt-get install')) {
    if (!command.includes('--no-install-recommends'))
      problems.push('apt-get installs what is only recommended');
    if (!command.includes('rm -rf /var/lib/apt/lists')) problems.push("apt-get's lists stay in the image");
  }
  if (/\bsudo\b/.test(command)) problems.push('sudo');
  return problems;
}

function lastStageProblems({ steps }: BuildStage): string[] {
  const problems: string[] = [];
  const user = steps.findLast(({ keyword }) => keyword === 'USER')?.text ?? 'root';
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) {
    problems.push(`the user ${user} is no number other than 0, which orchestrators could check`);
  }
  const healthCheck = steps.find(({ keyword }) => keyword === 'HEALTHCHECK');
  if (!healthCheck?.text.includes('CMD')) problems.push('there is no HEALTHCHECK');
  const command = steps.findLast(({ keyword }) => keyword === 'CMD');
  // Without one the base image's own holds.
  if (command && !command.text.startsWith('[')) {
    problems.push('CMD runs in a shell, which does not pass signals on');
  }
  for (const { keyword, text, words, from } of steps) {
    if (keyword === 'RUN' && /install|npm ci/.test(text) && BUILD_TOOLS.test(text)) {
      problems.push(`the last stage installs what builds: ${text}`);
    }
    if (keyword === 'COPY' && from === undefined && words.includes('.')) {
      problems.push('the last stage copies the whole checkout');
    }
  }
  return problems;
}
