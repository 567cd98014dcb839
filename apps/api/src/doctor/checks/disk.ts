import { statfs } from 'node:fs/promises';
import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';

const MB = 1_048_576;
const PROBLEM_BYTES = 512 * MB;
const WARNING_BYTES = 2_048 * MB;
const WARNING_SHARE = 0.05;
const ADVICE = 'Make room: PostgreSQL stops when it cannot write.';

export const disk: Check = {
  name: 'disk',
  title: 'Disks',
  run: async ({ options: { dataFolders } }) => {
    if (dataFolders.length === 0)
      return [
        notApplicable(
          'No folder was named.',
          'Say where data are kept, on the machine that keeps them: --data FOLDER.',
        ),
      ];
    return Promise.all(dataFolders.map(look));
  },
};

async function look(folder: string): Promise<Finding> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return judgeSpace(folder, bavail * bsize, blocks * bsize);
  } catch (failure) {
    return problem(`${folder} cannot be looked at: ${reasonOf(failure)}.`, 'Correct --data.');
  }
}

/** @param free bytes that an unprivileged user may still write */
export function judgeSpace(folder: string, free: number, total: number): Finding {
  const share = total > 0 ? free / total : 1;
  const seen = `${folder}: ${Math.floor(free / MB)} MB free (${Math.floor(share * 100)} %).`;
  if (free < PROBLEM_BYTES) return problem(seen, ADVICE);
  if (free < WARNING_BYTES || share < WARNING_SHARE) return warning(seen, ADVICE);
  return ok(seen);
}
