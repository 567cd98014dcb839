import { type Check, type Finding, notApplicable, ok, problem, reasonOf } from '../check.ts';
import { addressIn } from '../examination.ts';

export const processes: Check = {
  name: 'processes',
  title: 'Portal, API and worker',
  async run(examination, signal) {
    const portal = addressIn(examination, 'PUBLIC_URL');
    const { workerUrl } = examination.options;
    return Promise.all([
      portal
        ? answers('The portal', new URL('/', portal), signal)
        : notApplicable('PUBLIC_URL is not set or is no address.'),
      ...(portal ? [answers('The API', new URL('/api/branding', portal), signal)] : []),
      workerUrl === undefined
        ? notApplicable(
            'No worker was asked; see "Workers and due work" for what it does.',
            'Say where it answers: --worker URL.',
          )
        : answers('The worker', new URL('/health/ready', workerUrl), signal),
    ]);
  },
};

async function answers(who: string, url: URL, signal: AbortSignal): Promise<Finding> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal });
    await response.body?.cancel();
    if (response.ok) return ok(`${who} answers (${url.href}).`);
    return problem(
      `${who} answers ${response.status} (${url.href}).`,
      'Look at its log, and at that of the proxy.',
    );
  } catch (failure) {
    return problem(
      `${who} is not reached (${url.href}): ${reasonOf(failure)}.`,
      'Look whether it runs, and at its log.',
    );
  }
}

/** In the place of all others where there is nothing to look at. */
export const nothingRuns: Check = {
  name: 'processes',
  title: 'Portal, API and worker',
  run: () =>
    Promise.resolve([
      problem('Nothing runs from this folder.', 'Start it with npm start, then ask again beside it.'),
    ]),
};
